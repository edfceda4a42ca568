import { parseOnce } from './parse-once';

/** A record of which each member is read when it is asked for. */
export abstract class MemberRecord {
  /** All members that it has. */
  abstract toJSON(): object;
}

/** Makes records: each starts in the text at a place, and the places of its members are on the tape, from `at` on, behind what is said of escapes. */
export type RecordReader = (text: string, start: number, tape: Int32Array, at: number) => object;

/** What was parsed of a record. */
interface Known {
  readonly index: number;
  readonly value: object;
  readonly next: Known | undefined;
}

/** Members that are objects and the same in many records. */
const REPEATED: ReadonlySet<string> = new Set(['userIdentity']);

const QUOTE = 0x22;
const COLON = 0x3a;
const [T, F] = [0x74, 0x66];

const readers = new Map<string, RecordReader>();

/** Reads records of which only members of these names are needed. Another class for each file would be compiled for each, and so would all that uses it. */
export function recordReader(members: readonly string[]): RecordReader {
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
    member(index: number, length: number, isRepeated: boolean): unknown {
      const { text, start, tape, at } = this;
      const place = tape[at + 2 * index + 1] as number;
      if (place === 0) return undefined;
      const [afterName, end] = [start + (tape[at + 2 * index] as number) + length, start + place];
      const colon = text.charCodeAt(afterName) === COLON ? afterName : text.indexOf(':', afterName);
      // Its escapes are for the parser.
      if (tape[at - 1] === 0) {
        const first = text.charCodeAt(colon + 1);
        if (first === QUOTE) return text.slice(colon + 2, end - 1);
        if (first === T) return true;
        if (first === F) return false;
      }
      for (let { known } = this; known; known = known.next) if (known.index === index) return known.value;
      const json = text.slice(colon + 1, end);
      const value: unknown = isRepeated ? parseOnce(json) : JSON.parse(json);
      if (typeof value === 'object' && value !== null) this.known = { index, value, next: this.known };
      return value;
    }

    toJSON(): object {
      return Object.fromEntries(members.map((name) => [name, (this as unknown as Record<string, unknown>)[name]]));
    }
  }
  for (const [index, name] of members.entries()) {
    const [length, isRepeated] = [name.length + 2, REPEATED.has(name)];
    Object.defineProperty(Reading.prototype, name, {
      get(this: Reading) {
        return this.member(index, length, isRepeated);
      },
    });
  }
  return (text, start, tape, at) => new Reading(text, start, tape, at);
}
