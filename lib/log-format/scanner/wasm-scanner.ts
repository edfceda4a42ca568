import { crc32 } from 'node:zlib';
import type { Clause } from '../clause';
import type { Places, Scanner } from './scanner';
import { trieOf } from './trie';
import { instantiateScanner, type ScannerExports } from './wasm-module';
import { writeTrie } from './wasm-trie';

// As in wasm/scanner.ts.
const VALUES = 4096;
const TRIE = 12288;
const TAPE = 65536;
const WINDOW = 262144;
const MORE = 0;
const TAPE_FULL = 1;
const PAGE = 65536;

/** What is scanned at once: so much stays in the cache of a processor. */
const STEP = 256 * 1024;
/** What it looks at beyond a window. */
const MARGIN = 1100;

/** The scanner in WebAssembly. */
export class WasmScanner implements Scanner {
  /** A scanner; `undefined` where there is no WebAssembly with vectors. */
  static create(): WasmScanner | undefined {
    const code = instantiateScanner();
    return code && new WasmScanner(code);
  }

  private memory: Uint8Array;
  private triples: number[] = [];
  private scanned = 0;
  private found = 0;

  private constructor(private readonly code: ScannerExports) {
    this.memory = new Uint8Array(code.memory.buffer);
  }

  begin(sieve: readonly Clause[] | undefined): void {
    const trie = trieOf(sieve);
    const memory = { nodes: this.memory.subarray(TRIE, TAPE), values: this.memory.subarray(VALUES, TRIE) };
    this.code.begin(!(trie && writeTrie(trie, memory)));
    this.triples = [];
    this.scanned = 0;
    this.found = 0;
  }

  unpack(content: Uint8Array, limit: number): Buffer | undefined {
    const trailer = content.length - 8;
    // A header without any option: CloudTrail writes no other.
    if (trailer < 10 || content[2] !== 8 || content[3] !== 0) return undefined;
    const view = new DataView(content.buffer, content.byteOffset + trailer, 8);
    const size = view.getUint32(4, true);
    if (size > limit) return undefined;
    const input = WINDOW + size + MARGIN;
    this.reserve(input + content.length + MARGIN);
    this.memory.set(content, input);
    const isRead = this.code.inflate(input + 10, input + trailer, WINDOW, WINDOW + size);
    if (!isRead || this.code.written.value !== size || this.code.read.value !== trailer - 10) return undefined;
    const json = Buffer.from(this.code.memory.buffer, WINDOW, size);
    return crc32(json) === view.getUint32(0, true) ? json : undefined;
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
    const { isArray, isWhole, elements } = this.code;
    return isArray.value && isWhole.value ? { elements: elements.value, triples: this.triples } : undefined;
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
    if (this.found !== code.found.value) this.triples = [];
    this.found = code.found.value;
    const tape = new Int32Array(code.memory.buffer, TAPE, (code.tapeEnd.value - TAPE) >> 2);
    for (const number of tape) this.triples.push(number);
    code.tapeEnd.value = TAPE;
  }

  private reserve(bytes: number): void {
    if (bytes <= this.memory.length) return;
    this.code.memory.grow(Math.ceil((bytes - this.memory.length) / PAGE));
    this.memory = new Uint8Array(this.code.memory.buffer);
  }
}
