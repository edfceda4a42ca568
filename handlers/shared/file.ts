import { DamagedFile } from '../../lib/log-format/damaged-file';
import { type LogFileKey, type LogFileKind, parseDeliveredFileKey } from '../../lib/log-format/log-file-key';
import type { AnnouncedObject } from '../../lib/log-format/notification';
import { METRICS } from '../../lib/processing/log-processor.contract';
import { checkConservation, droppedOf, ledgerEntryOf, ledgerKeyOf, linesOf, unreadableKeyOf } from './core';
import type { FileOutcome, LogProcessorDefinition } from './definition';
import { parkFile } from './park';
import { has } from './store';
import type { Surroundings } from './surroundings';

/** Processes an object that a message announces, or says why not. */
export async function processObject(object: AnnouncedObject, definition: LogProcessorDefinition, surroundings: Surroundings): Promise<void> {
  const { bucket, key } = object;
  const parts = parseDeliveredFileKey(key);
  if (!isAskedFor(parts, definition.kinds)) {
    passOver({ bucket, key, reason: parts ? `a ${parts.kind} file` : 'not delivered by CloudTrail' }, surroundings);
  } else if (await has(surroundings.derived, ledgerKeyOf(parts))) surroundings.count({ [METRICS.duplicateFiles]: 1 });
  else {
    const outcome = await outcomeOf(object, parts, definition, surroundings);
    if (outcome) await settle(object, parts, outcome, surroundings);
  }
}

/** Counts what announces no log file that the processor asked for. */
export function passOver(about: Readonly<Record<string, unknown>>, { count, log }: Surroundings): void {
  count({ [METRICS.filesPassedOver]: 1 });
  log({ level: 'INFO', message: 'passed over', ...about });
}

function isAskedFor(parts: ReturnType<typeof parseDeliveredFileKey>, kinds: readonly LogFileKind[]): parts is LogFileKey {
  return parts !== undefined && (kinds as readonly string[]).includes(parts.kind);
}

/** What became of a file; `undefined` where it is parked. */
async function outcomeOf(
  { bucket, key }: AnnouncedObject,
  parts: LogFileKey,
  definition: LogProcessorDefinition,
  surroundings: Surroundings,
): Promise<FileOutcome | undefined> {
  const { archive, derived, log } = surroundings;
  // What came over the wire may be damaged where what is stored is not: a second look decides.
  for (const isLast of [false, true]) {
    const object = await archive(bucket).get(key);
    if (!object) throw new Error(`'${key}' is not in the bucket any more; restore it, or remove the message`);
    try {
      return await definition.processFile({ bucket, key, parts, content: object.body }, { derived, log });
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      if (isLast) await parkFile({ bucket, key }, error.message, surroundings);
    }
  }
  return undefined;
}

/** The ledger last: an entry says that everything before it has been done. Who writes it counts, so that each file counts once. */
async function settle({ bucket, key }: AnnouncedObject, parts: LogFileKey, outcome: FileOutcome, surroundings: Surroundings): Promise<void> {
  const { derived, count } = surroundings;
  checkConservation(outcome, key);
  const { records, handled, dropped, unreadable, late, counts, counted } = outcome;
  if (unreadable.length > 0) await derived.create(unreadableKeyOf(parts), linesOf(unreadable));
  const created = await derived.create(ledgerKeyOf(parts), JSON.stringify(ledgerEntryOf(bucket, key, new Date(), outcome)));
  if (!created) return count({ [METRICS.duplicateFiles]: 1 });
  count({
    ...counts,
    [METRICS.files]: 1,
    [METRICS.recordsRead]: records,
    [METRICS.recordsHandled]: handled,
    [METRICS.recordsDropped]: droppedOf(dropped),
    [METRICS.unreadableRecords]: unreadable.length,
    [METRICS.recordsLate]: late,
  });
  counted?.();
}
