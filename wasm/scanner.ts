// Finds the records of a log file in its bytes, and checks that the file is JSON. AssemblyScript: `node tools/build-scanner.mjs` compiles it.
//
// The caller writes what is looked for and a part of the file into memory, and calls `scan`, which takes 64 bytes at a time: a bit for each says what it is.
// Most of the grammar is checked with these bits: within a container, neighbours say whether it is kept. Gone through one by one are only brackets, numbers
// and words, and names of containers in which some are looked for. What log files never have is REFUSED, as is what is no JSON: space between tokens, deep
// nesting, records that are no objects. The scanner in TypeScript reads it.
//
// It is one function because what is known of a block has to stay in registers: parted, it takes a fifth longer.

import { after, bitsOf, prefixXor, writeVectors } from './bits';
import { beginEscapes, escapedIn, flags as escapeFlags, hasEscape, isWrong, UNICODE } from './escapes';
import { BLOCK, DOCUMENT, MARGIN, ROOT, STACK, TAPE_LIMIT, VECTORS } from './layout';
import { childOf, isTerminal, tableOf } from './names';
import { beginRecords, endElement, endMember, enter, findRecords, lookAt, noteEscapes, startMember, tapeEnd } from './records';
import { ARRAY, NOTHING, OBJECT, OUTSIDE, RECORDS } from './records';
import { isScalar } from './scalars';

export { elements, found, isArray, tapeEnd } from './records';

// How a scan ends.
const MORE: i32 = 0;
const TAPE_FULL: i32 = 1;
const REFUSED: i32 = 2;

const MAX_DEPTH: i32 = 1000;
const COLON: i32 = 0x3a;
const COMMA: i32 = 0x2c;

// Between two scans: the container that is open, and how many are; what is looked for in the value that comes next; the member whose value is open.
let savedKind: i32 = ARRAY;
let savedWithin: i32 = OUTSIDE;
let savedDepth: i32 = 0;
let savedNode: i32 = NOTHING;
let savedMember: i32 = 0;

// Of the block before: all bits where it ends within a text; what it had; bit 0 where its last point is a colon with something behind it.
let savedInText: u64 = 0;
let savedLastEnds: u64 = 0;
let savedLastColons: u64 = 0;
let savedLastCommas: u64 = 0;
let savedLastBrackets: u64 = 0;
let savedOpenValue: u64 = 0;
let lastByte: u8 = 0;

export let position: i32 = 0;
export let isWhole: bool = false;

export function begin(takeAll: bool, memberCount: i32): void {
  writeVectors();
  beginEscapes();
  beginRecords(takeAll, memberCount);
  savedKind = ARRAY;
  savedWithin = OUTSIDE;
  savedDepth = 0;
  savedNode = NOTHING;
  savedMember = 0;
  savedInText = 0;
  savedLastEnds = 0;
  savedLastColons = 0;
  savedLastCommas = 0;
  // As behind an opening bracket.
  savedLastBrackets = -1;
  savedOpenValue = 0;
  isWhole = false;
}

/**
 * Scans a part of the file, up to some bytes before its end if it is not the last.
 *
 * @param ahead how much further bytes are in the file than in memory
 */
