import { SQSClient } from '@aws-sdk/client-sqs';
import type { QueuePlace } from './places';
import { quietAboutNode } from './s3-client';
import { CannotRun } from './terminal';

/** A client for a queue: it goes to the host of the queue's URL. */
export function sqsClient({ url, region }: QueuePlace): SQSClient {
  quietAboutNode();
  return new SQSClient({ endpoint: new URL(url).origin, region: region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1' });
}

/** A failure of SQS as a sentence. */
export function queueFailure(url: string, error: unknown): CannotRun {
  const { name, message } = error as Error;
  return new CannotRun(`queue ${url} cannot be used (${name}: ${message}); check the URL, the credentials and their permissions`);
}
