// Finds the records of a log file in its bytes, and checks that the file is JSON. AssemblyScript: `node tools/build-scanner.mjs` compiles it.
//
// The caller writes what is looked for and a window of the file into memory, and calls `scan`, which takes 64 bytes at a time: a bit for each byte says
// what it is, so that the bytes within texts cost nothing. What it cannot decide, or what log files never have, is UNUSUAL: the caller reads the file
// in the plain way.

const MAX_DEPTH: i32 = 1000;
const BLOCK: i32 = 64;
/** How far beyond a block is looked: names, texts that are looked for and numbers are shorter. */
const MARGIN: i32 = 1024;
const MAX_TEXT: i32 = 512;

// Memory: kinds and nodes of the open containers, the members of a record, what is looked for, the tape, what inflate.ts has, the window.
const KINDS: i32 = 0;
const NODES: i32 = 1024;
const VECTORS: i32 = 3328;
const SLOTS: i32 = 3584;
const VALUES: i32 = 4096;
const TRIE: i32 = 12288;
const TAPE: i32 = 65536;
/** A block may be the end of 32 records. */
const TAPE_LIMIT: i32 = 196608 - 16384;

// How a scan ends.
const MORE: i32 = 0;
const TAPE_FULL: i32 = 1;
const NO_JSON: i32 = 2;
const UNUSUAL: i32 = 3;

// What may come next.
const VALUE: i32 = 0;
const VALUE_OR_END: i32 = 1;
const NAME_OR_END: i32 = 2;
const NAME: i32 = 3;
const COLON: i32 = 4;
const AFTER: i32 = 5;

const RECORDS_DEPTH: i32 = 2;
const RECORD_DEPTH: i32 = 3;
const ROOT: i32 = 1;

// Between two scans.
let savedNext: i32 = VALUE;
let savedDepth: i32 = 0;
let savedNode: i32 = 0;
let savedMember: i32 = 0;
/** All bits where the next byte is within a text. */
let inText: u64 = 0;
/** Bit 0 where the next byte is escaped, and where it goes on with a number, a word or space. */
let escapeCarry: u64 = 0;
let otherCarry: u64 = 0;

let isRecordsNext: bool = false;
let inRecords: bool = false;
let all: bool = false;
/** How many members have places on the tape. */
let members: i32 = 0;
let passes: bool = false;
/** Of the record: whether there may be escapes, and whether a name may be written with \u. */
let hasEscapes: bool = false;
let isUnsure: bool = false;
let elementStart: i32 = 0;
/** Whether a name in this block may be written with \u. */
let hasUnicode: bool = false;
let hasWord: bool = false;

export let position: i32 = 0;
export let tapeEnd: i32 = TAPE;
export let elements: i32 = 0;
export let found: i32 = 0;
export let isArray: bool = false;
export let isWhole: bool = false;

export function begin(takeAll: bool, memberCount: i32): void {
  savedNext = VALUE;
  savedDepth = 0;
  savedNode = 0;
  savedMember = 0;
  inText = 0;
  escapeCarry = 0;
  otherCarry = 0;
  isRecordsNext = false;
  inRecords = false;
  all = takeAll;
  members = memberCount;
  tapeEnd = TAPE;
  elements = 0;
  found = 0;
  isArray = false;
  isWhole = false;
  store<u8>(KINDS, 0);
  v128.store(VECTORS, i8x16.splat(0x22));
  v128.store(VECTORS, i8x16.splat(0x5c), 16);
  v128.store(VECTORS, i8x16.splat(0x20), 32);
  v128.store(VECTORS, i8x16.splat(0x3a), 48);
  v128.store(VECTORS, i8x16.splat(0x2c), 64);
  v128.store(VECTORS, i8x16.splat(0x7b), 80);
  v128.store(VECTORS, i8x16.splat(0x7d), 96);
  store<u16>(NODES, 0);
}

