import { hashesOf, mayBeWanted } from './hashes';
import { CUT, endOfScalar, endOfSimple, endOfString, hasEscape, passed, WRONG } from './plain-tokens';
import type { Places, Scanner, Search } from './scanner';
import { Tape } from './tape';
import { type TrieNode, trieOf } from './trie';

// What may come next; the order is used.
const VALUE = 0;
const VALUE_OR_END = 1;
const NAME_OR_END = 2;
const NAME = 3;
const COLON = 4;
const AFTER = 5;

const RECORDS_DEPTH = 2;
const RECORDS = Buffer.from('Records');

interface Container {
  readonly isObject: boolean;
  /** What is looked for in it. */
  readonly node: TrieNode | undefined;
}

const OUTSIDE: Container = { isObject: false, node: undefined };

/** The scanner in TypeScript: token by token, with the same answers. It does not look for members. */
export class PlainScanner implements Scanner {
  private sieve: Search['sieve'];
  private root: TrieNode | undefined;
  private hashes: Uint8Array = new Uint8Array(0);
  private next = VALUE;
  private open: Container[] = [];
  private within = OUTSIDE;
  /** What is looked for in the value that comes next. */
  private node: TrieNode | undefined;
  private isRecordsNext = false;
  private inRecords = false;
  private isArray = false;
  private passes = false;
  private elementStart = 0;
  private elements = 0;
  private readonly tape = new Tape();
  private scanned = 0;

  begin({ sieve }: Search): void {
    if (sieve !== this.sieve) this.lookFor(sieve);
    [this.next, this.open, this.within, this.node] = [VALUE, [], OUTSIDE, undefined];
    [this.isRecordsNext, this.inRecords, this.isArray] = [false, false, false];
    [this.elements, this.scanned] = [0, 0];
    this.tape.clear();
  }

  private lookFor(sieve: Search['sieve']): void {
    this.sieve = sieve;
    this.root = trieOf(sieve);
    this.hashes = hashesOf(this.root);
  }

