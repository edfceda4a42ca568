import { isAscii } from 'node:buffer';
import { type Clause, passesOne } from './clause';
import { isObject } from './log-file';
import type { RecordReader } from './member-record';
import type { ReadCounts, ReadOptions, Visit } from './read-records';
import type { CloudTrailRecord } from './record';
import type { Places } from './scanner/scanner';

/** So much is made text at once. More than some 128 kB would not be where JavaScript has what is soon forgotten, and slow to make and to cut. */
const WINDOW = 64 * 1024;

/** Reads the records that the scanner found, and visits those that do pass. */
export class Sifter {
  private visited = 0;
  private readonly sieve: readonly Clause[] | undefined;
  private readonly reader: RecordReader | undefined;
  private readonly areMost: boolean;
  private json: Buffer | undefined;
  /** The part of the JSON that was made text last, and where it starts and ends. */
  private text = '';
  private from = 0;
  private to = 0;

  constructor(
    private readonly places: Places,
    { sieve, members: wanted }: ReadOptions,
    private readonly visit: Visit,
  ) {
    const { members, tape, width, elements } = places;
    this.sieve = sieve;
    this.reader = members && wanted?.readerOf(members);
    this.areMost = 2 * tape.length > width * elements;
  }

  /** Takes a record, from where to where in the JSON, whose places are on the tape from `at` on. */
  take(json: Buffer, start: number, end: number, at: number): void {
    if (json !== this.json || start < this.from || end > this.to) this.decode(json, start, end);
    const { text, from } = this;
    const raw = () => text.slice(start - from, end - from);
    const record = this.read(start, end, at) as CloudTrailRecord;
    if (this.sieve && isObject(record) && !passesOne(record, this.sieve)) return;
    this.visited++;
    this.visit({ record, raw }, this.places.tape[at] as number);
  }

  /** Makes text of a record; and of those behind it, if most are needed: one long text is cheaper than many short ones. */
  private decode(json: Buffer, start: number, end: number): void {
    const to = this.areMost ? Math.max(end, Math.min(start + WINDOW, json.length)) : end;
    const isPlain = isAscii(json.subarray(start, to));
    [this.json, this.from, this.to] = [json, start, isPlain ? to : end];
    this.text = json.toString(isPlain ? 'latin1' : 'utf8', start, this.to);
  }

  private read(start: number, end: number, at: number): unknown {
    const { text, from, to, places, reader } = this;
    // In bytes as in characters, and without doubts about names, the places of members are good.
    const arePlacesGood = text.length === to - from && places.tape[at + 3] !== 2;
    return reader && arePlacesGood ? reader(text, start - from, places.tape, at + 4) : JSON.parse(text.slice(start - from, end - from));
  }

  /** When all were taken. */
  counts(): ReadCounts {
    const { elements } = this.places;
    return { records: elements, sifted: elements - this.visited };
  }
}
