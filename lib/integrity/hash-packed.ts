import { createHash, hash } from 'node:crypto';
import { MAX_LOG_FILE_BYTES } from '../log-format/log-file';
import { borrowScanner, giveBack } from '../log-format/scanner/borrow';
import type { Scanner } from '../log-format/scanner/scanner';

/** Up to so many bytes are unpacked at once: hashing them in one piece costs less. */
const ONE_PIECE = 256 * 1024;

/**
 * SHA-256 of what a gzip file unpacks to, hexadecimal, in memory that is used again for the next one.
 *
 * `undefined` where that is for zlib to say: the file is damaged, in several members, with something after it, or larger than any log file.
 */
export function hashPacked(gzipped: Uint8Array): string | undefined {
  const scanner = borrowScanner();
  try {
    const whole = scanner.unpack?.(gzipped, ONE_PIECE);
    return whole ? hash('sha256', whole) : hashPieces(gzipped, scanner);
  } finally {
    giveBack(scanner);
  }
}

function hashPieces(gzipped: Uint8Array, scanner: Scanner): string | undefined {
  const unpacker = scanner.openStream?.(gzipped);
  if (!unpacker) return undefined;
  const sum = createHash('sha256');
  let size = 0;
  for (let piece = unpacker.next(); piece; piece = unpacker.next()) {
    size += piece.length;
    if (size > MAX_LOG_FILE_BYTES) return undefined;
    sum.update(piece);
  }
  return unpacker.isWhole() ? sum.digest('hex') : undefined;
}

/** A copy of what a small gzip file unpacks to; `undefined` for a large one, and where that is for zlib to say. */
export function unpackSmall(gzipped: Uint8Array): Buffer | undefined {
  const scanner = borrowScanner();
  try {
    const whole = scanner.unpack?.(gzipped, ONE_PIECE);
    return whole && Buffer.from(whole);
  } finally {
    giveBack(scanner);
  }
}
