import { isAscii } from 'node:buffer';
import { type Clause, passesOne } from './clause';
import { isObject } from './log-file';
import type { RecordReader } from './member-record';
import type { ReadCounts, ReadOptions, Visit } from './read-records';
import type { CloudTrailRecord } from './record';
import type { Places } from './scanner/scanner';
import { Window } from './window';

/** So much is made text at once. More than some 128 kB would not be where JavaScript has what is soon forgotten, and slow to make and to cut. */
const WINDOW = 64 * 1024;

/** Reads the records that the scanner found, and visits those that do pass. */
export class Sifter {
  private visited = 0;
  private readonly sieve: readonly Clause[] | undefined;
  private readonly reader: RecordReader | undefined;
  private readonly areMost: boolean;
  /** The part of the JSON that was made text last. */
  private window: Window | undefined;

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
    const last = this.window;
    const window = !last || json !== last.json || start < last.from || end > last.to ? this.decode(json, start, end) : last;
    const record = this.read(window, start, end, at) as CloudTrailRecord;
    if (this.sieve && isObject(record) && !passesOne(record, this.sieve)) return;
    this.visited++;
    // Whoever keeps it does not keep the bytes.
    const { text, from } = window;
    this.visit({ record, raw: () => text.slice(start - from, end - from) }, this.places.tape[at] as number);
  }

  /** Makes text of a record; and of those behind it, if most are needed: one long text is cheaper than many short ones. */
  private decode(json: Buffer, start: number, end: number): Window {
    const most = this.areMost ? Math.max(end, Math.min(start + WINDOW, json.length)) : end;
    const areAscii = isAscii(json.subarray(start, most));
    const to = areAscii ? most : end;
    this.window = new Window(json, start, to, json.toString(areAscii ? 'latin1' : 'utf8', start, to), this.places.tape, areAscii);
    return this.window;
  }

  private read(window: Window, start: number, end: number, at: number): unknown {
    const { reader, places } = this;
    // In bytes as in characters, and without doubts about names, the places of members are good.
    const arePlacesGood = window.text.length === window.to - window.from && places.tape[at + 3] !== 2;
    return reader && arePlacesGood ? reader(window, start, at + 4) : JSON.parse(window.slice(start, end));
  }

  /** When all were taken. */
  counts(): ReadCounts {
    const { elements } = this.places;
    return { records: elements, sifted: elements - this.visited };
  }
}
