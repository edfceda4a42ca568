import type { Unpacker } from './scanner';
import { checksumOf } from './wasm-checksum';
import type { ScannerExports } from './wasm-module';

// As in wasm/layout.ts and wasm/inflate.ts.
export const WINDOW = 262144;
const DAMAGED = 0;
export const DONE = 1;
export const FULL = 2;

/** What is read or written beyond an end. */
export const MARGIN = 1280;
/** How far back DEFLATE goes. */
const HISTORY = 32768;
const PIECE = 256 * 1024;
/** What of a gzip file is in memory at a time: some more than a piece is packed. */
const CHUNK = 48 * 1024;
/** What a gzip file has before and behind the stream. */
export const HEAD = 10;
export const FOOT = 8;

/** What the end of a gzip file says; `undefined` where the file has options, or is none: CloudTrail writes none with options. */
export function sizeAndSumOf(content: Uint8Array): { readonly size: number; readonly sum: number } | undefined {
  if (content.length < 18 || content[0] !== 0x1f || content[1] !== 0x8b || content[2] !== 8 || content[3] !== 0) return undefined;
  const view = new DataView(content.buffer, content.byteOffset + content.length - 8, 8);
  return { sum: view.getUint32(0, true), size: view.getUint32(4, true) };
}

/** Unpacks a file piece by piece, in memory from `place` on. */
export function openUnpacker(content: Uint8Array, code: ScannerExports, place: number): Unpacker | undefined {
  const stated = sizeAndSumOf(content);
  if (!stated) return undefined;
  const target = place + HISTORY;
  const input = target + PIECE + 2 * MARGIN;
  const end = content.length - FOOT;
  code.openStream();
  let [at, sum, size, status] = [HEAD, 0, 0, FULL];
  return {
    next() {
      if (status !== FULL) return undefined;
      const { memory, read, written } = code;
      const bytes = new Uint8Array(memory.buffer);
      if (size > 0) bytes.copyWithin(place, target + written.value - HISTORY, target + written.value);
      const chunk = content.subarray(at, Math.min(at + CHUNK, end));
      bytes.set(chunk, input);
      status = code.inflate(size > 0 ? place : target, target, target + PIECE, input, input + chunk.length, at + chunk.length === end);
      at += read.value;
      // Without an end, or with so many empty blocks as nobody writes.
      if (status === FULL && written.value === 0) status = DAMAGED;
      if (status === DAMAGED) return undefined;
      const piece = Buffer.from(memory.buffer, target, written.value);
      sum = checksumOf(piece, sum, code);
      size += piece.length;
      return piece;
    },
    isWhole: () => status === DONE && sum === stated.sum && size === stated.size && at === end,
  };
}