export function scan(start: i32, end: i32, isLast: bool, ahead: i32): i32 {
  let block = start;
  let next = savedNext;
  let depth = savedDepth;
  let node = savedNode;
  // The member of the record that is open.
  let member = savedMember;
  let kind = <i32>load<u8>(KINDS + depth);
  let within = <i32>load<u16>(NODES + (depth << 1));
  let result = MORE;
  const quote = v128.load(VECTORS);
  const backslash = v128.load(VECTORS, 16);
  const space = v128.load(VECTORS, 32);
  const colon = v128.load(VECTORS, 48);
  const comma = v128.load(VECTORS, 64);
  const opener = v128.load(VECTORS, 80);
  const closer = v128.load(VECTORS, 96);
  while (isLast ? block < end : block + BLOCK + MARGIN <= end) {
    if (tapeEnd > TAPE_LIMIT) {
      result = TAPE_FULL;
      break;
    }
    const one = v128.load(block);
    const two = v128.load(block, 16);
    const three = v128.load(block, 32);
    const four = v128.load(block, 48);
    let quotes = bitsOf(i8x16.eq(one, quote), i8x16.eq(two, quote), i8x16.eq(three, quote), i8x16.eq(four, quote));
    let rare = bitsOf(rareIn(one, backslash, space), rareIn(two, backslash, space), rareIn(three, backslash, space), rareIn(four, backslash, space));
    let separators = bitsOf(eitherIn(one, colon, comma), eitherIn(two, colon, comma), eitherIn(three, colon, comma), eitherIn(four, colon, comma));
    let brackets = bitsOf(
      eitherIn(v128.or(one, space), opener, closer),
      eitherIn(v128.or(two, space), opener, closer),
      eitherIn(v128.or(three, space), opener, closer),
      eitherIn(v128.or(four, space), opener, closer),
    );
    const valid: u64 = end - block >= BLOCK ? -1 : (<u64>1 << <u64>(end - block)) - 1;
    rare &= valid;
    hasUnicode = false;
    let escaped = escapeCarry;
    if ((rare | escaped) != 0) {
      hasEscapes = true;
      escaped = escapedIn(block, rare);
      if (escaped == 1 && isBadEscape) {
        result = NO_JSON;
        break;
      }
      if (hasUnicode) {
        passes = true;
        isUnsure = true;
      }
    }
    quotes &= valid & ~escaped;
    const text = prefixXor(quotes) ^ inText;
    if ((rare & text) != 0 && hasControl(block, rare & text)) {
      result = NO_JSON;
      break;
    }
    inText = <u64>(<i64>text >> 63);
    const opening = quotes & text;
    const outside = valid & ~text & ~quotes;
    separators &= outside;
    brackets &= outside;
    const others = outside & ~separators & ~brackets;
    // A separator right before a text is looked at with it.
    const folded = separators & (opening >> 1);
    const afterFolded = folded << 1;
    let tokens = opening | (separators & ~folded) | brackets | (others & ~((others << 1) | otherCarry));
    otherCarry = others >> 63;
    while (tokens != 0) {
      const index = ctz(tokens);
      const at = block + <i32>index;
      tokens &= tokens - 1;
      const c = <i32>load<u8>(at);
      if (c == 0x22) {
        if ((afterFolded >> index) & 1) {
          if (load<u8>(at - 1) == 0x3a) {
            if (next != COLON) return NO_JSON;
            next = VALUE;
          } else {
            if (next != AFTER || depth == 0) return NO_JSON;
            if (kind == 0x7b) {
              next = NAME;
              if (member != 0 && depth == RECORD_DEPTH) member = endMember(member, at - 1 + ahead);
            } else {
              next = VALUE;
              node = within;
            }
          }
        }
        if (next <= VALUE_OR_END) {
          if (depth == RECORDS_DEPTH && inRecords) return UNUSUAL;
          if (node != 0) checkText(node, at + 1);
          next = AFTER;
        } else {
          if (next > NAME) return NO_JSON;
          if (within != 0) {
            node = childOf(within, at + 1);
            if (within == ROOT && node != 0) member = startMember(node, at + ahead);
          } else if (depth == 1 && !readDocumentName(at + 1, end)) return UNUSUAL;
          next = COLON;
        }
      } else if (c == 0x2c) {
        if (next != AFTER || depth == 0) return NO_JSON;
        if (kind == 0x7b) {
          next = NAME;
          if (member != 0 && depth == RECORD_DEPTH) member = endMember(member, at + ahead);
        } else {
          next = VALUE;
          node = within;
        }
      } else if (c == 0x3a) {
        if (next != COLON) return NO_JSON;
        next = VALUE;
      } else if (c == 0x7b || c == 0x5b) {
        if (next > VALUE_OR_END) return NO_JSON;
        if (depth == RECORDS_DEPTH && inRecords) {
          if (c != 0x7b) return UNUSUAL;
          elementStart = at + ahead;
          passes = all || hasUnicode;
          isUnsure = hasUnicode;
          hasEscapes = (rare | escaped) != 0;
          memory.fill(SLOTS, 0, members << 3);
          node = ROOT;
        } else if (depth == 1 && isRecordsNext) startRecords(c == 0x5b);
        if (depth == MAX_DEPTH) return UNUSUAL;
        if (node != 0 && isTerminal(node)) passes = true;
        depth++;
        kind = c;
        within = node;
        store<u8>(KINDS + depth, <u8>c);
        store<u16>(NODES + (depth << 1), <u16>node);
        next = c == 0x7b ? NAME_OR_END : VALUE_OR_END;
      } else if (c == 0x7d || c == 0x5d) {
        if (depth == 0 || kind != c - 2) return NO_JSON;
        if (next != AFTER && next != (c == 0x7d ? NAME_OR_END : VALUE_OR_END)) return NO_JSON;
        if (depth == RECORDS_DEPTH) inRecords = false;
        if (member != 0 && depth == RECORD_DEPTH) member = endMember(member, at + ahead);
        depth--;
        kind = <i32>load<u8>(KINDS + depth);
        within = <i32>load<u16>(NODES + (depth << 1));
        // What was looked for is over: the next name says what comes.
        node = 0;
        next = AFTER;
        if (depth == RECORDS_DEPTH && inRecords) endElement(at + 1 + ahead);
      } else {
        const status = readOther(at, end);
        if (status != MORE) return status;
        if (hasWord) {
          if (next > VALUE_OR_END) return NO_JSON;
          if (depth == RECORDS_DEPTH && inRecords) return UNUSUAL;
          // It is not null.
          if (node != 0 && isTerminal(node) && !isNull) passes = true;
          next = AFTER;
        }
      }
    }
    block += BLOCK;
  }
  savedNext = next;
  savedDepth = depth;
  savedNode = node;
  savedMember = member;
  position = min(block, end);
  isWhole = depth == 0 && next == AFTER && inText == 0;
  return result;
}

