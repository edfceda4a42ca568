import { PlainScanner } from './plain-scanner';
import type { Scanner } from './scanner';
import { WasmScanner } from './wasm-scanner';

/** Scanners that read nothing now. Files that are read at the same time have one each. */
const idle: Scanner[] = [];
const MAX_IDLE = 2;

/** A scanner for one file: in WebAssembly where that is possible. */
export function borrowScanner(): Scanner {
  return idle.pop() ?? WasmScanner.create() ?? new PlainScanner();
}

/** Afterwards another file can have it. */
export function giveBack(scanner: Scanner): void {
  if (idle.length < MAX_IDLE) idle.push(scanner);
}
