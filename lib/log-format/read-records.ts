import { type Clause, passesOne } from './clause';
import { type LogFileRecord, readLogFile } from './log-file';

export type { Clause } from './clause';
export { DamagedFile } from './damaged-file';

/** What of a log file is read, and how. */
export interface ReadOptions {
  /** Records that pass none of the clauses are counted and not visited. All are visited by default. */
  readonly sieve?: readonly Clause[];
  /** Names of the members of records that are needed; others may be missing from `record`, never from `raw()`. All are there by default. */
  readonly members?: readonly string[];
  /** Files that unpack to more bytes than this are unpacked piece by piece, twice: it takes little memory and more time. 16 MB by default. */
  readonly streamAbove?: number;
}

/** What became of the elements of `Records`. */
export interface ReadCounts {
  /** All of them: those that were visited, and those that were sifted out. */
  readonly records: number;
  /** Those that passed no clause. */
  readonly sifted: number;
}

/**
 * Visits the records of a log file, in their order: the same as `readLogFile()` gives, with the same texts, or the same error.
 *
 * Nothing is visited before the whole file is known to be sound, so after a `DamagedFile` there is nothing to take back. What is no JSON object among the
 * records is visited without `record`, whatever the sieve is. An error of the visitor ends the reading.
 *
 * @param content the object, in memory as a whole
 * @param name for the messages of errors
 * @param visit gets each record with its position in `Records`, from 0 on
 */
export async function readRecords(
  content: Uint8Array,
  name: string,
  { sieve }: ReadOptions,
  visit: (record: LogFileRecord, index: number) => void,
): Promise<ReadCounts> {
  const records = readLogFile(content, name);
  let sifted = 0;
  for (const [index, element] of records.entries()) {
    if (sieve && element.record && !passesOne(element.record, sieve)) sifted++;
    else visit(element, index);
  }
  return { records: records.length, sifted };
}
