import { brotliDecompressSync } from 'node:zlib';
import { WASM_CODE } from './wasm-code';

interface Variable {
  value: number;
}

/** What wasm/scanner.ts, wasm/inflate.ts and wasm/checksum.ts export. */
export interface ScannerExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly position: Variable;
  readonly tapeEnd: Variable;
  readonly elements: Variable;
  readonly found: Variable;
  readonly isArray: Variable;
  readonly isWhole: Variable;
  readonly read: Variable;
  readonly written: Variable;
  begin(takeAll: boolean, members: number): void;
  scan(start: number, end: number, isLast: boolean, ahead: number): number;
  openStream(): void;
  inflate(origin: number, target: number, targetEnd: number, source: number, sourceEnd: number, isRest: boolean): number;
  shorten(source: number, length: number, sum: number): number;
}

/** As much of WebAssembly as is used: the types of Node do not have it. */
interface WebAssemblyApi {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

let compiled: object | undefined;

/** The code with memory of its own; `undefined` where there is no WebAssembly with vectors. It is compiled at the first call. */
export function instantiateScanner(): ScannerExports | undefined {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyApi };
  if (!WebAssembly) return undefined;
  try {
    compiled ??= new WebAssembly.Module(brotliDecompressSync(Buffer.from(WASM_CODE, 'base64')));
    return new WebAssembly.Instance(compiled).exports as ScannerExports;
  } catch {
    return undefined;
  }
}
