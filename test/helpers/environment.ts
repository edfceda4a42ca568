import { ENVIRONMENT } from '../../lib/processing/log-processor.contract';

/** What Lambda sets, with a local API for every service. */
export function localEnvironment(endpoint: string): Record<string, string> {
  return { AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
}

/** What the construct of a processor sets. */
export function processorEnvironment({ name = 'Stack/Processor', prefix = 'own/', deadLetterQueueUrl = 'http://queues/dead-letters' } = {}) {
  return {
    [ENVIRONMENT.derivedBucket]: 'derived',
    [ENVIRONMENT.deadLetterQueueUrl]: deadLetterQueueUrl,
    [ENVIRONMENT.name]: name,
    [ENVIRONMENT.prefix]: prefix,
    [ENVIRONMENT.namespace]: 'Test',
  };
}
