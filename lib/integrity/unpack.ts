import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { type Gunzip, gunzip, gunzipSync } from 'node:zlib';
import { MAX_LOG_FILE_BYTES } from '../log-format/log-file';
import type { Reason } from './verdict';

/** The content of an object and its hash, or why there is none. */
export type Unpacked = { readonly content: Buffer; readonly hash: string } | { readonly defect: Reason };

/** From this size on another thread unpacks, so that all cores do. Below it the way there costs more than the work. */
const OWN_THREAD_BYTES = 256 * 1024;
const unpackBeside = promisify(
  gunzip as unknown as (buffer: Buffer, options: object, done: (error: Error | null, result: WithEngine) => void) => void,
);

interface WithEngine {
  readonly buffer: Buffer;
  readonly engine: Gunzip;
}

/** Unpacks an object and hashes what was in it: CloudTrail's hashes are over the uncompressed bytes. Never throws. */
export async function unpack(object: Uint8Array): Promise<Unpacked> {
  const gzipped = Buffer.from(object.buffer, object.byteOffset, object.byteLength);
  if (gzipped.length < 2 || gzipped[0] !== 0x1f || gzipped[1] !== 0x8b) return { defect: 'not-gzip' };
  // The last four bytes state the size: one allocation in place of many. They are a hint, not to be trusted.
  const size = gzipped.length >= 18 ? gzipped.readUInt32LE(gzipped.length - 4) : 0;
  const chunkSize = Math.min(Math.max(size + 1, 1024), gzipped.length * 1032 + 1024, MAX_LOG_FILE_BYTES);
  const options = { chunkSize, maxOutputLength: MAX_LOG_FILE_BYTES, info: true };
  try {
    const large = gzipped.length >= OWN_THREAD_BYTES;
    const { buffer, engine } = large ? await inTurn(() => unpackBeside(gzipped, options)) : (gunzipSync(gzipped, options) as unknown as WithEngine);
    // Zeros are padding. Anything else may be read by others although it has no part in the hash.
    if (gzipped.subarray(engine.bytesWritten).some((byte) => byte !== 0)) return { defect: 'trailing-data' };
    return { content: buffer, hash: hash('sha256', buffer, 'hex') };
  } catch (error) {
    return { defect: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged-gzip' };
  }
}

/** So many large files are unpacked at once, which bounds the memory. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    // The place goes to the next one, or is given back.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
