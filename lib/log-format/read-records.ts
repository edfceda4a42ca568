import { type Clause, passesOne } from './clause';
import { type LogFileRecord, recordsOfJson } from './log-file';
import type { RecordReader } from './member-record';
import { borrowScanner, giveBack } from './scanner/borrow';
import type { Places, Scanner, Search } from './scanner/scanner';
import { Sifter } from './sifter';
import { findInPieces, readPieces } from './stream';
import { isGzip, MAX_LOG_FILE_BYTES, unpack, unpackUpTo } from './unpack';

export type { Clause } from './clause';
export { DamagedFile } from './damaged-file';

/** What of a log file is read, and how. */
export interface ReadOptions {
  /** Records that pass none of the clauses are counted and not visited. All are visited by default. */
  readonly sieve?: readonly Clause[];
  /**
   * The members of records that are needed, by `membersOf()`. All are there by default.
   *
   * Others may be missing from `record`, never from `raw()`. Members are then read when they are asked for, by their name: spreading `record`, or listing what
   * it has, may give nothing. A value may be in several records, and is not to be changed.
   */
  readonly members?: Members;
  /** Files that unpack to more bytes than this are unpacked piece by piece, twice: it takes little memory and more time. 16 MB by default. */
  readonly streamAbove?: number;
}

/** Names of members, and what reads records of which only such are needed: who needs all does not load it. */
export interface Members {
  readonly names: readonly string[];
  readonly readerOf: (names: readonly string[]) => RecordReader;
}

/** What became of the elements of `Records`. */
export interface ReadCounts {
  /** All of them: those that were visited, and those that were sifted out. */
  readonly records: number;
  /** Those that passed no clause. */
  readonly sifted: number;
}

/** Gets each record with its position in `Records`, from 0 on. */
export type Visit = (record: LogFileRecord, index: number) => void;

const STREAM_ABOVE = 16 * 1024 * 1024;

/**
 * Visits the records of a log file, in their order: the same as `readLogFile()` gives, with the same texts, or the same error.
 *
 * Nothing is visited before the whole file is known to be sound, so after a `DamagedFile` there is nothing to take back. What is no JSON object among the
 * records is visited without `record`, whatever the sieve is. An error of the visitor ends the reading.
 *
 * @param content the object, in memory as a whole
 * @param name for the messages of errors
 */
export async function readRecords(content: Uint8Array, name: string, options: ReadOptions, visit: Visit): Promise<ReadCounts> {
  const scanner = borrowScanner();
  try {
    return await readFile(content, name, options, visit, scanner);
  } finally {
    giveBack(scanner);
  }
}

/** The same with a scanner of one's choice. */
export async function readFile(content: Uint8Array, name: string, options: ReadOptions, visit: Visit, scanner: Scanner): Promise<ReadCounts> {
  const limit = Math.min(options.streamAbove ?? STREAM_ABOVE, MAX_LOG_FILE_BYTES);
  const json = (isGzip(content) && scanner.unpack?.(content, limit)) || unpackUpTo(content, limit, name);
  return json ? readJson(json, name, options, visit, scanner) : readStream(content, name, options, visit, scanner);
}

/** The same for JSON in memory. */
export function readJson(json: Buffer, name: string, options: ReadOptions, visit: Visit, scanner: Scanner): ReadCounts {
  const start = startOf(json);
  const found = json.subarray(start);
  const places = findIn(found, searchOf(options), scanner);
  if (!places) return readPlainly(json, name, options, visit);
  const sifter = new Sifter(places, options, visit);
  const { tape, width } = places;
  for (let at = 0; at < tape.length; at += width) sifter.take(found, tape[at + 1] as number, tape[at + 2] as number, at);
  return sifter.counts();
}

function findIn(json: Buffer, search: Search, scanner: Scanner): Places | undefined {
  scanner.begin(search);
  const places = scanner.scan(json, true) === json.length ? scanner.end() : undefined;
  return places ?? (scanner.fallback && findIn(json, search, scanner.fallback));
}

async function readStream(content: Uint8Array, name: string, options: ReadOptions, visit: Visit, scanner: Scanner): Promise<ReadCounts> {
  const found = await findInPieces(content, name, searchOf(options), scanner);
  // It is no log file, or an unusual one: the plain way says which.
  if (!found) return readPlainly(unpack(content, name), name, options, visit);
  const sifter = new Sifter(found.places, options, visit);
  await readPieces(name, found, (json, start, end, at) => sifter.take(json, start, end, at));
  return sifter.counts();
}

function readPlainly(json: Buffer, name: string, { sieve }: ReadOptions, visit: Visit): ReadCounts {
  const records = recordsOfJson(json, name);
  let sifted = 0;
  for (const [index, element] of records.entries()) {
    if (sieve && element.record && !passesOne(element.record, sieve)) sifted++;
    else visit(element, index);
  }
  return { records: records.length, sifted };
}

/** The members that the sieve looks at are needed, too. */
function searchOf({ sieve, members }: ReadOptions): Search {
  return { sieve, members: members && [...new Set([...members.names, ...(sieve ?? []).flatMap(({ path }) => path.slice(0, 1))])] };
}

/** Behind a byte order mark. */
function startOf(json: Uint8Array): number {
  return json[0] === 0xef && json[1] === 0xbb && json[2] === 0xbf ? 3 : 0;
}
