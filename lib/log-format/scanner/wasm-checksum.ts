import { crc32 } from 'node:zlib';
import type { ScannerExports } from './wasm-module';

// As in wasm/checksum.ts.
const WAITING = 65536;
const SPAN = 4800;
/** What begins with a sum that is inverted begins with 0. */
const FROM_ZERO = 0xffffffff;

/** CRC-32 of bytes in the memory of the scanner, which go on where `sum` ends. Three times as fast as `crc32`, which has no help of the processor in Node 20. */
export function checksumOf(bytes: Uint8Array, sum: number, code: ScannerExports): number {
  if (bytes.length < 2 * SPAN) return crc32(bytes, sum);
  const length = code.shorten(bytes.byteOffset, bytes.length, ~sum);
  return crc32(new Uint8Array(code.memory.buffer, WAITING, length), FROM_ZERO);
}