let isBadEscape: bool = false;
let isNull: bool = false;

// @ts-ignore: decorator
@inline
function prefixXor(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

// @ts-ignore: decorator
@inline
function bitsOf(one: v128, two: v128, three: v128, four: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(one) | (<u32>i8x16.bitmask(two) << 16)) | (<u64>(<u32>i8x16.bitmask(three) | (<u32>i8x16.bitmask(four) << 16)) << 32)
  );
}

// @ts-ignore: decorator
@inline
function rareIn(bytes: v128, backslash: v128, space: v128): v128 {
  return v128.or(i8x16.eq(bytes, backslash), i8x16.lt_u(bytes, space));
}

// @ts-ignore: decorator
@inline
function eitherIn(bytes: v128, one: v128, other: v128): v128 {
  return v128.or(i8x16.eq(bytes, one), i8x16.eq(bytes, other));
}

/** The bytes that a backslash before them escapes. */
function escapedIn(block: i32, rare: u64): u64 {
  let escaped = escapeCarry;
  escapeCarry = 0;
  isBadEscape = false;
  for (let bits = rare; bits != 0; bits &= bits - 1) {
    const index = ctz(bits);
    const at = block + <i32>index;
    if (load<u8>(at) != 0x5c || ((escaped >> index) & 1) != 0) continue;
    if (!isEscape(at + 1)) {
      isBadEscape = true;
      return 1;
    }
    if (index == 63) escapeCarry = 1;
    else escaped |= <u64>2 << index;
  }
  return escaped;
}

