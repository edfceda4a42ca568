import { ON_DEMAND } from './clause';
import { parseOnce } from './parse-once';
import type { Members } from './read-records';
import { resourcesIn } from './resource-list';
import type { Window } from './window';

/** A record of which each member is read when it is asked for. */
export abstract class MemberRecord {
  get [ON_DEMAND](): boolean {
    return true;
  }

  /** All members that it has. */
  abstract toJSON(): object;
  /** Whether its texts are ASCII, and the same in JSON. */
  abstract get isPlain(): boolean;
  /** Whether there may be a member of this plain name in the value of a member, at any depth: told by its text, which costs less than reading it. */
  abstract mayHave(member: string, name: string): boolean;
  /** The names of its members, by which the index of each is known. */
  abstract readonly members: readonly string[];
  /** Where its bytes are, as long as it is visited, and where in them it starts. */
  abstract readonly window: Window;
  abstract readonly start: number;
  /** Where on the tape of the window the places of its members are. */
  abstract readonly at: number;
  /** Where in the bytes the value of a member starts; 0 where there is none, or nobody knows. */
  abstract valueOf(index: number): number;
  /** Where in the bytes a member ends that is there. */
  abstract endOf(index: number): number;
}

/** Makes records: each starts in the window at a place, and the places of its members are on the tape, from `at` on, behind what is said of escapes. */
export type RecordReader = (window: Window, start: number, at: number) => object;

/** What was parsed of a record. */
interface Known {
  readonly index: number;
  readonly value: object;
  readonly next: Known | undefined;
}

/** Reads a value by its text, from where to where in a longer one; and whether there are no escapes. */
type ValueReader = (text: string, start: number, end: number, isPlain: boolean) => unknown;

const parse: ValueReader = (text, start, end) => JSON.parse(text.slice(start, end));

/** For members that are the same object in many records, or a list of a plain form in all. */
const VALUE_READERS: Readonly<Record<string, ValueReader>> = {
  userIdentity: (text, start, end) => parseOnce(text.slice(start, end)),
  resources: (text, start, end, isPlain) => (isPlain && resourcesIn(text, start, end)) || parse(text, start, end, isPlain),
};

const QUOTE = 0x22;
const COLON = 0x3a;
const SPACE = 0x20;
const [T, F] = [0x74, 0x66];

/** Says that only members of these names are needed. */
export function membersOf(names: readonly string[]): Members {
  return { names, readerOf: recordReader };
}

const readers = new Map<string, RecordReader>();

/** Reads records of which only members of these names are needed. Another class for each file would be compiled for each, and so would all that uses it. */
function recordReader(members: readonly string[]): RecordReader {
  const key = members.join('\n');
  const reader = readers.get(key) ?? newReader(members);
  readers.set(key, reader);
  return reader;
}

function newReader(members: readonly string[]): RecordReader {
  const lengths = members.map((name) => name.length + 2);
  class Reading extends MemberRecord {
    // Declared only, as there is one of these for each record. Texts are not remembered: to cut them out again is cheaper.
    declare private known: Known | undefined;
    declare readonly window: Window;
    declare readonly start: number;
    declare readonly at: number;

    constructor(window: Window, start: number, at: number) {
      super();
      this.known = undefined;
      this.window = window;
      this.start = start;
      this.at = at;
    }

    /** @param length that of the name, with its quotes */
    member(index: number, length: number, readValue: ValueReader): unknown {
      const { window, at } = this;
      const { text, tape } = window;
      const place = tape[at + 2 * index + 1] as number;
      if (place === 0) return undefined;
      const start = this.start - window.from;
      const [afterName, end] = [start + (tape[at + 2 * index] as number) + length, start + place];
      const colon = text.charCodeAt(afterName) === COLON ? afterName : text.indexOf(':', afterName);
      // Its escapes are for the parser.
      const isPlain = tape[at - 1] === 0;
      if (isPlain) {
        const first = text.charCodeAt(colon + 1);
        if (first === QUOTE) return text.slice(colon + 2, end - 1);
        if (first === T) return true;
        if (first === F) return false;
      }
      for (let { known } = this; known; known = known.next) if (known.index === index) return known.value;
      const value = readValue(text, colon + 1, end, isPlain);
      if (typeof value === 'object' && value !== null) this.known = { index, value, next: this.known };
      return value;
    }

    get isPlain(): boolean {
      return this.window.isAscii && this.window.tape[this.at - 1] === 0;
    }

    get members(): readonly string[] {
      return members;
    }

    mayHave(member: string, name: string): boolean {
      const { window, start, at } = this;
      const index = members.indexOf(member);
      const [from, to] = [window.tape[at + 2 * index] as number, window.tape[at + 2 * index + 1] as number];
      // Where there are escapes, a name may be written with some.
      return window.tape[at - 1] !== 0 || window.slice(start + from, start + to).includes(`"${name}"`);
    }

    valueOf(index: number): number {
      const { window, start, at } = this;
      const { tape, view } = window;
      if (tape[at + 2 * index + 1] === 0) return 0;
      const colon = start + (tape[at + 2 * index] as number) + (lengths[index] as number);
      return view.getUint8(colon) === COLON && view.getUint8(colon + 1) > SPACE ? colon + 1 : 0;
    }

    endOf(index: number): number {
      return this.start + (this.window.tape[this.at + 2 * index + 1] as number);
    }

    toJSON(): object {
      return Object.fromEntries(members.map((name) => [name, (this as unknown as Record<string, unknown>)[name]]));
    }
  }
  for (const [index, name] of members.entries()) {
    const [length, readValue] = [lengths[index] as number, VALUE_READERS[name] ?? parse];
    Object.defineProperty(Reading.prototype, name, {
      get(this: Reading) {
        return this.member(index, length, readValue);
      },
    });
  }
  return (window, start, at) => new Reading(window, start, at);
}
