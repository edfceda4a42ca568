import { ENVIRONMENT, METRICS, NAME_DIMENSION } from '../../lib/processing/log-processor.contract';
import { type OutgoingMessage, sendMessage } from './aws/sqs';
import { metricLine, writeLine } from './metrics';
import { below, bucketStore, type ObjectStore } from './store';
import { variablesOf } from './variables';

/** What a processor runs in. */
export interface Surroundings {
  /** The bucket that a message names. */
  readonly archive: (bucket: string) => Pick<ObjectStore, 'get'>;
  /** The derived bucket, keys below the prefix of the processor. */
  readonly derived: ObjectStore;
  /** Puts a message into the dead-letter queue. */
  readonly park: (message: OutgoingMessage) => Promise<void>;
  /** Publishes metrics at once: what follows may end this process. */
  readonly count: (counts: Readonly<Record<string, number>>) => void;
  /** Writes one line of the log. It has neither records nor secrets. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** What the environment of the function names. */
export function surroundingsOf(env: NodeJS.ProcessEnv): Surroundings {
  const required = variablesOf(env, 'of the processor');
  const prefix = required(ENVIRONMENT.prefix);
  if (!prefix.endsWith('/')) throw new Error(`environment variable '${ENVIRONMENT.prefix}' must end with a slash, got '${prefix}'`);
  const deadLetterQueueUrl = required(ENVIRONMENT.deadLetterQueueUrl);
  const of = { namespace: required(ENVIRONMENT.namespace), dimensions: { [NAME_DIMENSION]: required(ENVIRONMENT.name) } };
  return {
    archive: bucketStore,
    derived: below(prefix, bucketStore(required(ENVIRONMENT.derivedBucket))),
    park: (message) => sendMessage(deadLetterQueueUrl, message),
    count: (values) => writeLine(metricLine({ ...of, values, units: { [METRICS.messageAge]: 'Seconds' } }, Date.now())),
    log: writeLine,
  };
}
