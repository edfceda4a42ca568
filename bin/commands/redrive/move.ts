import { SingleBar } from 'cli-progress';
import type { QueuePlace } from '../shared/places';
import { sendBatch } from '../shared/send-batch';
import { sqsClient } from '../shared/sqs-client';
import { printable } from '../shared/terminal';
import { DeadLetters } from './dead-letters';
import { type DeadMessage, filesOf, reasonOf } from './reason';

/** What a run came to, in messages. */
export interface Moved {
  /** In the queue again, and out of the dead-letter queue. */
  moved: number;
  /** In both: removing failed. Processing it twice changes nothing. */
  movedAndStillThere: number;
  /** The queue did not take them. */
  failed: number;
  /** Other reasons than the one that was asked for. */
  otherReason: number;
  /** They came while this ran: another run moves them. Without this, a message that fails again at once would go round for ever. */
  arrivedMeanwhile: number;
  /** Of those that were moved. */
  readonly reasons: Record<string, number>;
}

/** Moves messages back into the queue of a processor: each is removed when the queue has it, and not before. */
export async function moveBack(from: QueuePlace, to: QueuePlace, reason: string | undefined): Promise<Moved> {
  const started = Date.now();
  const deadLetters = new DeadLetters(from);
  const target = sqsClient(to);
  const outcome: Moved = { moved: 0, movedAndStillThere: 0, failed: 0, otherReason: 0, arrivedMeanwhile: 0, reasons: {} };
  const bar = progressBar();
  bar.start(await deadLetters.count(), 0);
  try {
    for await (const batch of deadLetters.batches()) {
      const old = batch.filter(({ sentAt }) => sentAt < started);
      const wanted = old.filter((message) => reason === undefined || reasonOf(message).includes(reason));
      outcome.arrivedMeanwhile += batch.length - old.length;
      outcome.otherReason += old.length - wanted.length;
      if (wanted.length > 0) await moveBatch(wanted, { deadLetters, target, url: to.url, outcome });
      bar.increment(batch.length);
    }
  } finally {
    bar.stop();
    await deadLetters.release();
    deadLetters.sqs.destroy();
    target.destroy();
  }
  return outcome;
}

interface Means {
  readonly deadLetters: DeadLetters;
  readonly target: ReturnType<typeof sqsClient>;
  readonly url: string;
  readonly outcome: Moved;
}

async function moveBatch(messages: readonly DeadMessage[], { deadLetters, target, url, outcome }: Means): Promise<void> {
  // Without the attributes: they say why it was here.
  const unsent = await sendBatch(target, url, messages, ({ body }) => body);
  for (const { item, reason } of unsent) console.error(printable(`not moved: ${filesOf(item).join(', ') || item.messageId}: ${reason}`));
  outcome.failed += unsent.length;
  const refused = new Set(unsent.map(({ item }) => item));
  const sent = messages.filter((message) => !refused.has(message));
  const left = await deadLetters.remove(sent);
  outcome.moved += sent.length - left.length;
  outcome.movedAndStillThere += left.length;
  for (const message of sent) outcome.reasons[reasonOf(message)] = (outcome.reasons[reasonOf(message)] ?? 0) + 1;
}

function progressBar(): SingleBar {
  return new SingleBar({
    format: '  [{bar}] {percentage}% | {value} of about {total} messages | {eta_formatted} left',
    ...{ stream: process.stderr, noTTYOutput: true, notTTYSchedule: 5000, hideCursor: true, clearOnComplete: true },
  });
}
