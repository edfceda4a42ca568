import { PlainScanner } from './plain-scanner';
import type { Places, Scanner, Search, Unpacker } from './scanner';
import { Tape } from './tape';
import { isPlain, trieOf, withMembers } from './trie';
import { checksumOf } from './wasm-checksum';
import { DONE, FOOT, FULL, HEAD, MARGIN, openUnpacker, sizeAndSumOf, WINDOW } from './wasm-inflate';
import { instantiateScanner, type ScannerExports } from './wasm-module';
import { writeTrie } from './wasm-trie';

// As in wasm/layout.ts.
const VALUES = 8192;
const TRIE = 16384;
const TAPE = 65536;
const MORE = 0;
const TAPE_FULL = 1;
const MAX_MEMBERS = 60;

/** What is unpacked or scanned at once: so much stays in the cache of a processor, and code that was compiled better is taken up soon. */
const STEP = 128 * 1024;
const PAGE = 65536;
/** As JSON has it: blank, tab, line feed and carriage return. */
const SPACE = [0x20, 0x09, 0x0a, 0x0d];

/** The scanner in WebAssembly. It does not read files with space between tokens or before them, which CloudTrail does not write. */
export class WasmScanner implements Scanner {
  /** A scanner; `undefined` where there is no WebAssembly with vectors. */
  static create(): WasmScanner | undefined {
    const code = instantiateScanner();
    return code && new WasmScanner(code);
  }

  readonly fallback = new PlainScanner();
  private memory: Uint8Array;
  private search: Search | undefined;
  private members: readonly string[] | undefined;
  private takeAll = true;
  private tape = new Tape();
  private scanned = 0;
  private found = 0;

  private constructor(private readonly code: ScannerExports) {
    this.memory = new Uint8Array(code.memory.buffer);
  }

  begin(search: Search): void {
    if (!this.search || !isSame(search, this.search)) this.lookFor(search);
    this.code.begin(this.takeAll, this.members?.length ?? 0);
    // What was found before stays with whoever has it.
    this.tape = new Tape();
    this.scanned = 0;
    this.found = 0;
  }

  /** Writes what is looked for into memory, where it stays: file after file is read with the same rules. */
  private lookFor({ sieve, members = [] }: Search): void {
    const areNames = members.length > 0 && members.length <= MAX_MEMBERS && members.every(isPlain);
    const trie = trieOf(sieve);
    const root = areNames ? withMembers(trie, members) : trie;
    const isWritten = writeTrie(root, { nodes: this.memory.subarray(TRIE, TAPE), values: this.memory.subarray(VALUES, TRIE) });
    this.members = areNames && isWritten ? members : undefined;
    this.takeAll = !(trie && isWritten);
    this.search = { sieve, members };
  }

  unpack(content: Uint8Array, limit: number): Buffer | undefined {
    const stated = sizeAndSumOf(content);
    if (!stated || stated.size > limit) return undefined;
    const input = WINDOW + stated.size + MARGIN;
    const end = this.load(content, input) - FOOT;
    const { code } = this;
    code.openStream();
    let [at, written, status] = [input + HEAD, 0, FULL];
    do {
      const target = WINDOW + written;
      status = code.inflate(WINDOW, target, Math.min(target + STEP, WINDOW + stated.size), at, end, true);
      at += code.read.value;
      written += code.written.value;
    } while (status === FULL && code.written.value > 0 && written <= stated.size);
    if (status !== DONE || written !== stated.size || at !== end) return undefined;
    const json = Buffer.from(code.memory.buffer, WINDOW, stated.size);
    return checksumOf(json, 0, code) === stated.sum ? json : undefined;
  }

  openStream(content: Uint8Array): Unpacker | undefined {
    // Behind what is scanned, since that goes on in between.
    return openUnpacker(content, this.code, WINDOW + STEP + 2 * MARGIN);
  }

  scan(bytes: Uint8Array, isLast: boolean): number {
    if (bytes.buffer === this.code.memory.buffer) return this.scanAt(bytes.byteOffset, bytes.length, isLast);
    let at = 0;
    for (;;) {
      const piece = bytes.subarray(at, at + STEP);
      const isEnd = at + piece.length === bytes.length;
      this.memory.set(piece, WINDOW);
      const scanned = this.scanAt(WINDOW, piece.length, isLast && isEnd);
      if (scanned < 0) return -1;
      at += scanned;
      if (isEnd) return at;
    }
  }

  end(): Places | undefined {
    const { members, code } = this;
    if (!code.isArray.value || !code.isWhole.value) return undefined;
    return { elements: code.elements.value, tape: this.tape.all(), width: members ? 4 + 2 * members.length : 3, ...(members && { members }) };
  }

  private scanAt(place: number, length: number, isLast: boolean): number {
    const { code } = this;
    const end = isLast ? this.endOfTokens(place, length) : place + length;
    // Numbers and words that are cut end there.
    this.memory.fill(0x20, end, end + MARGIN);
    for (let start = place; ; start = code.position.value) {
      const stop = Math.min(start + STEP, end);
      const result = code.scan(start, stop, isLast && stop === end, this.scanned - place);
      if (result !== MORE && result !== TAPE_FULL) return -1;
      this.drain();
      if (result === MORE && stop === end) break;
    }
    const scanned = code.position.value - place;
    this.scanned += scanned;
    return code.position.value === end && isLast ? length : scanned;
  }

  /** Tools that write log files anew often end them with a line break. */
  private endOfTokens(place: number, length: number): number {
    let end = place + length;
    while (end > place && SPACE.includes(this.memory[end - 1] as number)) end--;
    return end;
  }

  private drain(): void {
    const { code } = this;
    // Where the records are there twice, the last count.
    if (this.found !== code.found.value) this.tape.length = 0;
    this.found = code.found.value;
    this.tape.append(new Int32Array(code.memory.buffer, TAPE, (code.tapeEnd.value - TAPE) >> 2));
    code.tapeEnd.value = TAPE;
  }

  /** Writes a file into memory and says where it ends. */
  private load(content: Uint8Array, place: number): number {
    const missing = place + content.length + MARGIN - this.memory.length;
    if (missing > 0) {
      this.code.memory.grow(Math.ceil(missing / PAGE));
      this.memory = new Uint8Array(this.code.memory.buffer);
    }
    this.memory.set(content, place);
    return place + content.length;
  }
}

function isSame(one: Search, other: Search): boolean {
  const [members = [], names = []] = [one.members, other.members];
  return one.sieve === other.sieve && members.length === names.length && members.every((name, at) => name === names[at]);
}
