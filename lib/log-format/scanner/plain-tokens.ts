/** The bytes cut it: what follows says how it goes on. */
export const CUT = -1;
export const WRONG = -2;

/** How many escapes were passed so far: a string had none if they are not more behind it. */
export const passed = { escapes: 0 };

/**
 * Where the quote is that ends a string, from behind the one that opens it; negative where there is none.
 *
 * @param view of the same bytes: four are looked at at once
 */
export function endOfString(bytes: Uint8Array, view: DataView, start: number): number {
  const last = bytes.length - 8;
  let at = start;
  for (; at <= last; at += 4) {
    let found = specialIn(view.getInt32(at, true));
    if (found === 0) {
      at += 4;
      found = specialIn(view.getInt32(at, true));
      if (found === 0) continue;
    }
    at += (31 - Math.clz32(found & -found)) >> 3;
    if (bytes[at] === 0x22) return at;
    break;
  }
  return endByBytes(bytes, at);
}

/** The same byte by byte: where there are escapes, and for the last bytes. */
function endByBytes(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    const code = bytes[at] as number;
    if (code === 0x22) return at;
    if (code < 0x20) return WRONG;
    if (code === 0x5c) {
      const after = endOfEscape(bytes, at + 1);
      if (after < 0) return after;
      passed.escapes++;
      at = after - 1;
    }
  }
  return CUT;
}

/**
 * The highest bit of each byte that is a quote, a backslash or a control character. Of those that are marked, the first is one for sure: a byte borrows from
 * the next one only if it is marked itself. Bytes beyond ASCII are not marked.
 */
function specialIn(word: number): number {
  return (((word ^ 0x22222222) - 0x01010101) | ((word ^ 0x5c5c5c5c) - 0x01010101) | (word - 0x20202020)) & ~word & 0x80808080;
}

/** Whether a backslash is between two places. */
export function hasEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === 0x5c) return true;
  return false;
}

/** The end of a text, a number or a word; negative where there is none, or it may go on. */
export function endOfSimple(bytes: Uint8Array, view: DataView, start: number): number {
  const code = bytes[start] as number;
  if (code === 0x22) {
    const close = endOfString(bytes, view, start + 1);
    return close < 0 ? close : close + 1;
  }
  return (code | 0x20) === 0x7b || code <= 0x20 ? CUT : endOfScalar(bytes, start, false);
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
