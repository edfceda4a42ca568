// The records: where they begin and end, whether they pass, and where their members are, all of which is written on the tape.

import { ESCAPES, UNICODE } from './escapes';
import { DOCUMENT, ROOT, SLOTS, TAPE } from './layout';
import { isWanted, lengthOf, slotOf } from './names';

export const OBJECT: i32 = 0x7b;
export const ARRAY: i32 = 0x5b;

// What is looked for in a container: a table of names, nothing, or one of these. They are odd, and no table is.
export const NOTHING: i32 = 0;
export const RECORDS: i32 = 1;
export const OUTSIDE: i32 = 3;

let all: bool = false;
/** What is looked for in a record. */
let root: i32 = NOTHING;
/** How many members have places on the tape. */
let members: i32 = 0;

// Of the record: whether it passes, whether it may have escapes, and where it starts.
let passes: bool = false;
let escapes: u64 = 0;
let elementStart: i32 = 0;

export let tapeEnd: i32 = TAPE;
export let elements: i32 = 0;
/** How often `Records` was found. */
export let found: i32 = 0;
export let isArray: bool = false;

export function beginRecords(takeAll: bool, memberCount: i32): void {
  all = takeAll;
  root = takeAll && memberCount == 0 ? NOTHING : ROOT;
  members = memberCount;
  tapeEnd = TAPE;
  elements = 0;
  found = 0;
  isArray = false;
}

/** Notes that the record may have escapes. One with \u passes: a name may be written with it. */
export function noteEscapes(flags: u64): void {
  escapes |= flags;
  if (flags & UNICODE) passes = true;
}

/** At the name `Records` in the document. Where it is there twice, the last counts. */
export function findRecords(): void {
  found++;
  elements = 0;
  tapeEnd = TAPE;
  isArray = false;
}

/** What is looked for in the document, in its member `Records`, and in each of the records; -1 for a record that is no object. */
export function enter(inner: i32, kind: i32, c: i32, at: i32, flags: u64): i32 {
  if (inner == OUTSIDE) return DOCUMENT;
  if (kind == OBJECT) {
    isArray = c == ARRAY;
    return isArray ? RECORDS : NOTHING;
  }
  if (c != OBJECT) return -1;
  elementStart = at;
  passes = all || (flags & UNICODE) != 0;
  escapes = flags;
  if (members != 0) clearSlots();
  return root;
}

/** Where a record ends. */
// @ts-ignore: decorator
@inline
export function endElement(end: i32): void {
  if (passes) {
    store<i32>(tapeEnd, elements);
    store<i32>(tapeEnd, elementStart, 4);
    store<i32>(tapeEnd, end, 8);
    if (members != 0) {
      store<i32>(tapeEnd, (escapes & UNICODE) != 0 ? 2 : (escapes & ESCAPES) != 0 ? 1 : 0, 12);
      // 16 bytes at a time, so maybe a little more.
      for (let at = 0; at < members << 3; at += 16) v128.store(tapeEnd + 16 + at, v128.load(SLOTS + at));
      tapeEnd += 4 + (members << 3);
    }
    tapeEnd += 12;
  }
  elements++;
}

// @ts-ignore: decorator
@inline
function clearSlots(): void {
  for (let at = SLOTS; at < SLOTS + (members << 3); at += 16) v128.store(at, i64x2.splat(0));
}

/** Looks at the value of a name. */
export function lookAt(child: i32, name: i32): void {
  if (!passes) passes = isWanted(child, name + 3 + lengthOf(child));
}

/** Where the name of a member starts that has a place on the tape, in its record. */
// @ts-ignore: decorator
@inline
export function startMember(child: i32, at: i32): i32 {
  const slot = slotOf(child);
  if (slot != 0) store<i32>(SLOTS - 8 + (slot << 3), at - elementStart);
  return slot;
}

/** Where its value ends. */
// @ts-ignore: decorator
@inline
export function endMember(slot: i32, end: i32): void {
  store<i32>(SLOTS - 8 + (slot << 3), end - elementStart, 4);
}
