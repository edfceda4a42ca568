import { endOfNested, endOfScalar, endOfString } from './simulate-ends';
import type { NameToken, NameTokens } from './simulate-names';

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Texts that come again and again, such as event names, decoded once. A slot forgets its text when another one needs it. */
const SLOTS = 4096;
const recent = new Array<string>(SLOTS).fill('');

/** Goes through the bytes of JSON and decodes only what is asked for. Whatever it does not understand throws: the caller then parses the whole text. */
export class JsonBytes {
  private at = 0;
  private readonly length: number;
  /** Where the last string starts, and whether its bytes are its characters. */
  private start = 0;
  private plain = true;

  constructor(
    private readonly bytes: Buffer,
    private readonly names: NameTokens,
  ) {
    this.length = bytes.length;
  }

  isObject(): boolean {
    return this.peek() === OPEN_BRACE;
  }

  isArray(): boolean {
    return this.peek() === OPEN_BRACKET;
  }

  /** Goes into an object or array; gives whether there is anything in it. */
  enter(): boolean {
    const open = this.peek();
    if (open !== OPEN_BRACE && open !== OPEN_BRACKET) throw new Error('an object or array was expected');
    this.at++;
    // Plus two is the closing one of each kind.
    if (this.peek() !== open + 2) return true;
    this.at++;
    return false;
  }

  /** Goes on to what comes after a member or element; gives whether there is more. */
  more(): boolean {
    const next = this.peek();
    this.at++;
    if (next === COMMA) return true;
    if (next === CLOSE_BRACE || next === CLOSE_BRACKET) return false;
    throw new Error('a comma or the end was expected');
  }

  /** Whether nothing but space is left. */
  isAtEnd(): boolean {
    while (this.at < this.length && (this.bytes[this.at] as number) <= 0x20) this.at++;
    return this.at === this.length;
  }

  /** The number of the name of a member, and goes on to its value. */
  name(): number {
    this.peek();
    let token: NameToken | undefined = this.names.expected(this.bytes, this.at);
    if (token) this.at += token.quoted.length;
    else token = this.names.find(this.unique());
    if (this.peek() !== COLON) throw new Error('a name without a colon');
    this.at++;
    return token.id;
  }

  /** Any value. */
  value(): unknown {
    if (this.peek() === QUOTE) return this.unique();
    const start = this.at;
    this.skip();
    return JSON.parse(this.bytes.toString('utf8', start, this.at));
  }

  /** Any value; if it is a text, it is likely to come again. */
  repeated(): unknown {
    if (this.peek() !== QUOTE) return this.value();
    this.string();
    return this.plain ? recall(this.bytes, this.start, this.at - 1) : this.decoded();
  }

  /** Passes over a value. That what is inside of it is valid JSON is not checked: the checksum of the log file has to answer for that. */
  skip(): void {
    const first = this.peek();
    if (first === QUOTE) this.at = endOfString(this.bytes, this.at + 1);
    else if (first === OPEN_BRACE || first === OPEN_BRACKET) this.at = endOfNested(this.bytes, this.at);
    else this.at = endOfScalar(this.bytes, this.at);
  }

  /** The byte that the next value, or the end of this one, begins with. */
  private peek(): number {
    let byte = this.bytes[this.at];
    while (byte !== undefined && byte <= 0x20) byte = this.bytes[++this.at];
    if (byte === undefined) throw new Error('the text ends too early');
    return byte;
  }

  private unique(): string {
    this.string();
    return this.plain ? this.bytes.toString('latin1', this.start, this.at - 1) : this.decoded();
  }

  private decoded(): string {
    return JSON.parse(this.bytes.toString('utf8', this.start - 1, this.at)) as string;
  }

  private string(): void {
    const { bytes, length } = this;
    if (this.peek() !== QUOTE) throw new Error('a string was expected');
    const start = this.at + 1;
    let [at, bits, escapes] = [start, 0, 0];
    for (; at < length; at++) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) break;
      bits |= byte;
      if (byte === BACKSLASH) {
        escapes++;
        at++;
      }
    }
    if (at >= length) throw new Error('the text ends in a string');
    this.at = at + 1;
    this.start = start;
    this.plain = escapes === 0 && bits < 0x80;
  }
}

function recall(bytes: Buffer, start: number, end: number): string {
  const length = end - start;
  // A sample of the bytes finds the slot; all of them are compared.
  const sample = length * 31 + (bytes[start] as number) * 7 + (bytes[start + (length >> 1)] as number) * 131 + (bytes[end - 1] as number) * 17;
  const slot = sample & (SLOTS - 1);
  const text = recent[slot] as string;
  if (text.length === length && isText(bytes, start, text)) return text;
  recent[slot] = bytes.toString('latin1', start, end);
  return recent[slot] as string;
}

/** Whether the bytes from a place on are those of a text. */
function isText(bytes: Buffer, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[start + index] !== text.charCodeAt(index)) return false;
  return true;
}
