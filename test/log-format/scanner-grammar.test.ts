import { gunzipSync } from 'node:zlib';
import type { Scanner } from '../../lib/log-format/scanner/scanner';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';
import { MEMBERS, memberOutcomes, placesInPieces, plainOutcome, scannedOutcome, scanners } from './readers';

// More by the environment variable: 8 takes some minutes.
const LENGTH = Number(process.env.GRAMMAR_LENGTH ?? 6);
/** What is wrong already gets only so many tokens more. */
const LENGTH_WRONG = 1;

const tokens = ['{', '}', '[', ']', ',', ':', '"a"', '1', 'true'];
const inDocument = (records: string) => `{"Records":[${records}]}`;
/** Where sequences of tokens are put: among the records, in a record, and in a value. */
const frames: [name: string, before: string, after: string][] = [
  ['among records', '{"Records":[', ']}'],
  ['in a record', '{"Records":[{', '}]}'],
  ['in a value', '{"Records":[{"k":[', ']}]}'],
];

/** How many records parsing finds; `undefined` for what is no JSON, or has others than objects among them: scanners leave that to parsing. */
function parsed(text: string): number | undefined {
  try {
    const { Records } = JSON.parse(text) as { Records: unknown[] };
    return Records.every((element) => typeof element === 'object' && element !== null && !Array.isArray(element)) ? Records.length : undefined;
  } catch {
    return undefined;
  }
}

function scanned(text: string, scanner: Scanner): number | undefined {
  const json = Buffer.from(text);
  scanner.begin({});
  return scanner.scan(json, true) === json.length ? scanner.end()?.elements : undefined;
}

/** Whether a document may begin like this. */
function mayBegin(text: string): boolean {
  const [, scanner] = scanners[0] as (typeof scanners)[number];
  scanner.begin({});
  return scanner.scan(Buffer.from(text), false) >= 0;
}

test.each(frames)(`%s, each sequence of up to ${LENGTH} tokens is read, or refused, as by parsing`, (_, before, after) => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  let read = 0;
  const visit = (sequence: string, left: number) => {
    const text = before + sequence + after;
    const expected = parsed(text);
    if (expected !== undefined) read++;
    for (const [name, scanner] of scanners) if (scanned(text, scanner) !== expected) throw new Error(`${name}: ${text}`);
    const more = mayBegin(before + sequence) ? left : Math.min(left, LENGTH_WRONG);
    if (more > 0) for (const token of tokens) visit(sequence + token, more - 1);
  };
  visit('', LENGTH);
  Error.stackTraceLimit = stackTraceLimit;
  expect(read).toBeGreaterThan(2);
});

const record =
  '{"eventName":"a","userIdentity":{"type":"Root","a":[]},"readOnly":true,"n":[1,-2.5e3,null,["x","y"],{},{"z":{}}],"errorCode":"\\"\\\\","resources":[{"b":false}]}';
const parts = record.match(/"(?:\\.|[^"\\])*"|[{}[\],:]|[^"{}[\],:]+/g) as string[];
/** Behind so many bytes of text: tokens come to lie at each place in a block of 64 bytes. */
const shifts = Array.from({ length: 64 }, (_, at) => 'x'.repeat(at));

describe.each(scanners)('the scanner %s', (_, scanner) => {
  test('reads a record at each place in a block, with its members', () => {
    for (const shift of shifts) {
      for (const text of [`{"s":"${shift}"},${record},${record}`, `{"s":"${shift}\\\\"},${record}`, `{"s${shift}":0},${record}`]) {
        const json = Buffer.from(inDocument(text));
        const sieve = [{ path: ['userIdentity', 'type'], values: new Set(['root']) }];
        for (const clauses of [undefined, sieve]) expect(scannedOutcome(json, scanner, clauses)).toEqual(plainOutcome(json, clauses));
        const [members, expected] = memberOutcomes(json, scanner, sieve);
        expect(members).toEqual(expected);
        expect(placesInPieces(json, scanner, 1500 + shift.length)?.tape).toHaveLength(3 * (JSON.parse(`[${text}]`) as unknown[]).length);
      }
    }
  });

  test('refuses what parsing refuses, with a token more or less, at each place in a block', () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    for (const [at, part] of parts.entries()) {
      for (const token of [...tokens, '', ' ', '\\', '"']) {
        for (const removed of [0, 1]) {
          const changed = [...parts.slice(0, at), token, ...parts.slice(at + removed)].join('');
          const expected = parsed(inDocument(`{},${changed}`));
          // Where it lies at the border of a block, and at one place within.
          const start = `{"Records":[{"s":""},`.length + parts.slice(0, at).join('').length;
          for (const place of [-3, -2, -1, 0, 1, 20]) {
            const shift = shifts[(256 + place - part.length - start) & 63] as string;
            const text = inDocument(`{"s":"${shift}"},${changed}`);
            const found = scanned(text, scanner);
            // Space is left to the other scanner.
            if (found !== expected && !(token === ' ' && found === undefined)) throw new Error(text);
          }
        }
      }
    }
    Error.stackTraceLimit = stackTraceLimit;
  });

  test('reads names and texts of each length, also those that end where a block does', () => {
    for (let length = 0; length < 140; length++) {
      const name = 'n'.repeat(length);
      const json = Buffer.from(inDocument(`{"${name}":"${name}","eventName":"${name}"},{"a":{"${name}":[]},"eventName":"x"}`));
      for (const values of [name, 'x']) {
        const sieve = [{ path: ['eventName'], values: new Set([values]) }];
        expect(scannedOutcome(json, scanner, sieve)).toEqual(plainOutcome(json, sieve));
      }
      const sieve = [{ path: ['a', name], values: new Set(['']) }];
      expect(scannedOutcome(json, scanner, sieve)).toEqual(plainOutcome(json, sieve));
    }
  });

  test('reads the delivered files as CloudTrail writes them, without space between tokens', () => {
    for (const key of deliveredKeys) {
      const json = Buffer.from(JSON.stringify(JSON.parse(gunzipSync(deliveredFile(key)).toString())));
      const [members, expected] = memberOutcomes(json, scanner);
      // As texts: comparing so many objects member by member takes seconds.
      expect(JSON.stringify(members) === JSON.stringify(expected)).toBe(true);
      expect(scanner.end()).toBeDefined();
    }
  });

  test('finds members whose names end alike or begin alike', () => {
    const names = ['a', 'ab', 'b', 'abcdefgh', 'abcdefgi', 'x'.repeat(15), 'x'.repeat(16), `${'x'.repeat(31)}`, 'x'.repeat(32), ...MEMBERS];
    const json = Buffer.from(inDocument(`{${names.map((name, at) => `"${name}":${at}`).join(',')},"":-1,"xx":-2}`));
    scanner.begin({ members: names });
    expect(scanner.scan(json, true)).toBe(json.length);
    const places = scanner.end();
    if (!places?.members) return;
    const raw = json.subarray(places.tape[1], places.tape[2]).toString();
    const found = names.map((_name, at) => raw.slice(places.tape[4 + 2 * at], places.tape[5 + 2 * at]));
    expect(found).toEqual(names.map((name, at) => `"${name}":${at}`));
  });
});
