import { parseNotification } from '../../../lib/log-format/notification';
import { PARKED_ATTRIBUTES } from '../../../lib/processing/log-processor.contract';

/** A message that nobody could process. */
export interface DeadMessage {
  readonly messageId: string;
  readonly receipt: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** In milliseconds. */
  readonly sentAt: number;
}

/** Why a message is in the dead-letter queue, as far as it says. */
export function reasonOf({ attributes }: DeadMessage): string {
  const parked = attributes[PARKED_ATTRIBUTES.reason];
  if (parked !== undefined) return parked;
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
  const { ERROR_CODE: code, ERROR_MESSAGE: message } = attributes;
  if (code !== undefined) return `EventBridge could not deliver it (${code}: ${message ?? 'no message'})`;
  return "failed each time: the function's log says why, by the key";
}

/** The files that a message is about: `s3://bucket/key`. None where nobody understands it. */
export function filesOf({ body }: DeadMessage): string[] {
  try {
    return parseNotification(body).objects.map(({ bucket, key }) => `s3://${bucket}/${key}`);
  } catch {
    return [];
  }
}
