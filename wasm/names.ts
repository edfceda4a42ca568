// What is looked for. lib/log-format/scanner/wasm-trie.ts writes it.
//
// A table says at which two bytes of names it looks, and then, for 64 hashes of these, where the first child is, or 0. A child: its number, where its own
// table is or 0, the next child with the same hash, the length of its name, its place on the tape from 1 on, whether its value is looked at, and its name
// with the quote at its end.

import { MAX_TEXT, VALUES } from './layout';

// @ts-ignore: decorator
@inline
export function tableOf(child: i32): i32 {
  return <i32>load<u16>(child, 2);
}

// @ts-ignore: decorator
@inline
export function lengthOf(child: i32): i32 {
  return <i32>load<u16>(child, 6);
}

// @ts-ignore: decorator
@inline
export function slotOf(child: i32): i32 {
  return <i32>load<u8>(child, 8);
}

// @ts-ignore: decorator
@inline
export function isTerminal(child: i32): bool {
  return load<u8>(child, 9) != 0;
}

/** The child of a name, from behind its quote; 0 where it is not looked for. */
// @ts-ignore: decorator
@inline
export function childOf(table: i32, start: i32): i32 {
  const letters = <u32>load<u16>(start + <i32>load<u16>(table));
  const child = <i32>load<u16>(table + <i32>(((letters * 0x9e3779b1) >> 26) << 1), 2);
  return child == 0 ? 0 : namedChildOf(child, start);
}

function namedChildOf(first: i32, start: i32): i32 {
  let child = first;
  while (child != 0 && !isSame(child + 10, start, lengthOf(child) + 1)) child = <i32>load<u16>(child, 4);
  return child;
}

function isSame(one: i32, other: i32, length: i32): bool {
  let at = 0;
  for (; at < length - 16; at += 16) if (i8x16.bitmask(i8x16.eq(v128.load(one + at), v128.load(other + at))) != 0xffff) return false;
  // The rest, and maybe more that does not count.
  const same = i8x16.bitmask(i8x16.eq(v128.load(one + at), v128.load(other + at)));
  return (<i32>~same << (32 - (length - at))) == 0;
}

/** Whether a record may pass for the value of a child: a text that may be one of those that are looked for, or what is neither text nor null. */
export function isWanted(child: i32, value: i32): bool {
  const c = load<u8>(value);
  return c == 0x22 ? mayBeWanted(<u32>load<u16>(child), value + 1) : c != 0x6e;
}

/** Texts are looked up by a hash: some may pass that should not, none is missed. */
function mayBeWanted(node: u32, start: i32): bool {
  let hash: u32 = 0x811c9dc5 ^ node;
  let at = start;
  for (; ; at++) {
    const c = <u32>load<u8>(at);
    if (c == 0x22) break;
    // Longer than any that is looked for.
    if (at - start > MAX_TEXT) return false;
    // Which letters are the same in upper and lower case is known here for ASCII only.
    if (c >= 0x80 || c == 0x5c) return true;
    hash = (hash ^ (c - 0x41 < 26 ? c + 0x20 : c)) * 0x01000193;
  }
  hash ^= hash >> 16;
  return ((load<u8>(VALUES + <i32>((hash & 0xffff) >> 3)) >> <u8>(hash & 7)) & 1) != 0;
}
