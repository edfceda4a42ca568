import type { LogFileKey, LogFileKind } from '../../lib/log-format/log-file-key';
import { readRecords } from '../../lib/log-format/read-records';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { derivedNameOf, isLate } from './core';
import type { DeliveredLogFile, FileOutcome, Tools } from './definition';
import { type LogFileHandler, logFileHandler } from './handler';

export type { LogFileKey, LogFileKind } from '../../lib/log-format/log-file-key';
export type { CloudTrailRecord, EventResource, UserIdentity } from '../../lib/log-format/record';
export type { Body, Pieces } from './body';
export type { Tools } from './definition';
export type { LogFileHandler } from './handler';
export type { ObjectStore, StoredObject } from './store';

/** The log file that records are from. */
export interface RecordsFile {
  readonly bucket: string;
  readonly key: string;
  /** What the key says: account, Region, day, time of delivery, family. */
  readonly parts: LogFileKey;
  /** The name for what is derived from this file: the same whenever it comes again, and another for any other file. */
  readonly name: string;
}

/** What became of the records of a file. */
export interface RecordsOutcome {
  /** How many records mattered. */
  readonly handled: number;
  /** How many did not, by the reason. Default: all others, as `not of interest`. */
  readonly dropped?: Readonly<Record<string, number>>;
  /** Further metrics, by their name. They are counts of what the file has, the same whenever it comes again. */
  readonly counts?: Readonly<Record<string, number>>;
}

/**
 * What a processor does with the records of a log file.
 *
 * It may be called again for the same file, and what it does must then be the same: write below `file.name`, and only where nothing is there. If it fails, the file comes again.
 */
export type RecordsProcessor = (records: readonly CloudTrailRecord[], tools: Tools, file: RecordsFile) => Promise<RecordsOutcome> | RecordsOutcome;

/** What a processor asks for. */
export interface ProcessRecordsOptions {
  /** Families of log files. Others are passed over, and counted. Default: `['CloudTrail']`, management and data events. */
  readonly kinds?: readonly LogFileKind[];
}

/**
 * The handler of a log processor of your own.
 *
 * Files come at least once and in any order; those that were done are not processed again. Elements of a file that are no records are kept and counted, and
 * the processor does not see them. Numbers above 2^53 are rounded.
 *
 * @example
 *
 * export const handler = processRecords(async (records, { derived }, file) => {
 *   const deletions = records.filter(({ eventName }) => eventName === 'DeleteBucket');
 *   if (deletions.length > 0) await derived.create(`deletions/${file.name}.json`, JSON.stringify(deletions));
 *   return { handled: deletions.length };
 * });
 *
 * @throws where a variable of the environment is missing that the construct `LogProcessor` sets
 */
export function processRecords(processor: RecordsProcessor, { kinds = ['CloudTrail'] }: ProcessRecordsOptions = {}): LogFileHandler {
  return logFileHandler({ kinds, processFile: (file, tools) => outcomeOf(processor, file, tools) });
}

async function outcomeOf(processor: RecordsProcessor, file: DeliveredLogFile, tools: Tools): Promise<FileOutcome> {
  const { bucket, key, parts, content } = file;
  const readable: CloudTrailRecord[] = [];
  const unreadable: string[] = [];
  const { records } = await readRecords(content, key, {}, (element) => {
    if (element.record) readable.push(element.record);
    else unreadable.push(element.raw());
  });
  const late = readable.filter((record) => isLate(record, parts)).length;
  const outcome = await processor(readable, tools, { bucket, key, parts, name: derivedNameOf(parts) });
  const { handled, counts } = checked(outcome, readable.length);
  const dropped = outcome.dropped ?? { 'not of interest': readable.length - handled };
  return { records, handled, dropped, unreadable, late, ...(counts && { counts }) };
}

/** Without it a mistake in plain JavaScript would show as an error somewhere else. */
function checked(outcome: RecordsOutcome, records: number): RecordsOutcome {
  const handled: unknown = outcome?.handled;
  if (Number.isSafeInteger(handled) && outcome.handled >= 0 && outcome.handled <= records) return outcome;
  throw new Error(`the processor must return how many of ${records} records it handled, such as '{ handled: ${records} }'; it returned '${handled}'`);
}
