import { type Clause, passesOne } from './clause';
import { isObject } from './log-file';
import { type RecordReader, recordReader } from './member-record';
import type { ReadCounts, Visit } from './read-records';
import type { CloudTrailRecord } from './record';
import type { Places } from './scanner/scanner';

/** Reads the records that the scanner found, and visits those that do pass. */
export class Sifter {
  private visited = 0;
  private readonly read: RecordReader | undefined;

  constructor(
    private readonly places: Places,
    private readonly sieve: readonly Clause[] | undefined,
    private readonly visit: Visit,
  ) {
    this.read = places.members && recordReader(places.members);
  }

  /** Takes the JSON of a record, whose places are on the tape from `at` on. */
  take(json: Buffer, at: number): void {
    const { tape } = this.places;
    const text = json.toString('utf8');
    // In bytes as in characters, and without doubts about names, the places of members are good.
    const isPlaced = this.read !== undefined && tape[at + 3] !== -1 && text.length === json.length;
    const record = isPlaced ? this.read?.(text, tape, at + 3) : (JSON.parse(text) as unknown);
    if (this.sieve && isObject(record) && !passesOne(record, this.sieve)) return;
    this.visited++;
    this.visit({ record: record as CloudTrailRecord, raw: () => text }, tape[at] as number);
  }

  /** When all were taken. */
  counts(): ReadCounts {
    const { elements } = this.places;
    return { records: elements, sifted: elements - this.visited };
  }
}
