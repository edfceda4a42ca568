import { isAscii } from 'node:buffer';
import { type Clause, passesOne } from './clause';
import { isObject } from './log-file';
import { type RecordReader, recordReader } from './member-record';
import type { ReadCounts, Visit } from './read-records';
import type { CloudTrailRecord } from './record';
import type { Places } from './scanner/scanner';

/** Reads the records that the scanner found, and visits those that do pass. */
export class Sifter {
  private visited = 0;
  private json: Buffer | undefined;
  private encoding: 'latin1' | 'utf8' = 'utf8';
  private whole: string | undefined;
  private readonly reader: RecordReader | undefined;

  /** @param isAll whether all records are in the same JSON */
  constructor(
    private readonly places: Places,
    private readonly sieve: readonly Clause[] | undefined,
    private readonly visit: Visit,
    private readonly isAll: boolean,
  ) {
    this.reader = places.members && recordReader(places.members);
  }

  /** Takes a record, from where to where in the JSON, whose places are on the tape from `at` on. */
  take(json: Buffer, start: number, end: number, at: number): void {
    if (json !== this.json) this.use(json);
    const { whole, encoding } = this;
    const text = whole ?? json.toString(encoding, start, end);
    const from = whole === undefined ? 0 : start;
    const raw = () => text.slice(from, from + end - start);
    const record = this.read(text, from, end - start, at) as CloudTrailRecord;
    if (this.sieve && isObject(record) && !passesOne(record, this.sieve)) return;
    this.visited++;
    this.visit({ record, raw }, this.places.tape[at] as number);
  }

  private use(json: Buffer): void {
    this.json = json;
    this.encoding = isAscii(json) ? 'latin1' : 'utf8';
    // One text for all is cheaper than many that are moved around in memory, if most are needed.
    const { tape, width, elements } = this.places;
    const areMost = this.isAll && 2 * tape.length > width * elements;
    this.whole = areMost && this.encoding === 'latin1' ? json.toString('latin1') : undefined;
  }

  private read(text: string, from: number, length: number, at: number): unknown {
    const { tape } = this.places;
    // In bytes as in characters, and without doubts about names, the places of members are good.
    const arePlacesGood = this.reader !== undefined && tape[at + 3] !== 2 && (from > 0 || text.length === length);
    return arePlacesGood ? this.reader?.(text, from, tape, at + 4) : JSON.parse(text.slice(from, from + length));
  }

  /** When all were taken. */
  counts(): ReadCounts {
    const { elements } = this.places;
    return { records: elements, sifted: elements - this.visited };
  }
}
