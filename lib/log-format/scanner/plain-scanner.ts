import { hashesOf, mayBeWanted } from './hashes';
import { childOf, isName } from './plain-names';
import { CUT, endOfScalar, endOfString, hasEscape, passed, WRONG } from './plain-tokens';
import type { Places, Scanner, Search } from './scanner';
import { Tape } from './tape';
import { nodesOf, type TrieNode, trieOf } from './trie';

// What may come next; the order is used.
const VALUE = 0;
const VALUE_OR_END = 1;
const NAME_OR_END = 2;
const NAME = 3;
const COLON = 4;
const AFTER = 5;

const DOCUMENT_DEPTH = 1;
const RECORDS_DEPTH = 2;
const NOWHERE = -1;
const RECORDS = Buffer.from('Records');

/** The number of the node where nothing is looked for. */
const NONE = 0;
// A container is twice the number of the node that says what is looked for in it, and one more for an object: numbers cost less than objects.
const OBJECT = 1;

/** So much is scanned by one call: code that was compiled better is taken up by the next. */
const STEP = 32 * 1024;

/** The scanner in TypeScript: token by token, with the same answers. It does not look for members. */
export class PlainScanner implements Scanner {
  private sieve: Search['sieve'];
  /** What is looked for, by the numbers of the nodes. */
  private nodes: readonly (TrieNode | undefined)[] = [undefined];
  private hashes: Uint8Array = new Uint8Array(0);
  private next = VALUE;
  /** The containers around the one that is open. */
  private readonly open: number[] = [];
  private depth = 0;
  private within = NONE;
  /** What is looked for in the value that comes next. */
  private node = NONE;
  private passes = false;
  private isRecordsNext = false;
  /** How many containers are open around a record; none is elsewhere. */
  private elementDepth = NOWHERE;
  private isArray = false;
  private elementStart = 0;
  private elements = 0;
  private readonly tape = new Tape();
  private scanned = 0;

  begin({ sieve }: Search): void {
    if (sieve !== this.sieve) this.lookFor(sieve);
    [this.next, this.depth, this.within, this.node] = [VALUE, 0, NONE, NONE];
    [this.isRecordsNext, this.elementDepth, this.isArray] = [false, NOWHERE, false];
    [this.elements, this.scanned] = [0, 0];
    this.tape.clear();
  }

  private lookFor(sieve: Search['sieve']): void {
    const root = trieOf(sieve);
    this.sieve = sieve;
    this.nodes = [undefined, ...(root ? nodesOf(root) : [])];
    this.hashes = hashesOf(root);
  }

