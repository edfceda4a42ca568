import type { AnnouncedObject } from '../../lib/log-format/notification';
import { METRICS, PARKED_ATTRIBUTES } from '../../lib/processing/log-processor.contract';
import type { OutgoingMessage } from './aws/sqs';
import type { Surroundings } from './surroundings';

const LONGEST_REASON = 1000;

/** Puts a file into the dead-letter queue, as a message that announces it and nothing else: a redrive processes it, and no other file with it. */
export async function parkFile({ bucket, key }: AnnouncedObject, reason: string, surroundings: Surroundings): Promise<void> {
  const { bucket: bucketAttribute, key: keyAttribute } = PARKED_ATTRIBUTES;
  // A key may have characters that a queue refuses: in JSON each can be written in ASCII.
  const ascii = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const body = JSON.stringify({ s3Bucket: bucket, s3ObjectKey: [key] }).replace(/[^ -~]/g, ascii);
  await park({ body, attributes: { [bucketAttribute]: bucket, [keyAttribute]: key } }, reason, surroundings);
}

/** Puts a message into the dead-letter queue that nobody understands. */
export async function parkMessage(body: string, reason: string, surroundings: Surroundings): Promise<void> {
  await park({ body, attributes: {} }, reason, surroundings);
}

async function park({ body, attributes }: OutgoingMessage, reason: string, { park: send, count, log }: Surroundings): Promise<void> {
  await send({ body, attributes: { [PARKED_ATTRIBUTES.reason]: reason.slice(0, LONGEST_REASON), ...attributes } });
  count({ [METRICS.filesParked]: 1 });
  log({ level: 'ERROR', message: 'parked', ...attributes, reason });
}
