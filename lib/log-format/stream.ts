import { createGunzip } from 'node:zlib';
import type { Clause } from './clause';
import type { Places, Scanner } from './scanner/scanner';
import { isGzip, MAX_LOG_FILE_BYTES, notGunzipped, tooLarge } from './unpack';

const CHUNK = 64 * 1024;

/** Finds the records of a file that is unpacked piece by piece; `undefined` where it is not as log files are. The first bytes may be a byte order mark. */
export async function scanPieces(
  content: Uint8Array,
  name: string,
  sieve: readonly Clause[] | undefined,
  scanner: Scanner,
): Promise<Places | undefined> {
  scanner.begin(sieve);
  let rest: Buffer = Buffer.alloc(0);
  let waiting: Buffer[] = [];
  let isSound = true;
  const scan = (isLast: boolean) => {
    const bytes = Buffer.concat([rest, ...waiting]);
    const scanned = scanner.scan(bytes, isLast);
    isSound = scanned >= 0;
    rest = bytes.subarray(Math.max(scanned, 0));
    waiting = [];
  };
  // To its end even if it is not sound: damage of the gzip stream is said first.
  for await (const piece of piecesOf(content, name)) {
    if (!isSound) continue;
    waiting.push(piece);
    // A token that is longer than many pieces is looked at again only when it has doubled.
    if (waiting.length * CHUNK >= rest.length) scan(false);
  }
  if (isSound) scan(true);
  return isSound && rest.length === 0 ? scanner.end() : undefined;
}

/** Unpacks the file again and calls back with the texts at the places. */
export async function readPieces(content: Uint8Array, name: string, { triples }: Places, take: (index: number, text: string) => void): Promise<void> {
  let [at, offset] = [0, 0];
  let parts: Buffer[] = [];
  if (triples.length === 0) return;
  for await (const piece of piecesOf(content, name)) {
    for (; at < triples.length; at += 3) {
      const [index, start, end] = triples.slice(at, at + 3) as [number, number, number];
      if (start < offset + piece.length) parts.push(piece.subarray(Math.max(start - offset, 0), end - offset));
      if (end > offset + piece.length) break;
      take(index, Buffer.concat(parts).toString('utf8'));
      parts = [];
    }
    offset += piece.length;
    if (at === triples.length) return;
  }
}

/** The JSON, without a byte order mark. */
async function* piecesOf(content: Uint8Array, name: string): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const piece of isGzip(content) ? gunzipped(content, name) : [content as Buffer]) {
    total += piece.length;
    if (total > MAX_LOG_FILE_BYTES) throw tooLarge(name);
    yield total === piece.length && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece;
  }
}

async function* gunzipped(content: Uint8Array, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  gunzip.end(content);
  try {
    for await (const piece of gunzip) yield piece as Buffer;
  } catch (error) {
    throw notGunzipped(error, name);
  }
}
