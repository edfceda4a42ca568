// Most of the way to CRC-32. AssemblyScript, compiled with scanner.ts into one module.
//
// A checksum is what is left of the bytes when they are divided by a polynomial. x^300 + x^155 + x^117 + x^89 + 1 is a multiple of that of CRC-32, and so it
// is with every exponent times 128, as squaring keeps it. Then sixteen bytes may go if they are added to those 145, 183, 211 and 300 places of sixteen bytes
// behind them, which needs neither a table nor a multiplication. What is left at the end is short, and has the same checksum.
import { TAPE } from './layout';

const PLACE: i32 = 16;
/** Bytes that wait for what is added to them. */
const SPAN: i32 = 300 * PLACE;
/** So many go on at a time: together with the span they stay in the nearest cache. */
const STEP: i32 = 1024 * PLACE;

// Whoever asks for a checksum has taken from the tape what is there.
const WAITING: i32 = TAPE;

/** The place that is `SPAN` behind `before`, with everything that was added to it. */
// @ts-ignore: decorator
@inline
function added(source: i32, before: i32): v128 {
  const near = v128.xor(v128.load(before, (300 - 145) * PLACE), v128.load(before, (300 - 183) * PLACE));
  const far = v128.xor(v128.load(before, (300 - 211) * PLACE), v128.load(before));
  return v128.xor(v128.load(source), v128.xor(near, far));
}

/**
 * Writes fewer bytes that have the checksum of more, and says how many. They are at `WAITING`, and their checksum begins with 0 in place of `sum`.
 *
 * @param length at least twice the span
 * @param sum how the checksum of the bytes begins, inverted as all are
 */
export function shorten(source: i32, length: i32, sum: u32): i32 {
  memory.fill(WAITING, 0, SPAN);
  store<u32>(WAITING, sum);
  const end = source + (length & -PLACE);
  let before = WAITING;
  for (const last = end - SPAN; source < last; ) {
    const stop = min(last, source + STEP);
    for (before = WAITING; source < stop; source += PLACE, before += PLACE) v128.store(before, added(source, before), SPAN);
    memory.copy(WAITING, before, SPAN);
  }
  memory.fill(WAITING + SPAN, 0, SPAN);
  // What is left is written where nothing waits any more.
  for (before = WAITING; source < end; source += PLACE, before += PLACE) v128.store(before, added(source, before));
  v128.store(before, v128.load(source));
  return SPAN + (length & (PLACE - 1));
}