function isEscape(at: i32): bool {
  const c = load<u8>(at);
  if (c == 0x75) {
    hasUnicode = true;
    return isHex(load<u8>(at + 1)) && isHex(load<u8>(at + 2)) && isHex(load<u8>(at + 3)) && isHex(load<u8>(at + 4));
  }
  return c == 0x22 || c == 0x5c || c == 0x2f || c == 0x62 || c == 0x66 || c == 0x6e || c == 0x72 || c == 0x74;
}

function isHex(c: u8): bool {
  return isDigit(c) || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x66);
}

// @ts-ignore: decorator
@inline
function isDigit(c: u8): bool {
  return c >= 0x30 && c <= 0x39;
}

function hasControl(block: i32, bits: u64): bool {
  for (; bits != 0; bits &= bits - 1) if (load<u8>(block + <i32>ctz(bits)) != 0x5c) return true;
  return false;
}

function startRecords(asArray: bool): void {
  isRecordsNext = false;
  inRecords = asArray;
  isArray = asArray;
}

// @ts-ignore: decorator
@inline
function endElement(end: i32): void {
  if (passes) {
    store<i32>(tapeEnd, elements);
    store<i32>(tapeEnd, elementStart, 4);
    store<i32>(tapeEnd, end, 8);
    if (members != 0) {
      store<i32>(tapeEnd, isUnsure ? 2 : hasEscapes ? 1 : 0, 12);
      memory.copy(tapeEnd + 16, SLOTS, members << 3);
      tapeEnd += 4 + (members << 3);
    }
    tapeEnd += 12;
  }
  elements++;
}

/** Where the name of a member starts that has a place on the tape, in its record. */
// @ts-ignore: decorator
@inline
function startMember(node: i32, at: i32): i32 {
  const slot = <i32>load<u8>(TRIE + (node << 4), 15);
  if (slot != 0) store<i32>(SLOTS - 8 + (slot << 3), at - elementStart);
  return slot;
}

/** Where its value ends. */
// @ts-ignore: decorator
@inline
function endMember(slot: i32, end: i32): i32 {
  store<i32>(SLOTS - 8 + (slot << 3), end - elementStart, 4);
  return 0;
}

/** False where the name of a member of the document is not as it is read: only `Records` matters. */
function readDocumentName(start: i32, end: i32): bool {
  let close = start;
  while (close < end && close < start + MAX_TEXT && load<u8>(close) != 0x22) {
    if (load<u8>(close) == 0x5c) return false;
    close++;
  }
  // `Records`, four letters and the last four.
  isRecordsNext = close - start == 7 && load<u32>(start) == 0x6f636552 && load<u32>(start + 3) == 0x7364726f;
  if (isRecordsNext) {
    found++;
    isArray = false;
    elements = 0;
    tapeEnd = TAPE;
  }
  return close < start + MAX_TEXT;
}

// @ts-ignore: decorator
@inline
function isSpace(c: u8): bool {
  return c == 0x20 || c == 0x0a || c == 0x0d || c == 0x09;
}

