import { createHash } from 'node:crypto';
import { composeDeliveredFileKey, fileNameOf, type LogFileKey } from '../../lib/log-format/log-file-key';
import { type CloudTrailRecord, eventTimeOf } from '../../lib/log-format/record';
import { FOLDERS, type LedgerEntry, partitionPath } from '../../lib/processing/log-processor.contract';
import type { FileOutcome } from './definition';

/** Where a log file has its entry in the ledger, below the prefix of the processor. */
export function ledgerKeyOf(file: LogFileKey): string {
  return `${FOLDERS.ledger}${partitionOf(file)}${derivedNameOf(file)}.json`;
}

/** Where the unreadable records of a log file are, below the prefix of the processor. */
export function unreadableKeyOf(file: LogFileKey): string {
  return `${FOLDERS.unreadable}${partitionOf(file)}${derivedNameOf(file)}.ndjson`;
}

/** The folders of what is derived from a log file. */
function partitionOf({ account, region, day }: LogFileKey): string {
  return partitionPath(account, region, day);
}

/** The name of what is derived from a log file. The same file name may occur below two prefixes or organizations: the hash is of the whole key. */
export function derivedNameOf(file: LogFileKey): string {
  return `${fileNameOf(file).replace(/\.json\.gz$/, '')}-${ownerOf(file)}`;
}

/** The short name of a log file, under which it claims its events. */
export function ownerOf(file: LogFileKey): string {
  return createHash('sha256').update(composeDeliveredFileKey(file)).digest('hex').slice(0, 16);
}

/** Texts as lines; no line at all where there are none. Line breaks in JSON are only between its tokens: without them a record is a line. */
export function linesOf(texts: readonly string[]): string {
  return texts.map((text) => `${text.replace(/[\r\n]+/g, ' ')}\n`).join('');
}

const LATE = 60 * 60_000;

/** Whether a record was delivered more than an hour after its event. One that does not say when that was is not. */
export function isLate(record: CloudTrailRecord, file: Pick<LogFileKey, 'time'>): boolean {
  return wasLate(eventTimeOf(record), file);
}

/** The same by the time of the event. */
export function wasLate(time: number | undefined, file: Pick<LogFileKey, 'time'>): boolean {
  return time !== undefined && file.time.getTime() - time > LATE;
}

/** Proves that every record of a file is accounted for. */
export function checkConservation({ records, handled, dropped, unreadable }: FileOutcome, key: string): void {
  const numbers = [records, handled, ...Object.values(dropped)];
  const accounted = handled + droppedOf(dropped) + unreadable.length;
  if (accounted === records && numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) return;
  throw new Error(
    `records of '${key}' are lost: ${records} read, ${accounted} accounted for (${handled} handled, ${droppedOf(dropped)} dropped, ${unreadable.length} unreadable); this is a defect of the processor and not of the file, report it`,
  );
}

/** How many records were dropped, for whatever reason. */
export function droppedOf(dropped: FileOutcome['dropped']): number {
  return Object.values(dropped).reduce((sum, count) => sum + count, 0);
}

/** The entry of a file in the ledger. */
export function ledgerEntryOf(bucket: string, key: string, processedAt: Date, outcome: FileOutcome): LedgerEntry {
  const { records, handled, dropped, unreadable, late } = outcome;
  return { schemaVersion: '1', bucket, key, processedAt: processedAt.toISOString(), records, handled, dropped, unreadable: unreadable.length, late };
}
