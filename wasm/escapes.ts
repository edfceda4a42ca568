// Backslashes and control characters: few blocks have them.

import { bitsOf } from './bits';
import { VECTORS } from './layout';
import { isDigit } from './scalars';

/** Bit 0 where the first byte of the next block is escaped. */
export let escapeCarry: u64 = 0;
/** Of the block: whether something is wrong, and what walk.ts has to know of it. */
export let isWrong: bool = false;
export let flags: u64 = 0;
export const ESCAPES: u64 = 1;
/** Where a name may be written with \u. */
export const UNICODE: u64 = 2;

export function beginEscapes(): void {
  escapeCarry = 0;
}

/** Whether a block has backslashes or control characters, or begins with a byte that is escaped. */
// @ts-ignore: decorator
@inline
export function hasEscape(one: v128, two: v128, three: v128, four: v128): bool {
  const backslash = v128.load(VECTORS, 80);
  const lowest = i8x16.min_u(i8x16.min_u(one, two), i8x16.min_u(three, four));
  const backslashes = v128.or(
    v128.or(i8x16.eq(one, backslash), i8x16.eq(two, backslash)),
    v128.or(i8x16.eq(three, backslash), i8x16.eq(four, backslash)),
  );
  return v128.any_true(v128.or(backslashes, i8x16.le_u(lowest, v128.load(VECTORS, 96)))) || escapeCarry != 0;
}

/** The bytes of a block that a backslash before them escapes. Control characters are wrong, or space between tokens: log files have none. */
export function escapedIn(block: i32): u64 {
  const one = v128.load(block);
  const two = v128.load(block, 16);
  const three = v128.load(block, 32);
  const four = v128.load(block, 48);
  const backslash = v128.load(VECTORS, 80);
  const lowest = i8x16.min_u(i8x16.min_u(one, two), i8x16.min_u(three, four));
  isWrong = v128.any_true(i8x16.le_u(lowest, v128.load(VECTORS, 96)));
  flags = ESCAPES;
  let escaped = escapeCarry;
  escapeCarry = 0;
  let backslashes = bitsOf(i8x16.eq(one, backslash), i8x16.eq(two, backslash), i8x16.eq(three, backslash), i8x16.eq(four, backslash));
  backslashes &= ~escaped;
  while (backslashes != 0) {
    const index = ctz(backslashes);
    if (!isEscape(block + <i32>index + 1)) isWrong = true;
    const next: u64 = <u64>2 << index;
    if (index == 63) escapeCarry = 1;
    escaped |= next;
    backslashes &= (backslashes - 1) & ~next;
  }
  return escaped;
}

function isEscape(at: i32): bool {
  const c = load<u8>(at);
  if (c == 0x75) {
    flags |= UNICODE;
    return isHex(load<u8>(at, 1)) && isHex(load<u8>(at, 2)) && isHex(load<u8>(at, 3)) && isHex(load<u8>(at, 4));
  }
  return c == 0x22 || c == 0x5c || c == 0x2f || c == 0x62 || c == 0x66 || c == 0x6e || c == 0x72 || c == 0x74;
}

function isHex(c: u8): bool {
  return isDigit(c) || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x66);
}
