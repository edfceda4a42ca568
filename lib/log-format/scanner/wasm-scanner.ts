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

  private readonly memory: Uint8Array;
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

  scan(bytes: Uint8Array, isLast: boolean): number {
    let at = 0;
    for (;;) {
      const piece = bytes.subarray(at, at + STEP);
      const isEnd = at + piece.length === bytes.length;
      this.memory.set(piece, WINDOW);
      this.memory.fill(0, WINDOW + piece.length, WINDOW + piece.length + MARGIN);
      const scanned = this.scanWindow(piece.length, isLast && isEnd);
      if (scanned < 0) return -1;
      at += scanned;
      this.scanned += scanned;
      if (isEnd) return at;
    }
  }

  end(): Places | undefined {
    const { isArray, isWhole, elements } = this.code;
    return isArray.value && isWhole.value ? { elements: elements.value, triples: this.triples } : undefined;
  }

  private scanWindow(length: number, isLast: boolean): number {
    const { code } = this;
    let [start, result] = [WINDOW, TAPE_FULL];
    while (result === TAPE_FULL) {
      result = code.scan(start, WINDOW + length, isLast, this.scanned - WINDOW);
      start = code.position.value;
      this.drain();
    }
    return result === MORE ? start - WINDOW : -1;
  }

  private drain(): void {
    const { code } = this;
    if (this.found !== code.found.value) this.triples = [];
    this.found = code.found.value;
    const tape = new Int32Array(code.memory.buffer, TAPE, (code.tapeEnd.value - TAPE) >> 2);
    for (const number of tape) this.triples.push(number);
    code.tapeEnd.value = TAPE;
  }
}
