import { DamagedFile } from './damaged-file';
import { elementsOf } from './raw-json';
import type { CloudTrailRecord } from './record';
import { unpack } from './unpack';

export { MAX_LOG_FILE_BYTES } from './unpack';

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
 * No records at all is a valid file. Errors are `DamagedFile`: they name the file and never repeat its content.
 *
 * It is the plain way, which `readRecords()` falls back to and is compared with.
 *
 * @param content the object, in memory as a whole: a log file is at most 50 MB
 * @param name for the messages of errors
 */
export function readLogFile(content: Uint8Array, name: string): LogFileRecord[] {
  return recordsOfJson(unpack(content, name), name);
}

/** The same for JSON that is unpacked already. */
export function recordsOfJson(json: Buffer, name: string): LogFileRecord[] {
  const text = json.toString('utf8').replace(/^\uFEFF/, '');
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

function recordsIn(text: string, name: string): unknown[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and the text is evidence that does not belong into the logs of an application.
    throw new DamagedFile(`'${name}' is no CloudTrail log file: its ${text.length} characters are not JSON; pass over it or restore it`);
  }
  const records = isObject(document) ? (document as { Records?: unknown }).Records : undefined;
  if (Array.isArray(records)) return records;
  const found = isObject(document) ? `the members ${JSON.stringify(Object.keys(document).slice(0, 10))}` : `a JSON ${kindOf(document)}`;
  throw new DamagedFile(`'${name}' is no CloudTrail log file: expected an array 'Records', got ${found}; pass over it`);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
