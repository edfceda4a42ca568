import { crc32 } from 'node:zlib';
import type { Unpacker } from './scanner';
import type { ScannerExports } from './wasm-module';

// As in wasm/layout.ts and wasm/inflate.ts.
export const WINDOW = 262144;
export const DONE = 1;
export const FULL = 2;

/** What is read or written beyond an end. */
export const MARGIN = 1280;
/** How far back DEFLATE goes. */
const HISTORY = 32768;
const PIECE = 256 * 1024;

/** What the end of a gzip file says; `undefined` where the file has options, or is none: CloudTrail writes none with options. */
export function sizeAndSumOf(content: Uint8Array): { readonly size: number; readonly sum: number } | undefined {
  if (content.length < 18 || content[0] !== 0x1f || content[1] !== 0x8b || content[2] !== 8 || content[3] !== 0) return undefined;
  const view = new DataView(content.buffer, content.byteOffset + content.length - 8, 8);
  return { sum: view.getUint32(0, true), size: view.getUint32(4, true) };
}

/**
 * Unpacks a file piece by piece, in memory from `place` on.
 *
 * @param load writes the file into memory and says where it ends
 */
export function openUnpacker(content: Uint8Array, code: ScannerExports, place: number, load: (input: number) => number): Unpacker | undefined {
  const stated = sizeAndSumOf(content);
  if (!stated) return undefined;
  const target = place + HISTORY;
  const input = target + PIECE + 2 * MARGIN;
  code.openStream(input + 10, load(input) - 8);
  let [sum, size, status] = [0, 0, FULL];
  return {
    next() {
      if (status !== FULL) return undefined;
      const { written } = code;
      if (size > 0) new Uint8Array(code.memory.buffer).copyWithin(place, target + written.value - HISTORY, target + written.value);
      status = code.inflate(size > 0 ? place : target, target, target + PIECE);
      if (status !== DONE && status !== FULL) return undefined;
      const piece = Buffer.from(code.memory.buffer, target, written.value);
      sum = crc32(piece, sum);
      size += piece.length;
      return piece;
    },
    isWhole: () => status === DONE && sum === stated.sum && size === stated.size && code.read.value === content.length - 18,
  };
}
