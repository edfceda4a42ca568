import { FOLDERS } from '../../lib/processing/log-processor.contract';
import type { QueueRecord } from './queue-event';
import { has, type ObjectStore } from './store';

// Some file may end the process: it takes more memory than there is, or a loop has no end. Then every message of its batch comes again, and nobody is
// told which was to blame. So that it does not end the others' attempts too, until all of them are dead letters: what is new comes first, then what came
// again and was not begun again, and what was begun again and not done comes last.

/** The messages of a batch, those last that may end the process. */
export async function inOrderOfRisk(records: readonly QueueRecord[], derived: ObjectStore): Promise<QueueRecord[]> {
  const risks = await Promise.all(records.map(async (record) => ({ record, risk: await riskOf(record, derived) })));
  return risks.sort((one, other) => one.risk - other.risk).map(({ record }) => record);
}

async function riskOf(record: QueueRecord, derived: ObjectStore): Promise<0 | 1 | 2> {
  if (!hasComeBefore(record)) return 0;
  // Where S3 does not answer, each message fails by itself.
  const begun = await has(derived, keyOf(record)).catch(() => false);
  return begun ? 2 : 1;
}

/** Notes that a message is about to be processed, if it has come before. */
export async function noteAttempt(record: QueueRecord, derived: ObjectStore): Promise<void> {
  if (hasComeBefore(record)) await derived.create(keyOf(record), JSON.stringify({ begunAt: new Date().toISOString() }));
}

function hasComeBefore({ attributes }: QueueRecord): boolean {
  return Number(attributes?.ApproximateReceiveCount ?? 1) > 1;
}

function keyOf({ messageId }: QueueRecord): string {
  return `${FOLDERS.attempts}${encodeURIComponent(messageId)}.json`;
}
