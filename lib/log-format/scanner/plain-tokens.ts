/** The bytes cut it: what follows says how it goes on. */
const CUT = -1;
const WRONG = -2;

/** Bytes, and the same memory four at a time. */
export interface Window {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  /** How many bytes of the first word are before the bytes. */
  readonly ahead: number;
}

/** The window on bytes, wherever in memory they are. */
export function windowOn(bytes: Uint8Array): Window {
  const ahead = bytes.byteOffset & 3;
  return { bytes, ahead, words: new Int32Array(bytes.buffer, bytes.byteOffset - ahead, (ahead + bytes.length) >> 2) };
}

/** Where the quote is that ends a string, from behind the one that opens it; negative where there is none. */
export function endOfString(window: Window, start: number): number {
  const { bytes } = window;
  for (let at = nextSpecial(window, start); at < bytes.length; at = nextSpecial(window, at)) {
    const code = bytes[at] as number;
    if (code === 0x22) return at;
    if (code !== 0x5c) return WRONG;
    at = endOfEscape(bytes, at + 1);
    if (at < 0) return at;
  }
  return CUT;
}

/** The next byte that does not simply stand for itself in a string. */
function nextSpecial({ bytes, words, ahead }: Window, start: number): number {
  let at = start + ahead;
  let word = at >> 2;
  if (word < words.length) {
    let found = specialIn(words[word] as number) & (-1 << ((at & 3) << 3));
    while (found === 0 && ++word < words.length) found = specialIn(words[word] as number);
    at = (word << 2) + (found === 0 ? 0 : (31 - Math.clz32(found & -found)) >> 3);
  }
  at = Math.max(at - ahead, start);
  // What is before a special byte may be taken for one; and the last bytes are no word.
  while (at < bytes.length && !isSpecial(bytes[at] as number)) at++;
  return at;
}

/** The highest bit of each byte that is a quote, a backslash or a control character. A byte behind one of these may be marked as well. */
function specialIn(word: number): number {
  const quote = word ^ 0x22222222;
  const backslash = word ^ 0x5c5c5c5c;
  return (((quote - 0x01010101) & ~quote) | ((backslash - 0x01010101) & ~backslash) | ((word - 0x20202020) & ~word)) & 0x80808080;
}

function isSpecial(code: number): boolean {
  return code === 0x22 || code === 0x5c || code < 0x20;
}

/** Whether a backslash is between two places. */
export function hasEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === 0x5c) return true;
  return false;
}

/** Where a number or a word ends; negative where it is none. */
export function endOfScalar(bytes: Uint8Array, start: number, isLast: boolean): number {
  const word = WORDS[bytes[start] as number];
  if (word) return endOfWord(bytes, start, word);
  const [end, isNumber] = endOfNumber(bytes, start);
  if (end === bytes.length) return isLast && isNumber ? end : CUT;
  return isNumber ? end : WRONG;
}

const WORDS: Readonly<Record<number, Uint8Array>> = { 116: Buffer.from('true'), 102: Buffer.from('false'), 110: Buffer.from('null') };

function endOfWord(bytes: Uint8Array, start: number, word: Uint8Array): number {
  for (let at = 0; at < word.length; at++) {
    if (start + at === bytes.length) return CUT;
    if (bytes[start + at] !== word[at]) return WRONG;
  }
  return start + word.length;
}

function endOfEscape(bytes: Uint8Array, start: number): number {
  const code = bytes[start];
  if (code === undefined) return CUT;
  if (code !== 0x75) return ESCAPES.includes(code) ? start + 1 : WRONG;
  for (let at = start + 1; at < start + 5; at++) {
    const digit = bytes[at];
    if (digit === undefined) return CUT;
    if (!isDigit(digit) && !((digit | 0x20) >= 0x61 && (digit | 0x20) <= 0x66)) return WRONG;
  }
  return start + 5;
}

const ESCAPES = Buffer.from('"\\/bfnrt');

/** The end of what looks like a number, and whether it is one. */
function endOfNumber(bytes: Uint8Array, start: number): [end: number, isNumber: boolean] {
  let from = bytes[start] === 0x2d ? start + 1 : start;
  let at = endOfDigits(bytes, from);
  if (at === from || (bytes[from] === 0x30 && at > from + 1)) return [at, false];
  if (bytes[at] === 0x2e) {
    from = at + 1;
    at = endOfDigits(bytes, from);
    if (at === from) return [at, false];
  }
  if (((bytes[at] ?? 0) | 0x20) === 0x65) {
    from = at + 1;
    if (bytes[from] === 0x2b || bytes[from] === 0x2d) from++;
    at = endOfDigits(bytes, from);
    if (at === from) return [at, false];
  }
  return [at, true];
}

function endOfDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isDigit(bytes[at] as number)) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