  scan(bytes: Uint8Array, isLast: boolean): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at < bytes.length) {
      const code = bytes[at] as number;
      let after: number;
      if (code === 0x22) {
        after = this.next === NAME || this.next === NAME_OR_END ? this.skipMembers(bytes, view, at) : at;
        if (after === at) after = this.readString(bytes, view, at);
      } else after = code <= 0x20 ? spaceAt(code, at) : this.readOther(bytes, at, code, isLast);
      if (after === CUT && !isLast) break;
      if (after < 0) return -1;
      at = after;
    }
    this.scanned += at;
    return at;
  }

  end(): Places | undefined {
    const isWhole = this.open.length === 0 && this.next === AFTER;
    return this.isArray && isWhole ? { elements: this.elements, tape: this.tape.all(), width: 3 } : undefined;
  }

  /** Behind members that are not looked for and no containers: most are. It goes no further than it is sure. */
  private skipMembers(bytes: Uint8Array, view: DataView, start: number): number {
    const { node } = this.within;
    if (this.open.length === 1) return start;
    for (let at = start; ; ) {
      const { escapes } = passed;
      const close = endOfString(bytes, view, at + 1);
      if (close < 0 || bytes[close + 1] !== 0x3a || (node && (passed.escapes !== escapes || isNameIn(node, bytes, at + 1, close)))) return at;
      this.node = undefined;
      const after = endOfSimple(bytes, view, close + 2);
      this.next = after < 0 ? VALUE : AFTER;
      if (after < 0) return close + 2;
      if (bytes[after] !== 0x2c || bytes[after + 1] !== 0x22) return after;
      this.next = NAME;
      at = after + 1;
    }
  }

  private readString(bytes: Uint8Array, view: DataView, at: number): number {
    const close = endOfString(bytes, view, at + 1);
    if (close < 0) return close;
    return this.next > VALUE_OR_END ? this.endName(bytes, at + 1, close) : this.endText(bytes, at + 1, close);
  }

  private endText(bytes: Uint8Array, start: number, close: number): number {
    if (this.isElement()) return WRONG;
    if (this.node?.values && !this.passes) this.passes = mayBeWanted(this.hashes, this.node.number, bytes, start, close);
    this.next = AFTER;
    return close + 1;
  }

  private endName(bytes: Uint8Array, start: number, close: number): number {
    const { node } = this.within;
    if (this.next > NAME) return WRONG;
    if (node) this.findNode(node, bytes, start, close);
    else if (this.open.length === 1 && !this.readDocumentName(bytes, start, close)) return WRONG;
    this.next = COLON;
    return close + 1;
  }

  private findNode({ children }: TrieNode, bytes: Uint8Array, start: number, close: number): void {
    this.node = undefined;
    if (!this.passes && hasEscape(bytes, start, close)) this.passes = true;
    for (const child of children) if (isSame(bytes, start, close, child.bytes)) this.node = child;
  }

  private readDocumentName(bytes: Uint8Array, start: number, close: number): boolean {
    if (hasEscape(bytes, start, close)) return false;
    this.isRecordsNext = isSame(bytes, start, close, RECORDS);
    // Where it is there twice, the last counts.
    if (this.isRecordsNext) [this.isArray, this.elements, this.tape.length] = [false, 0, 0];
    return true;
  }

  private readOther(bytes: Uint8Array, at: number, code: number, isLast: boolean): number {
    if (code === 0x2c) {
      if (this.next !== AFTER || this.open.length === 0) return WRONG;
      this.next = this.within.isObject ? NAME : VALUE;
      if (!this.within.isObject) this.node = this.within.node;
      return at + 1;
    }
    if (code === 0x3a) {
      if (this.next !== COLON) return WRONG;
      this.next = VALUE;
      return at + 1;
    }
    if (code === 0x7d || code === 0x5d) return this.close(at, code === 0x7d);
    if (this.next > VALUE_OR_END) return WRONG;
    if (code === 0x7b || code === 0x5b) return this.enter(at, code === 0x7b);
    if (this.isElement()) return WRONG;
    if (this.node?.values && code !== 0x6e) this.passes = true;
    this.next = AFTER;
    const after = endOfScalar(bytes, at, isLast);
    if (after < 0) this.next = VALUE;
    return after;
  }

  private enter(at: number, isObject: boolean): number {
    if (this.isElement()) {
      if (!isObject) return WRONG;
      this.elementStart = this.scanned + at;
      this.passes = this.root === undefined;
      this.node = this.root;
    } else if (this.isRecordsNext && this.open.length === 1) {
      this.isRecordsNext = false;
      this.inRecords = !isObject;
      this.isArray = !isObject;
    }
    if (this.node?.values) this.passes = true;
    this.open.push(this.within);
    this.within = { isObject, node: this.node };
    this.next = isObject ? NAME_OR_END : VALUE_OR_END;
    return at + 1;
  }

  private close(at: number, isObject: boolean): number {
    const isEmpty = this.next === (isObject ? NAME_OR_END : VALUE_OR_END);
    if (this.open.length === 0 || this.within.isObject !== isObject || (this.next !== AFTER && !isEmpty)) return WRONG;
    if (this.open.length === RECORDS_DEPTH) this.inRecords = false;
    this.within = this.open.pop() as Container;
    this.node = undefined;
    this.next = AFTER;
    if (this.isElement()) {
      if (this.passes) this.tape.push(this.elements, this.elementStart, this.scanned + at + 1);
      this.elements++;
    }
    return at + 1;
  }

  private isElement(): boolean {
    return this.inRecords && this.open.length === RECORDS_DEPTH;
  }
}

function spaceAt(code: number, at: number): number {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 ? at + 1 : WRONG;
}

function isNameIn({ children, lengths }: TrieNode, bytes: Uint8Array, start: number, close: number): boolean {
  if (((lengths >> (close - start)) & 1) === 0) return false;
  for (const child of children) if (isSame(bytes, start, close, child.bytes)) return true;
  return false;
}

function isSame(bytes: Uint8Array, start: number, close: number, name: Uint8Array): boolean {
  if (close - start !== name.length) return false;
  for (let at = 0; at < name.length; at++) if (bytes[start + at] !== name[at]) return false;
  return true;
}
