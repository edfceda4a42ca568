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

/** Where a number or a word ends; negative where it is none. */
export function endOfScalar(bytes: Uint8Array, start: number, isLast: boolean): number {
  const code = bytes[start];
  if (code === 0x74) return endOfWord(bytes, start, TRUE);
  if (code === 0x66) return endOfWord(bytes, start, FALSE);
  if (code === 0x6e) return endOfWord(bytes, start, NULL);
  const end = endOfNumber(bytes, start);
  return end === bytes.length && !isLast ? CUT : end;
}

const [TRUE, FALSE, NULL] = ['true', 'false', 'null'].map((word) => Buffer.from(word)) as [Buffer, Buffer, Buffer];

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

/** The end of a number; negative where there is none, or it is cut where digits are to follow. */
function endOfNumber(bytes: Uint8Array, start: number): number {
  const from = bytes[start] === 0x2d ? start + 1 : start;
  let at = endOfDigits(bytes, from);
  if (at < 0 || (bytes[from] === 0x30 && at > from + 1)) return at < 0 ? at : WRONG;
  if (bytes[at] === 0x2e) at = endOfDigits(bytes, at + 1);
  if (at < 0 || ((bytes[at] ?? 0) | 0x20) !== 0x65) return at;
  const sign = bytes[at + 1];
  return endOfDigits(bytes, at + (sign === 0x2b || sign === 0x2d ? 2 : 1));
}

/** Behind at least one digit. */
function endOfDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isDigit(bytes[at] as number)) at++;
  return at > start ? at : at === bytes.length ? CUT : WRONG;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
