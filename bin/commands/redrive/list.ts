import type { QueuePlace } from '../shared/places';
import { DeadLetters } from './dead-letters';
import { filesOf, reasonOf } from './reason';

/** A message, as it is shown. */
export interface ListedMessage {
  readonly messageId: string;
  readonly reason: string;
  /** `s3://bucket/key`; none where nobody understands the message. */
  readonly files: readonly string[];
  readonly sentAt: string;
}

/** Tells of each message, and leaves them where they are. */
export async function listMessages(queue: QueuePlace, reason: string | undefined, tell: (message: ListedMessage) => void): Promise<number> {
  const deadLetters = new DeadLetters(queue);
  let told = 0;
  try {
    for await (const batch of deadLetters.batches()) {
      for (const message of batch) {
        if (reason !== undefined && !reasonOf(message).includes(reason)) continue;
        const { messageId, sentAt } = message;
        tell({ messageId, reason: reasonOf(message), files: filesOf(message), sentAt: new Date(sentAt).toISOString() });
        told++;
      }
    }
  } finally {
    await deadLetters.release();
    deadLetters.sqs.destroy();
  }
  return told;
}
