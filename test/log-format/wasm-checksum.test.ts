import { randomFillSync } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { checksumOf } from '../../lib/log-format/scanner/wasm-checksum';
import { instantiateScanner, type ScannerExports } from '../../lib/log-format/scanner/wasm-module';

const code = instantiateScanner() as ScannerExports;
const WINDOW = 262_144;

test('the checksum of any bytes is that of zlib, also where they come in parts and whatever stands behind them', () => {
  const bytes = randomFillSync(Buffer.from(code.memory.buffer, WINDOW));
  const parts = fc.array(fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(9599, 9600, 9616, 4800 + 16384, 9600 + 16384, 200_000)), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), parts, (start, lengths) => {
      let [at, sum] = [start, 0];
      for (const length of lengths) {
        sum = checksumOf(bytes.subarray(at, at + length), sum, code);
        at += length;
        expect(sum).toBe(crc32(bytes.subarray(start, at)));
      }
    }),
    { numRuns: 500 },
  );
});

test('a bit more or less is another checksum, wherever it is', () => {
  const bytes = randomFillSync(Buffer.from(code.memory.buffer, WINDOW, 100_001));
  const sum = checksumOf(bytes, 0, code);
  for (const at of [0, 1, 4799, 4800, 9600, 20_000, 95_199, 95_200, 99_999, 100_000]) {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    expect(checksumOf(bytes, 0, code)).not.toBe(sum);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  }
  expect(checksumOf(bytes, 0, code)).toBe(sum);
});
