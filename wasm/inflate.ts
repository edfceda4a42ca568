// Unpacks DEFLATE (RFC 1951). AssemblyScript, compiled with scanner.ts into one module.
//
// Whatever it does not take is for zlib, which also says what is wrong. What it does take is checked by the caller, with the checksum and the size at the end
// of the file: an error here would never pass for content.

// Memory between the tape and the window of the scanner.
const LENGTHS: i32 = 196672;
const COUNTS: i32 = 197056;
const CODES: i32 = 197120;
const LITERALS: i32 = 200704;
const DISTANCES: i32 = 245760;

/** A table is looked up with so many bits; longer codes go on in a part of 16 entries of their own. */
const ROOT_BITS: u32 = 11;
const ROOT_SIZE: i32 = 2048;
const MAX_BITS: u32 = 15;

// An entry: the bits of the code below, then extra bits, then the value; and what it is.
const LITERAL: u32 = 0x80000000;
const END: u32 = 0x40000000;
const PART: u32 = 0x20000000;

// What is next: a block, or more of one that is stored or coded.
const BETWEEN: i32 = 0;
const STORED: i32 = 1;
const CODED: i32 = 2;

// How a call ends.
const DAMAGED: i32 = 0;
const DONE: i32 = 1;
const FULL: i32 = 2;

/** No header of a block, with the lengths of its codes, has more bytes. */
const HEADER: i32 = 512;

let input: i32 = 0;
let inputEnd: i32 = 0;
/** Beyond this nothing is begun. */
let limit: i32 = 0;
let bits: u64 = 0;
let count: u64 = 0;
let state: i32 = BETWEEN;
let isLast: bool = false;
let storedLeft: i32 = 0;

/** How many bytes were read and written by the last call. */
export let read: i32 = 0;
export let written: i32 = 0;

/** Begins a stream. */
export function openStream(): void {
  bits = 0;
  count = 0;
  state = BETWEEN;
  isLast = false;
}

/**
 * Unpacks the next of a stream, until it is over or the room is full, to at most 320 bytes behind its end, or more is to be read than may be there. What was
 * written before is at `origin`, up to 32 kB of it. DAMAGED: or it is unusual.
 *
 * @param source where the stream goes on; behind its end are 32 bytes more
 * @param isRest whether all that is left of it is there
 */
export function inflate(origin: i32, target: i32, targetEnd: i32, source: i32, sourceEnd: i32, isRest: bool): i32 {
  let at = target;
  input = source;
  inputEnd = sourceEnd;
  limit = isRest ? sourceEnd + 16 : sourceEnd - HEADER;
  let result = FULL;
  do {
    if (state == BETWEEN) {
      if (isLast) result = DONE;
      if (isLast || input > limit) break;
      if (!readHeader()) return DAMAGED;
    }
    at = state == STORED ? copyStored(at, targetEnd) : inflateBlock(at, origin, targetEnd);
    if (at < 0) return DAMAGED;
  } while (state == BETWEEN);
  // What was read ahead is given back.
  input -= <i32>(count >> 3);
  count &= 7;
  bits &= ((<u64>1) << count) - 1;
  read = input - source;
  written = at - target;
  return input <= inputEnd ? result : DAMAGED;
}

/** Of a block. */
function readHeader(): bool {
  refill();
  isLast = take(1) == 1;
  const type = take(2);
  if (type == 3) return false;
  state = type == 0 ? STORED : CODED;
  return type == 0 ? readStoredLength() : type == 1 ? readFixedTables() : readTables();
}

// @ts-ignore: decorator
@inline
function refill(): void {
  // Behind the end it reads what is there, and the end of the stream is checked.
  bits |= load<u64>(min(input, inputEnd + 16)) << count;
  input += <i32>((63 - count) >> 3);
  count |= 56;
}

// @ts-ignore: decorator
@inline
function take(wanted: u64): u32 {
  const value = <u32>(bits & ((<u64>1 << wanted) - 1));
  bits >>= wanted;
  count -= wanted;
  return value;
}

function readStoredLength(): bool {
  input -= <i32>(count >> 3);
  bits = 0;
  count = 0;
  storedLeft = <i32>load<u16>(input);
  if (storedLeft != (<i32>load<u16>(input, 2) ^ 0xffff)) return false;
  input += 4;
  return true;
}

function copyStored(target: i32, targetEnd: i32): i32 {
  const length = max(min(min(storedLeft, inputEnd - input), targetEnd - target), 0);
  memory.copy(target, input, length);
  input += length;
  storedLeft -= length;
  if (storedLeft == 0) state = BETWEEN;
  return target + length;
}

