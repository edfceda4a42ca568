import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { WasmScanner } from '../../lib/log-format/scanner/wasm-scanner';

const scanner = WasmScanner.create() as WasmScanner;

// Whoever uses it asks zlib where it gives up: what it cannot unpack is only slower, and seen by nobody.
function expectUnpacked(gzipped: Buffer, bytes: Buffer): void {
  expect(scanner.unpack(gzipped, bytes.length)?.equals(bytes)).toBe(true);
  const unpacker = scanner.openStream(gzipped);
  const pieces: Buffer[] = [];
  for (let piece = unpacker?.next(); piece; piece = unpacker?.next()) pieces.push(Buffer.from(piece));
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  expect(unpacker?.isWhole()).toBe(true);
}

/** Bytes each half as frequent as the one before, and runs of rare ones, which have the longest codes. */
function skewed({ seed, size, runs }: { readonly seed: number; readonly size: number; readonly runs: number }): Buffer {
  let state = seed;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state;
  };
  const bytes = Buffer.from(Array.from({ length: size }, () => Math.clz32(next() << 1) + 32));
  for (let run = 0; run < runs; run++) {
    const start = next() % size;
    for (let at = start; at < Math.min(size, start + 12); at++) bytes[at] = 200 + (next() % 40);
  }
  return bytes;
}

test('whatever zlib has packed is unpacked without zlib, in one piece and piece by piece', () => {
  const shape = fc.record({
    ...{ seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }), size: fc.integer({ min: 1, max: 60_000 }), runs: fc.integer({ min: 0, max: 40 }) },
    ...{ level: fc.integer({ min: 0, max: 9 }), memLevel: fc.integer({ min: 1, max: 9 }) },
    strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED, constants.Z_FILTERED),
  });
  fc.assert(
    fc.property(shape, ({ level, memLevel, strategy, ...shapeOfBytes }) => {
      const bytes = skewed(shapeOfBytes);
      expectUnpacked(gzipSync(bytes, { level, memLevel, strategy }), bytes);
    }),
    { numRuns: Number(process.env.STREAMS) || 200 },
  );
});

test('of literals with the longest codes, as many may follow each other as there are', () => {
  const frequent = Buffer.concat(Array.from({ length: 14 }, (_, index) => Buffer.alloc(2 ** (14 - index), 65 + index)));
  const mixed = Buffer.from(Array.from(frequent, (_, at) => frequent[(at * 7919) % frequent.length] as number));
  const rare = Buffer.from(Array.from({ length: 60 }, (_, index) => 130 + index));
  const bytes = Buffer.concat([mixed, rare, mixed]);
  expectUnpacked(gzipSync(bytes, { strategy: constants.Z_HUFFMAN_ONLY, memLevel: 9 }), bytes);
});

test('log files of CloudTrail are unpacked without zlib', () => {
  const folder = join(__dirname, '../fixtures/digests/chain-a/bucket/AWSLogs/218007301253/CloudTrail');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json.gz'));
  expect(files.length).toBeGreaterThan(30);
  for (const name of files) {
    const gzipped = readFileSync(join(folder, name));
    expectUnpacked(gzipped, gunzipSync(gzipped));
  }
});
