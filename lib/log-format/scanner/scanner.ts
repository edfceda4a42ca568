import type { Clause } from '../clause';

/** What is looked for in a file. */
export interface Search {
  /** Records that pass none of the clauses are not wanted. All are by default. */
  readonly sieve?: readonly Clause[];
  /** Names of the members of records whose places are wanted. */
  readonly members?: readonly string[];
}

/** Finds the records of a log file in its bytes, and checks that the file is JSON. One at a time reads one file. */
export interface Scanner {
  /** What may read a file that this one does not take. */
  readonly fallback?: Scanner;
  /**
   * Unpacks a gzip file into memory of its own, where the JSON stays until the next call.
   *
   * `undefined` where that is for zlib: the file is damaged, in several members, or unpacks to more bytes than the limit.
   */
  unpack?(content: Uint8Array, limit: number): Buffer | undefined;
  /** The same piece by piece; `undefined` where it is known at once that it is for zlib. */
  openStream?(content: Uint8Array): Unpacker | undefined;
  /** Begins another file. */
  begin(search: Search): void;
  /**
   * Scans bytes that follow those which were scanned before.
   *
   * @param isLast whether nothing follows
   * @returns how many were scanned: not those of a token at the end that may go on. -1: the file is no JSON, or not as log files are
   */
  scan(bytes: Uint8Array, isLast: boolean): number;
  /** What was found, until another file begins. */
  end(): Places | undefined;
}

/** Unpacks a gzip file piece by piece. */
export interface Unpacker {
  /** The next piece, which is there until the one after it is asked for; `undefined` at the end, and where it is for zlib to go on. */
  next(): Buffer | undefined;
  /** Whether all was unpacked, and is what was packed. */
  isWhole(): boolean;
}

/** Where the elements of `Records` are. */
export interface Places {
  /** How many there are. */
  readonly elements: number;
  /**
   * For each that may pass the sieve: its position in `Records`, and where in the file it starts and ends. The others are records that do not pass.
   *
   * Where `members` is there, there follows 0 for a record without escapes, 1 for one that may have some, 2 where its names may have some, so that nobody
   * knows the places of its members. Then come these: where in the record the name starts, at the quote, and where the value ends; 0 and 0 for none.
   */
  readonly tape: Int32Array;
  /** How many numbers there are for each. */
  readonly width: number;
  readonly members?: readonly string[];
}