/** What is neither text nor punctuation, up to the next of these: space, with at most one number or word in it. */
function readOther(start: i32, end: i32): i32 {
  const limit = min(end, start + MARGIN - 8);
  let at = start;
  hasWord = false;
  while (at < limit && isSpace(load<u8>(at))) at++;
  if (at < limit && !isPunctuation(load<u8>(at))) {
    isNull = load<u8>(at) == 0x6e;
    at = endOfScalar(at, limit);
    if (at < 0) return limit == end ? NO_JSON : UNUSUAL;
    hasWord = true;
    while (at < limit && isSpace(load<u8>(at))) at++;
  }
  if (at == limit) return limit == end ? MORE : UNUSUAL;
  return isPunctuation(load<u8>(at)) ? MORE : NO_JSON;
}

function isPunctuation(c: u8): bool {
  return c == 0x22 || c == 0x2c || c == 0x3a || (c | 0x20) == 0x7b || (c | 0x20) == 0x7d;
}

function endOfScalar(start: i32, end: i32): i32 {
  const c = load<u8>(start);
  // `true`, `null` and the last four letters of `false`.
  if (c == 0x74) return endOfWord(start, end, 0x65757274);
  if (c == 0x6e) return endOfWord(start, end, 0x6c6c756e);
  if (c == 0x66) return endOfWord(start + 1, end, 0x65736c61);
  return endOfNumber(start, end);
}

function endOfWord(start: i32, end: i32, letters: u32): i32 {
  return start + 4 <= end && load<u32>(start) == letters ? start + 4 : -1;
}

function endOfNumber(start: i32, end: i32): i32 {
  let at = load<u8>(start) == 0x2d ? start + 1 : start;
  const isZero = load<u8>(at) == 0x30;
  let after = endOfDigits(at, end);
  if (after == at || (isZero && after > at + 1)) return -1;
  if (after < end && load<u8>(after) == 0x2e) {
    at = after + 1;
    after = endOfDigits(at, end);
    if (after == at) return -1;
  }
  if (after < end && (load<u8>(after) | 0x20) == 0x65) {
    at = after + 1;
    if (at < end && (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d)) at++;
    after = endOfDigits(at, end);
    if (after == at) return -1;
  }
  return after;
}

function endOfDigits(start: i32, end: i32): i32 {
  let at = start;
  while (at < end && isDigit(load<u8>(at))) at++;
  return at;
}

// A node: which first two bytes the names of its children have (a bit for each kind), where its children are and how many, whether a value is looked at,
// and its place on the tape from 1 on. A child: its node, and where its name is, with the quote at its end, and how long.

// @ts-ignore: decorator
@inline
function isTerminal(node: i32): bool {
  return load<u8>(TRIE + (node << 4), 14) != 0;
}

// @ts-ignore: decorator
@inline
function childOf(node: i32, start: i32): i32 {
  const kind = <u64>((<i32>load<u8>(start) ^ (<i32>load<u8>(start, 1) << 2)) & 63);
  return ((load<u64>(TRIE + (node << 4)) >> kind) & 1) == 0 ? 0 : namedChildOf(node, start);
}

function namedChildOf(node: i32, start: i32): i32 {
  let child = TRIE + <i32>load<u16>(TRIE + (node << 4), 8);
  const last = child + (<i32>load<u16>(TRIE + (node << 4), 10) << 3);
  for (; child < last; child += 8) {
    if (isSame(TRIE + <i32>load<u16>(child, 2), start, <i32>load<u16>(child, 4))) return <i32>load<u16>(child);
  }
  return 0;
}

function isSame(one: i32, other: i32, length: i32): bool {
  for (let at = 0; at < length; at++) if (load<u8>(one + at) != load<u8>(other + at)) return false;
  return true;
}

// @ts-ignore: decorator
@inline
function checkText(node: i32, start: i32): void {
  if (!passes && isTerminal(node)) passes = mayBeWanted(node, start);
}

/** Texts are looked up by a hash: some may pass that should not, none is missed. */
function mayBeWanted(node: i32, start: i32): bool {
  let hash: u32 = 0x811c9dc5 ^ <u32>node;
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
