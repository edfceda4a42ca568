// Numbers and words.

import { VECTORS } from './layout';

const TRUE: u32 = 0x65757274;
const NULL: u32 = 0x6c6c756e;
const FALS: u32 = 0x736c6166;
/** Where neither a comma nor a bracket is. */
const NOWHERE: i32 = VECTORS;

/** Whether there is a number or a word, and then a comma or a closing bracket. Behind what is scanned are spaces, so that it ends. */
export function isScalar(start: i32): bool {
  const letters = load<u32>(start);
  const end = letters == TRUE || letters == NULL ? start + 4 : letters == FALS && load<u8>(start, 4) == 0x65 ? start + 5 : endOfNumber(start);
  const c = load<u8>(end);
  return c == 0x2c || (c | 0x20) == 0x7d;
}

function endOfNumber(start: i32): i32 {
  let at = load<u8>(start) == 0x2d ? start + 1 : start;
  const isZero = load<u8>(at) == 0x30;
  let end = endOfDigits(at);
  if (end == at || (isZero && end > at + 1)) return NOWHERE;
  if (load<u8>(end) == 0x2e) {
    at = end + 1;
    end = endOfDigits(at);
    if (end == at) return NOWHERE;
  }
  if ((load<u8>(end) | 0x20) == 0x65) {
    at = end + 1;
    if (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d) at++;
    end = endOfDigits(at);
    if (end == at) return NOWHERE;
  }
  return end;
}

// @ts-ignore: decorator
@inline
function endOfDigits(start: i32): i32 {
  let at = start;
  while (isDigit(load<u8>(at))) at++;
  return at;
}

// @ts-ignore: decorator
@inline
export function isDigit(c: u8): bool {
  return c - 0x30 < 10;
}