export function scan(start: i32, end: i32, isLast: bool, ahead: i32): i32 {
  position = start;
  if (start >= end) return MORE;
  if (start + ahead == 0 && load<u8>(start) != OBJECT) return REFUSED;
  // What was there may be of another part.
  if (start + ahead != 0) store<u8>(start - 1, lastByte);
  let kind = savedKind;
  let within = savedWithin;
  let depth = savedDepth;
  let node = savedNode;
  let member = savedMember;
  let inText = savedInText;
  let lastEnds = savedLastEnds;
  let lastColons = savedLastColons;
  let lastCommas = savedLastCommas;
  let lastBrackets = savedLastBrackets;
  let openValue = savedOpenValue;
  const quote = v128.load(VECTORS);
  const colon = v128.load(VECTORS, 16);
  const comma = v128.load(VECTORS, 32);
  const differences = v128.load(VECTORS, 48);
  const bracket = v128.load(VECTORS, 64);
  const limit = isLast ? end - 1 : end - BLOCK - MARGIN;
  const last = isLast ? end : 0;
  let result = MORE;
  let block = start;
  for (; block <= limit; block += BLOCK) {
    if (tapeEnd > TAPE_LIMIT) {
      result = TAPE_FULL;
      break;
    }
    const one = v128.load(block);
    const two = v128.load(block, 16);
    const three = v128.load(block, 32);
    const four = v128.load(block, 48);
    let quotes = bitsOf(i8x16.eq(one, quote), i8x16.eq(two, quote), i8x16.eq(three, quote), i8x16.eq(four, quote));
    let colons = bitsOf(i8x16.eq(one, colon), i8x16.eq(two, colon), i8x16.eq(three, colon), i8x16.eq(four, colon));
    let commas = bitsOf(i8x16.eq(one, comma), i8x16.eq(two, comma), i8x16.eq(three, comma), i8x16.eq(four, comma));
    // Six bytes are taken for brackets that are none: they are told apart below.
    let brackets = bitsOf(
      i8x16.eq(v128.or(one, differences), bracket),
      i8x16.eq(v128.or(two, differences), bracket),
      i8x16.eq(v128.or(three, differences), bracket),
      i8x16.eq(v128.or(four, differences), bracket),
    );
    let flags: u64 = 0;
    if (hasEscape(one, two, three, four)) {
      quotes &= ~escapedIn(block);
      if (isWrong) return REFUSED;
      flags = escapeFlags;
      noteEscapes(flags);
    }
    const text = prefixXor(quotes) ^ inText;
    inText = <u64>(<i64>text >> 63);
    const outside = ~(text | quotes);
    colons &= outside;
    commas &= outside;
    brackets &= outside;
    const points = colons | commas | brackets;
    const others = ~points;
    const ends = quotes & ~text;
    const afterEnd = after(ends, lastEnds);
    const afterColon = after(colons, lastColons);
    const afterComma = after(commas, lastCommas);
    const afterBracket = after(brackets, lastBrackets);
    lastEnds = ends;
    lastColons = colons;
    lastCommas = commas;
    lastBrackets = brackets;
    // The points that are not right behind a colon, but have one before them: adding carries a bit from behind a colon over all that is no point.
    const sum = ((afterColon | openValue) & others) + others;
    const values = (sum | openValue) & points;
    openValue = <u64>(sum < others);
    // What is wrong in each container: behind a text is a point, and before a colon a text, which is no value; no comma is before a comma.
    let bad = ((afterEnd ^ colons) & (others | colons)) | (colons & values) | (commas & (afterColon | afterComma));
    const begins = afterComma | afterBracket;
    const badInObject = (commas | brackets) & ~(values | afterBracket | afterColon);
    const names = quotes & text & begins;
    let scalars = outside & others & (begins | afterColon);
    let left = brackets;
    let done: u64 = 0;
    for (;;) {
      // Up to the next bracket and with it, or all that is left: tokens of one container.
      const range = (left ^ (left - 1)) ^ done;
      bad |= (kind == OBJECT ? badInObject : colons) & range;
      if (within != NOTHING) {
        let ranged = names & range;
        if (kind == OBJECT) {
          // Names of the document that are written with escapes are not read.
          if (within == DOCUMENT && (flags & UNICODE) != 0) return REFUSED;
          for (; ranged != 0; ranged &= ranged - 1) {
            const at = block + <i32>ctz(ranged);
            const child = childOf(within, at + 1);
            if (member != 0 && within == ROOT) {
              endMember(member, at - 1 + ahead);
              member = 0;
            }
            node = NOTHING;
            if (child != 0) {
              node = tableOf(child);
              if (node == RECORDS) findRecords();
              if (within == ROOT) member = startMember(child, at + ahead);
              if (isTerminal(child)) lookAt(child, at);
            }
          }
        } else if (within == RECORDS && ((names | scalars) & range) != 0) return REFUSED;
      }
      if (left == 0) break;
      const at = block + <i32>ctz(left);
      done |= range;
      left &= left - 1;
      const c = <i32>load<u8>(at);
      const before = <i32>load<u8>(at - 1);
      const next = <i32>load<u8>(at, 1);
      if ((c | 0x20) == OBJECT) {
        if (next == COMMA || depth == MAX_DEPTH) return REFUSED;
        if (kind == OBJECT ? before != COLON : before != COMMA && (before | 0x20) != OBJECT && depth != 0) return REFUSED;
        let inner = kind == OBJECT ? node : within;
        if (inner & 1) {
          inner = enter(inner, kind, c, at + ahead, flags);
          if (inner < 0) return REFUSED;
        }
        store<i32>(STACK + (depth << 2), (within << 8) | kind);
        depth++;
        kind = c;
        within = inner;
      } else {
        if (c != kind + 2 || before == COMMA || before == COLON) return REFUSED;
        if (member != 0 && within == ROOT) {
          endMember(member, at + ahead);
          member = 0;
        }
        depth--;
        if (depth == 0) {
          if (at + 1 != last) return REFUSED;
          isWhole = true;
          scalars &= done;
        } else if (next != COMMA && (next | 0x20) != 0x7d) return REFUSED;
        const outer = load<i32>(STACK + (depth << 2));
        kind = outer & 0xff;
        within = outer >> 8;
        if (within == RECORDS) endElement(at + 1 + ahead);
      }
      node = NOTHING;
    }
    if (bad != 0) return REFUSED;
    for (; scalars != 0; scalars &= scalars - 1) if (!isScalar(block + <i32>ctz(scalars))) return REFUSED;
  }
  savedKind = kind;
  savedWithin = within;
  savedDepth = depth;
  savedNode = node;
  savedMember = member;
  savedInText = inText;
  savedLastEnds = lastEnds;
  savedLastColons = lastColons;
  savedLastCommas = lastCommas;
  savedLastBrackets = lastBrackets;
  savedOpenValue = openValue;
  position = min(block, end);
  if (position > start) lastByte = load<u8>(position - 1);
  return result;
}