function readFixedTables(): bool {
  for (let symbol = 0; symbol < 288; symbol++) store<u8>(LENGTHS + symbol, symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
  if (!buildTable(LITERALS, 288, true)) return false;
  memory.fill(LENGTHS, 5, 32);
  return buildTable(DISTANCES, 32, false);
}

function readTables(): bool {
  refill();
  const literals = <i32>take(5) + 257;
  const distances = <i32>take(5) + 1;
  const codes = <i32>take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  memory.fill(LENGTHS, 0, 19);
  for (let index = 0; index < codes; index++) {
    refill();
    // 16, 17, 18, 0, 8, 7, 9, 6, 10, 5 and so on: away from 8 to both sides.
    const step = (index - 3) >> 1;
    const symbol = index < 3 ? 16 + index : index == 3 ? 0 : (index & 1) == 0 ? 8 + step : 8 - step;
    store<u8>(LENGTHS + symbol, <u8>take(3));
  }
  if (!buildTable(LITERALS, 19, false)) return false;
  if (!readLengths(literals + distances)) return false;
  if (load<u8>(LENGTHS, 256) == 0 || !buildTable(LITERALS, literals, true)) return false;
  memory.copy(LENGTHS, LENGTHS + literals, distances);
  return buildTable(DISTANCES, distances, false);
}

/** The lengths of the codes of both tables, which are packed too. */
function readLengths(total: i32): bool {
  let index = 0;
  while (index < total) {
    refill();
    const entry = load<u32>(LITERALS + (<i32>(bits & (ROOT_SIZE - 1)) << 2));
    take(<u64>(entry & 0xff));
    const symbol = entry >> 16;
    if (symbol < 16) {
      store<u8>(LENGTHS + index++, <u8>symbol);
      continue;
    }
    if (symbol == 16 && index == 0) return false;
    const value: u8 = symbol == 16 ? load<u8>(LENGTHS + index - 1) : 0;
    const repeat = <i32>(symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7));
    if (index + repeat > total) return false;
    memory.fill(LENGTHS + index, value, repeat);
    index += repeat;
  }
  return true;
}

