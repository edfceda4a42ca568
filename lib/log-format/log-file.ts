import { gunzipSync } from 'node:zlib';
import { elementsOf } from './raw-json';
import type { CloudTrailRecord } from './record';

/** CloudTrail ends a file at 50 MB of JSON; with headroom, so that only what is no log file is refused. */
export const MAX_LOG_FILE_BYTES = 64 * 1024 * 1024;

/** One element of `Records`. */
export interface LogFileRecord {
  /** `undefined` where the element is no JSON object: it is there, it counts, and nobody can read it. */
  readonly record?: CloudTrailRecord;
  /** The text as delivered: parsing and writing it again would lose `0.0` and numbers above 2^53. */
  raw(): string;
}

/**
 * The records of a log file, gzipped as delivered or as plain JSON.
 *
 * A byte order mark is skipped, bytes that are no UTF-8 are replaced, zeros after the end of the gzip stream are padding; anything else there is damage.
 * No records at all is a valid file. Errors name the file and never repeat its content.
 *
 * @param content the object, in memory as a whole: a log file is at most 50 MB
 * @param name for the messages of errors
 */
export function readLogFile(content: Uint8Array, name: string): LogFileRecord[] {
  const text = textOf(content, name);
  const records = recordsIn(text, name);
  let raws: string[] | undefined;
  return records.map((record, index) => ({
    ...(isObject(record) && { record }),
    raw: () => {
      raws ??= elementsOf(text, 'Records');
      return raws[index] as string;
    },
  }));
}

function textOf(content: Uint8Array, name: string): string {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const isGzip = buffer.length > 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  if (!isGzip && buffer.length > MAX_LOG_FILE_BYTES) throw tooLarge(name);
  return (isGzip ? gunzip(buffer, name) : buffer).toString('utf8').replace(/^\uFEFF/, '');
}

function gunzip(buffer: Buffer, name: string): Buffer {
  // The last four bytes state the size: one allocation in place of many. They are a hint, not to be trusted.
  const size = buffer.length >= 18 ? buffer.readUInt32LE(buffer.length - 4) : 0;
  const chunkSize = Math.min(Math.max(size + 1, 1024), MAX_LOG_FILE_BYTES);
  try {
    return gunzipSync(buffer, { chunkSize, maxOutputLength: MAX_LOG_FILE_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(name);
    throw new Error(`'${name}' cannot be gunzipped (${(error as Error).message}): it is truncated or damaged; deliver or restore it again`);
  }
}

function recordsIn(text: string, name: string): unknown[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and the text is evidence that does not belong into the logs of an application.
    throw new Error(`'${name}' is no CloudTrail log file: its ${text.length} characters are not JSON; pass over it or restore it`);
  }
  const records = isObject(document) ? (document as { Records?: unknown }).Records : undefined;
  if (Array.isArray(records)) return records;
  const found = isObject(document) ? `the members ${JSON.stringify(Object.keys(document).slice(0, 10))}` : `a JSON ${kindOf(document)}`;
  throw new Error(`'${name}' is no CloudTrail log file: expected an array 'Records', got ${found}; pass over it`);
}

function tooLarge(name: string): Error {
  return new Error(
    `'${name}' is no CloudTrail log file: it has more than ${MAX_LOG_FILE_BYTES} bytes of JSON, and CloudTrail ends one at 50 MB; pass over it`,
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
