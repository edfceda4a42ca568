import { gunzipSync } from 'node:zlib';
import { WasmScanner } from '../../lib/log-format/scanner/wasm-scanner';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';
import { placesInPieces } from './readers';

const scanner = WasmScanner.create() as WasmScanner;

// Where it gives up, the scanner in TypeScript begins anew: that is only slower, and seen by nobody.
test.each([
  ['as a whole', Number.POSITIVE_INFINITY],
  ['piece by piece', 1000],
])('log files without space between tokens are scanned without TypeScript, %s', (_, size) => {
  const given = deliveredKeys.map((key) => gunzipSync(deliveredFile(key)));
  // Some of the fixtures were written anew by other tools, many with a line break at the end, some with space between tokens.
  const compact = given.filter((json) => json.toString('latin1', 0, 14) === '{"Records":[{"');

  expect(compact.length).toBeGreaterThan(60);
  expect(compact.filter((json) => json.at(-1) === 0x0a).length).toBeGreaterThan(40);
  for (const json of compact) {
    const { Records } = JSON.parse(json.toString());
    expect(placesInPieces(json, scanner, Math.min(size, json.length))?.elements).toBe(Records.length);
  }
});

test.each([' ', '\n', '\r\n', ' \t\n\n', ' '.repeat(300)])('space at the end (%j) is no reason to give up, wherever pieces end', (space) => {
  const json = Buffer.from(`{"Records":[{"eventName":"a"},{"eventName":"b"}]}${space}`);

  for (let size = 1; size <= json.length; size++) expect(placesInPieces(json, scanner, size)?.elements).toBe(2);
});

test.each(['\0', '\u00a0', '\v', '\n}', '\n{}', ',\n'])('anything else at the end (%j) is', (other) => {
  const json = Buffer.from(`{"Records":[{"eventName":"a"}]}${other}`);

  for (let size = 1; size <= json.length; size++) expect(placesInPieces(json, scanner, size)).toBeUndefined();
});