/** Makes a table of the lengths of the codes. False for codes that are not complete: zlib never writes them. */
function buildTable(table: i32, symbols: i32, isLiteral: bool): bool {
  memory.fill(COUNTS, 0, 64);
  for (let symbol = 0; symbol < symbols; symbol++) {
    const at = COUNTS + (<i32>load<u8>(LENGTHS + symbol) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
  store<i32>(COUNTS, 0);
  let code = 0;
  let used = 0;
  for (let length = 1; length <= <i32>MAX_BITS; length++) {
    const ofLength = load<i32>(COUNTS + (length << 2));
    code = (code + load<i32>(COUNTS + ((length - 1) << 2))) << 1;
    store<i32>(CODES + (length << 2), code);
    used += ofLength << (<i32>MAX_BITS - length);
  }
  if (used != 1 << MAX_BITS) return false;
  memory.fill(table, 0, ROOT_SIZE << 2);
  let free = ROOT_SIZE;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const length = <u32>load<u8>(LENGTHS + symbol);
    if (length == 0) continue;
    const next = CODES + (<i32>length << 2);
    const reversed = reverse(load<u32>(next), length);
    store<u32>(next, load<u32>(next) + 1);
    const entry = isLiteral ? literalEntry(symbol) : table == DISTANCES ? distanceEntry(symbol) : <u32>symbol << 16;
    if (length <= ROOT_BITS) {
      for (let at = reversed; at < <u32>ROOT_SIZE; at += 1 << length) store<u32>(table + <i32>(at << 2), entry | length);
      continue;
    }
    const root = table + <i32>((reversed & (<u32>ROOT_SIZE - 1)) << 2);
    if (load<u32>(root) == 0) {
      store<u32>(root, PART | (<u32>free << 8));
      free += 16;
    }
    const part = table + <i32>(((load<u32>(root) >> 8) & 0x1fff) << 2);
    for (let at = reversed >> ROOT_BITS; at < 16; at += 1 << (length - ROOT_BITS)) store<u32>(part + <i32>(at << 2), entry | length);
  }
  return true;
}

function reverse(code: u32, length: u32): u32 {
  let reversed: u32 = 0;
  for (let bit: u32 = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
  return reversed;
}

function literalEntry(symbol: i32): u32 {
  if (symbol < 256) return LITERAL | (<u32>symbol << 16);
  if (symbol == 256) return END;
  const index = <u32>symbol - 257;
  if (index < 8) return (3 + index) << 16;
  if (index == 28) return 258 << 16;
  if (index > 28) return 1 << 16;
  const extra = (index >> 2) - 1;
  return ((((4 + (index & 3)) << extra) + 3) << 16) | (extra << 8);
}

function distanceEntry(symbol: i32): u32 {
  const index = <u32>symbol;
  // Two distances do not exist: further than any output is.
  if (index > 29) return 0x7fff << 16;
  if (index < 4) return (1 + index) << 16;
  const extra = (index >> 1) - 1;
  return ((((2 + (index & 1)) << extra) + 1) << 16) | (extra << 8);
}

/** Where the output ends, that of the block or of the room; -1 where it is damaged. */
function inflateBlock(target: i32, origin: i32, targetEnd: i32): i32 {
  let at = target;
  let buffer = bits;
  let left = count;
  let source = input;
  const last = limit;
  buffer |= load<u64>(source) << left;
  source += <i32>((63 - left) >> 3);
  left |= 56;
  let entry = load<u32>(LITERALS + (<i32>(buffer & (ROOT_SIZE - 1)) << 2));
  for (;;) {
    if (at > targetEnd || source > last) break;
    // As long as no further bits are needed, another literal may follow.
    if (entry & LITERAL) {
      store<u8>(at++, <u8>(entry >> 16));
      buffer >>= <u64>(entry & 0xff);
      left -= <u64>(entry & 0xff);
      entry = load<u32>(LITERALS + (<i32>(buffer & (ROOT_SIZE - 1)) << 2));
      if (entry & LITERAL) {
        store<u8>(at++, <u8>(entry >> 16));
        buffer >>= <u64>(entry & 0xff);
        left -= <u64>(entry & 0xff);
        buffer |= load<u64>(source) << left;
        source += <i32>((63 - left) >> 3);
        left |= 56;
        entry = load<u32>(LITERALS + (<i32>(buffer & (ROOT_SIZE - 1)) << 2));
        continue;
      }
    }
    if (entry & (END | PART)) {
      if (entry & PART) {
        const part = (entry >> 8) & 0x1fff;
        entry = load<u32>(LITERALS + <i32>((part + <u32>((buffer >> ROOT_BITS) & 15)) << 2));
        if (entry & LITERAL) {
          // One like any other, but longer: without more bits, a fourth in a row would not have enough.
          buffer |= load<u64>(source) << left;
          source += <i32>((63 - left) >> 3);
          left |= 56;
          continue;
        }
      }
      if (entry & END) {
        buffer >>= <u64>(entry & 0xff);
        left -= <u64>(entry & 0xff);
        state = BETWEEN;
        break;
      }
    }
    buffer >>= <u64>(entry & 0xff);
    left -= <u64>(entry & 0xff);
    let extra = <u64>((entry >> 8) & 0xff);
    const length = <i32>(entry >> 16) + <i32>(buffer & ((<u64>1 << extra) - 1));
    buffer >>= extra;
    left -= extra;
    if (left < 32) {
      buffer |= load<u64>(source) << left;
      source += <i32>((63 - left) >> 3);
      left |= 56;
    }
    entry = load<u32>(DISTANCES + (<i32>(buffer & (ROOT_SIZE - 1)) << 2));
    // A code is at least one bit long.
    if ((entry & 0xff) == 0) {
      const part = (entry >> 8) & 0x1fff;
      entry = load<u32>(DISTANCES + <i32>((part + <u32>((buffer >> ROOT_BITS) & 15)) << 2));
    }
    buffer >>= <u64>(entry & 0xff);
    left -= <u64>(entry & 0xff);
    extra = <u64>((entry >> 8) & 0xff);
    const distance = <i32>(entry >> 16) + <i32>(buffer & ((<u64>1 << extra) - 1));
    buffer >>= extra;
    left -= extra;
    if (distance > at - origin) return -1;
    // What is next is looked up while the processor still copies.
    buffer |= load<u64>(source) << left;
    source += <i32>((63 - left) >> 3);
    left |= 56;
    entry = load<u32>(LITERALS + (<i32>(buffer & (ROOT_SIZE - 1)) << 2));
    copyMatch(at, distance, length);
    at += length;
  }
  bits = buffer;
  count = left;
  input = source;
  return at;
}

// @ts-ignore: decorator
@inline
function copyMatch(target: i32, distance: i32, length: i32): void {
  const end = target + length;
  let at = target;
  if (distance >= 16) {
    // A little further than the end: it is written over.
    do {
      v128.store(at, v128.load(at - distance));
      at += 16;
    } while (at < end);
  } else if (distance == 1) memory.fill(at, load<u8>(at - 1), length);
  else for (; at < end; at++) store<u8>(at, load<u8>(at - distance));
}
