import type { Clause } from '../clause';

/** Finds the records of a log file in its bytes, and checks that the file is JSON. One at a time reads one file. */
export interface Scanner {
  /**
   * Unpacks a gzip file into memory of its own, where the JSON stays until the next call.
   *
   * `undefined` where that is for zlib: the file is damaged, in several members, or unpacks to more bytes than the limit.
   */
  unpack?(content: Uint8Array, limit: number): Buffer | undefined;
  /** Begins another file. */
  begin(sieve: readonly Clause[] | undefined): void;
  /**
   * Scans bytes that follow those which were scanned before.
   *
   * @param isLast whether nothing follows
   * @returns how many were scanned: not those of a token at the end that may go on. -1: the file is no JSON, or not as log files are
   */
  scan(bytes: Uint8Array, isLast: boolean): number;
  /** What was found. */
  end(): Places | undefined;
}

/** Where the elements of `Records` are. */
export interface Places {
  /** How many there are. */
  readonly elements: number;
  /** For each that may pass the sieve: its position in `Records`, and where in the file it starts and ends. The others are records that do not pass. */
  readonly triples: readonly number[];
}
