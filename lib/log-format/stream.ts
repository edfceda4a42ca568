import { createGunzip } from 'node:zlib';
import type { Places, Scanner, Search } from './scanner/scanner';
import { isGzip, MAX_LOG_FILE_BYTES, notGunzipped, tooLarge } from './unpack';

const CHUNK = 64 * 1024;

/** Unpacks the file, which is in memory as a whole, and gives the JSON in pieces. A piece is there until the next one. */
type Unpack = () => Iterable<Buffer> | AsyncIterable<Buffer>;

/** Where the records of a file are, and how to unpack it again. */
export interface FoundPlaces {
  readonly places: Places;
  readonly unpack: Unpack;
}

/** Says that a file is for zlib, which is slower, takes all files, and finds words for what is wrong with one. */
class ForZlib extends Error {}

/** Finds the records of a file that is unpacked piece by piece; `undefined` where it is not as log files are. */
export async function findInPieces(content: Uint8Array, name: string, search: Search, scanner: Scanner): Promise<FoundPlaces | undefined> {
  const byScanner = () => unpackedBy(scanner, content);
  try {
    return await findBy(byScanner, name, search, scanner);
  } catch (error) {
    if (!(error instanceof ForZlib)) throw error;
  }
  const byZlib = () => (isGzip(content) ? gunzipped(content, name) : [content as Buffer]);
  return findBy(byZlib, name, search, scanner);
}

async function findBy(unpack: Unpack, name: string, search: Search, scanner: Scanner): Promise<FoundPlaces | undefined> {
  const places = await scanPieces(unpack, name, search, scanner);
  if (places) return { places, unpack };
  return scanner.fallback && findBy(unpack, name, search, scanner.fallback);
}

/** Gets JSON, where in it a record starts and ends, and where on the tape its places are. */
type Take = (json: Buffer, start: number, end: number, at: number) => void;

/** Unpacks the file again and calls back with the records. */
export async function readPieces(name: string, { places, unpack }: FoundPlaces, take: Take): Promise<void> {
  const { tape, width } = places;
  let [at, offset] = [0, 0];
  let parts: Buffer[] = [];
  if (tape.length === 0) return;
  for await (const piece of jsonOf(unpack, name)) {
    for (; at < tape.length; at += width) {
      const [start, end] = [tape[at + 1] as number, tape[at + 2] as number];
      if (start >= offset + piece.length) break;
      const isHere = start >= offset && end <= offset + piece.length;
      // A piece is gone when the next one comes.
      if (!isHere) parts.push(Buffer.from(piece.subarray(Math.max(start - offset, 0), end - offset)));
      if (end > offset + piece.length) break;
      if (isHere) take(piece, start - offset, end - offset, at);
      else take(Buffer.concat(parts), 0, end - start, at);
      parts = [];
    }
    offset += piece.length;
    if (at === tape.length) return;
  }
}

async function scanPieces(unpack: Unpack, name: string, search: Search, scanner: Scanner): Promise<Places | undefined> {
  scanner.begin(search);
  const joined = new Joined();
  let rest = 0;
  let isSound = true;
  const scan = (isLast: boolean) => {
    const scanned = scanner.scan(joined.bytes, isLast);
    isSound = scanned >= 0;
    joined.drop(Math.max(scanned, 0));
    rest = joined.bytes.length;
  };
  // To its end even if it is not sound: damage of the gzip stream is said first.
  for await (const piece of jsonOf(unpack, name)) {
    if (!isSound) continue;
    joined.add(piece);
    // A token that is longer than many pieces is looked at again only when it has doubled.
    if (joined.bytes.length >= 2 * rest) scan(false);
  }
  if (isSound) scan(true);
  return isSound && rest === 0 ? scanner.end() : undefined;
}

/** Pieces one after the other, in memory that is used again: what is thrown away would be there until somebody collects it. */
class Joined {
  private memory = Buffer.allocUnsafe(4 * CHUNK);
  private length = 0;

  get bytes(): Buffer {
    return this.memory.subarray(0, this.length);
  }

  add(piece: Uint8Array): void {
    const needed = this.length + piece.length;
    if (needed > this.memory.length) {
      const larger = Buffer.allocUnsafe(2 * needed);
      this.memory.copy(larger, 0, 0, this.length);
      this.memory = larger;
    }
    this.memory.set(piece, this.length);
    this.length = needed;
  }

  /** Drops bytes at the beginning. */
  drop(count: number): void {
    this.memory.copyWithin(0, count, this.length);
    this.length -= count;
  }
}

/** The JSON, without a byte order mark. */
async function* jsonOf(unpack: Unpack, name: string): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const piece of unpack()) {
    total += piece.length;
    if (total > MAX_LOG_FILE_BYTES) throw tooLarge(name);
    yield total === piece.length && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece;
  }
}

function* unpackedBy(scanner: Scanner, content: Uint8Array): Generator<Buffer> {
  const unpacker = scanner.openStream?.(content);
  for (let piece = unpacker?.next(); piece; piece = unpacker?.next()) yield piece;
  if (!unpacker?.isWhole()) throw new ForZlib();
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
