import { hash } from 'node:crypto';
import { type Gunzip, gunzipSync } from 'node:zlib';
import { MAX_LOG_FILE_BYTES } from '../log-format/log-file';
import { hashPacked, unpackSmall } from './hash-packed';
import type { Reason } from './verdict';

interface Defect {
  readonly defect: Reason;
}

/** The hash of what is in an object, hexadecimal, or why there is none. */
export type Hashed = { readonly hash: string } | Defect;

/** The content of an object and its hash, or why there is none. */
export type Unpacked = { readonly content: Buffer; readonly hash: string } | Defect;

interface WithEngine {
  readonly buffer: Buffer;
  readonly engine: Gunzip;
}

/** The hash of what is in an object: CloudTrail's hashes are over the uncompressed bytes. Never throws. */
export function hashOf(object: Uint8Array): Hashed {
  const quickly = hashPacked(object);
  if (quickly !== undefined) return { hash: quickly };
  const unpacked = unpackByZlib(object);
  return 'defect' in unpacked ? unpacked : { hash: unpacked.hash };
}

/** Unpacks an object and hashes what was in it. Never throws. */
export function unpack(object: Uint8Array): Unpacked {
  const quickly = unpackSmall(object);
  return quickly ? hashed(quickly) : unpackByZlib(object);
}

const hashed = (content: Buffer) => ({ content, hash: hash('sha256', content) });

/** Says what is wrong, and unpacks what is only unusual. */
function unpackByZlib(object: Uint8Array): Unpacked {
  const gzipped = Buffer.from(object.buffer, object.byteOffset, object.byteLength);
  if (gzipped.length < 2 || gzipped[0] !== 0x1f || gzipped[1] !== 0x8b) return { defect: 'not-gzip' };
  // The last four bytes state the size: one allocation in place of many. They are a hint, not to be trusted.
  const size = gzipped.length >= 18 ? gzipped.readUInt32LE(gzipped.length - 4) : 0;
  const chunkSize = Math.min(Math.max(size + 1, 1024), gzipped.length * 1032 + 1024, MAX_LOG_FILE_BYTES);
  try {
    const options = { chunkSize, maxOutputLength: MAX_LOG_FILE_BYTES, info: true };
    const { buffer, engine } = gunzipSync(gzipped, options) as unknown as WithEngine;
    // Zeros are padding. Anything else may be read by others although it has no part in the hash.
    if (gzipped.subarray(engine.bytesWritten).some((byte) => byte !== 0)) return { defect: 'trailing-data' };
    return hashed(buffer);
  } catch (error) {
    return { defect: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged-gzip' };
  }
}
