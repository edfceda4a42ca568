import { gunzipSync } from 'node:zlib';
import { DamagedFile } from './damaged-file';

/** CloudTrail ends a file at 50 MB of JSON; with headroom, so that only what is no log file is refused. */
export const MAX_LOG_FILE_BYTES = 64 * 1024 * 1024;

/** Whether a file is gzipped; one that is not is JSON as it is. */
export function isGzip(content: Uint8Array): boolean {
  return content.length > 2 && content[0] === 0x1f && content[1] === 0x8b;
}

/** The bytes of the JSON of a log file, in memory as a whole. */
export function unpack(content: Uint8Array, name: string): Buffer {
  return unpackUpTo(content, MAX_LOG_FILE_BYTES, name) as Buffer;
}

/** The same; `undefined` where there are more bytes than a limit that is below that of all log files. */
export function unpackUpTo(content: Uint8Array, limit: number, name: string): Buffer | undefined {
  const buffer = bufferOf(content);
  const isAll = limit >= MAX_LOG_FILE_BYTES;
  if (isGzip(buffer)) return !isAll && statedSize(buffer) > limit ? undefined : gunzip(buffer, Math.min(limit, MAX_LOG_FILE_BYTES), name);
  if (buffer.length > MAX_LOG_FILE_BYTES) throw tooLarge(name);
  return buffer;
}

/** How many bytes a gzip file says that it unpacks to. It is a hint, not to be trusted. */
function statedSize(content: Uint8Array): number {
  return content.length >= 18 ? bufferOf(content).readUInt32LE(content.length - 4) : 0;
}

/** The same memory, as a buffer. */
function bufferOf(content: Uint8Array): Buffer {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

/** What is said of a file with more bytes than a log file has. */
export function tooLarge(name: string): DamagedFile {
  return new DamagedFile(
    `'${name}' is no CloudTrail log file: it has more than ${MAX_LOG_FILE_BYTES} bytes of JSON, and CloudTrail ends one at 50 MB; pass over it`,
  );
}

/** What is said of a gzip file that cannot be unpacked. */
export function notGunzipped(error: unknown, name: string): DamagedFile {
  if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(name);
  return new DamagedFile(`'${name}' cannot be gunzipped (${(error as Error).message}): it is truncated or damaged; deliver or restore it again`);
}

function gunzip(buffer: Buffer, limit: number, name: string): Buffer | undefined {
  // One allocation in place of many.
  const chunkSize = Math.min(Math.max(statedSize(buffer) + 1, 1024), limit + 1);
  try {
    return gunzipSync(buffer, { chunkSize: Math.max(chunkSize, 64), maxOutputLength: Math.max(limit, 1) });
  } catch (error) {
    if (limit < MAX_LOG_FILE_BYTES && (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw notGunzipped(error, name);
  }
}
