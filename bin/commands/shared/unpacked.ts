import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MAX_LOG_FILE_BYTES } from '../../../lib/log-format/log-file';

const unpack = promisify(gunzip);

/** A log file as it came, and its JSON where it could be unpacked. */
export interface Unpacked {
  readonly content: Buffer;
  readonly json?: Buffer;
}

/** Unpacks a log file beside the main thread. */
export async function unpacked(content: Buffer): Promise<Unpacked> {
  if (content[0] !== 0x1f || content[1] !== 0x8b || content.length < 18) return { content };
  // The last four bytes state the size: one allocation in place of many. They are a hint, not to be trusted.
  const chunkSize = Math.min(Math.max(content.readUInt32LE(content.length - 4) + 1, 1024), MAX_LOG_FILE_BYTES);
  try {
    return { content, json: await unpack(content, { chunkSize, maxOutputLength: MAX_LOG_FILE_BYTES }) };
  } catch {
    return { content };
  }
}
