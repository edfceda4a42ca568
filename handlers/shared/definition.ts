import type { LogFileKey, LogFileKind } from '../../lib/log-format/log-file-key';
import type { ObjectStore } from './store';

/** A log file that was announced, in memory as delivered. */
export interface DeliveredLogFile {
  readonly bucket: string;
  readonly key: string;
  readonly parts: LogFileKey;
  /** Gzipped, as delivered. */
  readonly content: Uint8Array;
}

/** What became of the records of a file: `records` is the sum of the handled, the dropped and the unreadable ones. */
export interface FileOutcome {
  readonly records: number;
  readonly handled: number;
  /** How many records did not matter, by the reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Records that nobody can read, as delivered: the base keeps them. */
  readonly unreadable: readonly string[];
  /** Records that were delivered more than an hour after their event. */
  readonly late: number;
  /** Further counts of this processor, by the name of the metric: what the file has, however often it comes, and not what this attempt did. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Called with these counts, once for each file: publishes metrics with dimensions of their own. */
  readonly counted?: () => void;
}

/** What a processor does its work with. */
export interface Tools {
  /** The derived bucket, keys below the prefix of the processor. */
  readonly derived: ObjectStore;
  /** Writes one line of the log. It has neither records nor secrets. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/**
 * What a processor is.
 *
 * A file comes at least once, in any order. Whatever `processFile` does must be the same when it is done again: after it the ledger is written, and not before.
 * An error lets the message come again; a `DamagedFile` parks it at once.
 */
export interface LogProcessorDefinition {
  /** Families of log files that are asked for; others are passed over and counted. */
  readonly kinds: readonly LogFileKind[];
  processFile(file: DeliveredLogFile, tools: Tools): Promise<FileOutcome>;
}
