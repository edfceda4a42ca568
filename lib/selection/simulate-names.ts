/** The name of a member, with a number to tell it by: zero for all names that nobody asked for. */
export interface NameToken {
  /** As it is written, with its quotes, in ASCII; a name with other characters never looks like this and is read in the slow way each time. */
  readonly quoted: Uint8Array;
  readonly id: number;
  /** What came after it the last times. */
  next: NameToken | undefined;
  afterThat: NameToken | undefined;
}

const MOST_TOKENS = 4096;

/** Records have the same members in the same order nearly always: the names are guessed from the ones before, and the guess is checked. */
export class NameTokens {
  private readonly tokens: Map<string, NameToken>;
  private last: NameToken = tokenOf('', 0);

  /** @param ids the names that are asked for, with their numbers */
  constructor(ids: Readonly<Record<string, number>>) {
    this.tokens = new Map(Object.entries(ids).map(([text, id]) => [text, tokenOf(text, id)]));
  }

  /** The name that stands at this place, between quotes, if it is one that could be expected there. */
  expected(bytes: Buffer, at: number): NameToken | undefined {
    const { next, afterThat } = this.last;
    if (next && isAt(bytes, at, next.quoted)) {
      this.last = next;
      return next;
    }
    if (!afterThat || !isAt(bytes, at, afterThat.quoted)) return undefined;
    this.last = afterThat;
    return afterThat;
  }

  /** The name with this text, which is expected here from now on. */
  find(text: string): NameToken {
    let token = this.tokens.get(text);
    if (!token) {
      token = tokenOf(text, 0);
      if (this.tokens.size < MOST_TOKENS) this.tokens.set(text, token);
    }
    this.last.afterThat = this.last.next;
    this.last.next = token;
    this.last = token;
    return token;
  }
}

function tokenOf(text: string, id: number): NameToken {
  return { quoted: new Uint8Array(Buffer.from(JSON.stringify(text))), id, next: undefined, afterThat: undefined };
}

function isAt(bytes: Buffer, at: number, expected: Uint8Array): boolean {
  for (let index = 0; index < expected.length; index++) if (bytes[at + index] !== expected[index]) return false;
  return true;
}
