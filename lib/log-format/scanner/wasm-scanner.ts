import { crc32 } from 'node:zlib';
import type { Places, Scanner, Search, Unpacker } from './scanner';
import { Tape } from './tape';
import { isPlain, trieOf, withMembers } from './trie';
import { DONE, MARGIN, openUnpacker, sizeAndSumOf, WINDOW } from './wasm-inflate';
import { instantiateScanner, type ScannerExports } from './wasm-module';
import { writeTrie } from './wasm-trie';

// As in wasm/scanner.ts.
const VALUES = 4096;
const TRIE = 12288;
const TAPE = 65536;
const MORE = 0;
const TAPE_FULL = 1;
const MAX_MEMBERS = 60;

/** What is scanned at once: so much stays in the cache of a processor. */
const STEP = 256 * 1024;
const PAGE = 65536;

/** The scanner in WebAssembly. */
export class WasmScanner implements Scanner {
  /** A scanner; `undefined` where there is no WebAssembly with vectors. */
  static create(): WasmScanner | undefined {
    const code = instantiateScanner();
    return code && new WasmScanner(code);
  }

  private memory: Uint8Array;
  private members: readonly string[] | undefined;
  private tape = new Tape();
  private scanned = 0;
  private found = 0;

  private constructor(private readonly code: ScannerExports) {
    this.memory = new Uint8Array(code.memory.buffer);
  }

  begin({ sieve, members = [] }: Search): void {
    const areNames = members.length > 0 && members.length <= MAX_MEMBERS && members.every(isPlain);
    const trie = trieOf(sieve);
    const root = areNames ? withMembers(trie, members) : trie;
    const isWritten = root !== undefined && writeTrie(root, { nodes: this.memory.subarray(TRIE, TAPE), values: this.memory.subarray(VALUES, TRIE) });
    this.members = areNames && isWritten ? members : undefined;
    this.code.begin(!(trie && isWritten), this.members?.length ?? 0);
    // What was found before stays with whoever has it.
    this.tape = new Tape();
    this.scanned = 0;
    this.found = 0;
  }

  unpack(content: Uint8Array, limit: number): Buffer | undefined {
    const stated = sizeAndSumOf(content);
    if (!stated || stated.size > limit) return undefined;
    const input = WINDOW + stated.size + MARGIN;
    const end = this.load(content, input);
    this.code.openStream(input + 10, end - 8);
    const status = this.code.inflate(WINDOW, WINDOW, WINDOW + stated.size);
    if (status !== DONE || this.code.written.value !== stated.size || this.code.read.value !== content.length - 18) return undefined;
    const json = Buffer.from(this.code.memory.buffer, WINDOW, stated.size);
    return crc32(json) === stated.sum ? json : undefined;
  }

  openStream(content: Uint8Array): Unpacker | undefined {
    // Behind what is scanned, since that goes on in between.
    return openUnpacker(content, this.code, WINDOW + STEP + 2 * MARGIN, (input) => this.load(content, input));
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
    this.memory.fill(0, place + length, place + length + MARGIN);
    let [start, result] = [place, TAPE_FULL];
    while (result === TAPE_FULL) {
      result = code.scan(start, place + length, isLast, this.scanned - place);
      start = code.position.value;
      this.drain();
    }
    this.scanned += start - place;
    return result === MORE ? start - place : -1;
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
