import { parseOnce } from './parse-once';

/** A record of which each member is read when it is asked for. */
export abstract class MemberRecord {
  /** All members that it has. */
  abstract toJSON(): object;
}

/** Makes records of their texts: of each the places of its members are on the tape, from `at` on. */
export type RecordReader = (text: string, tape: Int32Array, at: number) => object;

/** Reads records of which only members of these names are needed. */
export function recordReader(members: readonly string[]): RecordReader {
  class Reading extends MemberRecord {
    private readonly values: unknown[] = [];

    constructor(
      private readonly text: string,
      private readonly tape: Int32Array,
      private readonly at: number,
    ) {
      super();
    }

    member(index: number): unknown {
      const known = this.values[index];
      if (known !== undefined) return known;
      const [start, end] = [this.tape[this.at + 2 * index] as number, this.tape[this.at + 2 * index + 1] as number];
      if (end === 0) return undefined;
      const value = valueIn(this.text, start + (members[index] as string).length + 2, end);
      this.values[index] = value;
      return value;
    }

    toJSON(): object {
      return Object.fromEntries(members.flatMap((name, index) => (this.member(index) === undefined ? [] : [[name, this.member(index)]])));
    }
  }
  for (const [index, name] of members.entries()) {
    Object.defineProperty(Reading.prototype, name, {
      get(this: Reading) {
        return this.member(index);
      },
    });
  }
  return (text, tape, at) => new Reading(text, tape, at);
}

const QUOTE = 0x22;
const COLON = 0x3a;

/** The value that is between the name of a member and the next one. */
function valueIn(text: string, afterName: number, end: number): unknown {
  const colon = text.charCodeAt(afterName) === COLON ? afterName : text.indexOf(':', afterName);
  if (text.charCodeAt(colon + 1) === QUOTE && text.charCodeAt(end - 1) === QUOTE) {
    const value = text.slice(colon + 2, end - 1);
    if (!value.includes('\\')) return value;
  }
  return parseOnce(text.slice(colon + 1, end));
}