  scan(bytes: Uint8Array, isLast: boolean): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let [at, stop] = [0, 0];
    do {
      stop = Math.min(stop + STEP, bytes.length);
      at = this.scanTo(stop, bytes, view, at, isLast);
    } while (at >= stop && stop < bytes.length);
    this.scanned += at;
    return at;
  }

  // One function, since what it knows has to stay in registers: parted, it takes a third longer.
  private scanTo(stop: number, bytes: Uint8Array, view: DataView, start: number, isLast: boolean): number {
    const { nodes, open } = this;
    let { next, depth, within, node, passes, elementDepth } = this;
    let at = start;
    let after = 0;
    while (at < stop) {
      const code = bytes[at] as number;
      if (code === 0x22 && next <= VALUE_OR_END) {
        after = depth === elementDepth ? WRONG : endOfString(bytes, view, at + 1);
        if (after < 0) break;
        if (!passes && nodes[node]?.values) passes = mayBeWanted(this.hashes, node, bytes, at + 1, after);
        at = after + 1;
        next = AFTER;
      } else if (code === 0x22 && next <= NAME) {
        const { escapes } = passed;
        after = endOfString(bytes, view, at + 1);
        if (after < 0) break;
        node = NONE;
        const lookedFor = nodes[within >> 1];
        if (lookedFor) {
          if (passed.escapes !== escapes) passes = true;
          node = childOf(lookedFor, bytes, at + 1, after);
        } else if (depth === DOCUMENT_DEPTH && !this.readDocumentName(bytes, at + 1, after)) return -1;
        at = after + 1;
        next = COLON;
        if (bytes[at] !== 0x3a) continue;
        at++;
        next = VALUE;
        // Most members are texts that are not looked for.
        if (bytes[at] !== 0x22 || node !== NONE) continue;
        after = endOfString(bytes, view, at + 1);
        if (after < 0) break;
        at = after + 1;
        next = AFTER;
        if (bytes[at] !== 0x2c) continue;
        at++;
        next = NAME;
      } else if (code === 0x2c && next === AFTER && depth > 0) {
        next = (within & OBJECT) !== 0 ? NAME : VALUE;
        node = within >> 1;
        at++;
      } else if (code === 0x3a && next === COLON) {
        next = VALUE;
        at++;
      } else if ((code === 0x7b || code === 0x5b) && next <= VALUE_OR_END) {
        const isObject = code === 0x7b;
        if (depth === elementDepth) {
          if (!isObject) return -1;
          this.elementStart = this.scanned + at;
          // The first node is that of records; without it, all are wanted.
          node = nodes.length > 1 ? 1 : NONE;
          passes = node === NONE;
        } else if (depth === DOCUMENT_DEPTH) elementDepth = this.enterMember(isObject);
        if (nodes[node]?.values) passes = true;
        open[depth++] = within;
        within = 2 * node + (isObject ? OBJECT : 0);
        next = isObject ? NAME_OR_END : VALUE_OR_END;
        at++;
      } else if (code === 0x7d || code === 0x5d) {
        const isObject = code === 0x7d;
        if (next !== AFTER && next !== (isObject ? NAME_OR_END : VALUE_OR_END)) return -1;
        if (depth === 0 || isObject !== ((within & OBJECT) !== 0)) return -1;
        within = open[--depth] as number;
        node = NONE;
        next = AFTER;
        at++;
        if (depth === DOCUMENT_DEPTH) elementDepth = NOWHERE;
        else if (depth === elementDepth) this.endElement(passes, at);
      } else if (code <= 0x20) {
        if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return -1;
        at++;
      } else {
        after = next > VALUE_OR_END || depth === elementDepth ? WRONG : endOfScalar(bytes, at, isLast);
        if (after < 0) break;
        if (code !== 0x6e && nodes[node]?.values) passes = true;
        at = after;
        next = AFTER;
      }
    }
    if (after === WRONG || (after === CUT && isLast)) return -1;
    this.next = next;
    this.depth = depth;
    this.within = within;
    this.node = node;
    this.passes = passes;
    this.elementDepth = elementDepth;
    return at;
  }

  end(): Places | undefined {
    const isWhole = this.depth === 0 && this.next === AFTER;
    return this.isArray && isWhole ? { elements: this.elements, tape: this.tape.all(), width: 3 } : undefined;
  }

  private readDocumentName(bytes: Uint8Array, start: number, close: number): boolean {
    if (hasEscape(bytes, start, close)) return false;
    this.isRecordsNext = isName(bytes, start, close, RECORDS);
    // Where it is there twice, the last counts.
    if (this.isRecordsNext) [this.isArray, this.elements, this.tape.length] = [false, 0, 0];
    return true;
  }

  /** At the value of a member of the document: where records are in it. */
  private enterMember(isObject: boolean): number {
    if (!this.isRecordsNext) return NOWHERE;
    this.isRecordsNext = false;
    this.isArray = !isObject;
    return isObject ? NOWHERE : RECORDS_DEPTH;
  }

  private endElement(passes: boolean, end: number): void {
    if (passes) this.tape.push(this.elements, this.elementStart, this.scanned + end);
    this.elements++;
  }
}
