import { ON_DEMAND } from './clause';
import { parseOnce } from './parse-once';
import type { Members } from './read-records';
import { resourcesIn } from './resource-list';

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
}

/** Makes records: each starts in the text at a place, and the places of its members are on the tape, from `at` on, behind what is said of escapes. */
export type RecordReader = (text: string, start: number, tape: Int32Array, at: number) => object;

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
  class Reading extends MemberRecord {
    // Declared only, as there is one of these for each record. Texts are not remembered: to cut them out again is cheaper.
    declare private known: Known | undefined;
    declare private readonly text: string;
    declare private readonly start: number;
    declare private readonly tape: Int32Array;
    declare private readonly at: number;

    constructor(text: string, start: number, tape: Int32Array, at: number) {
      super();
      this.known = undefined;
      this.text = text;
      this.start = start;
      this.tape = tape;
      this.at = at;
    }

    /** @param length that of the name, with its quotes */
    member(index: number, length: number, readValue: ValueReader): unknown {
      const { text, start, tape, at } = this;
      const place = tape[at + 2 * index + 1] as number;
      if (place === 0) return undefined;
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
      return this.tape[this.at - 1] === 0;
    }

    mayHave(member: string, name: string): boolean {
      const { text, start, tape, at } = this;
      const index = members.indexOf(member);
      const [from, to] = [tape[at + 2 * index] as number, tape[at + 2 * index + 1] as number];
      // Where there are escapes, a name may be written with some.
      return tape[at - 1] !== 0 || text.slice(start + from, start + to).includes(`"${name}"`);
    }

    toJSON(): object {
      return Object.fromEntries(members.map((name) => [name, (this as unknown as Record<string, unknown>)[name]]));
    }
  }
  for (const [index, name] of members.entries()) {
    const [length, readValue] = [name.length + 2, VALUE_READERS[name] ?? parse];
    Object.defineProperty(Reading.prototype, name, {
      get(this: Reading) {
        return this.member(index, length, readValue);
      },
    });
  }
  return (text, start, tape, at) => new Reading(text, start, tape, at);
}
