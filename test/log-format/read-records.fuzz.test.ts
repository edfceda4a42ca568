import { gunzipSync } from 'node:zlib';
import { Random } from '../../bench/process/random';
import type { Clause } from '../../lib/log-format/clause';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';
import { memberOutcomes, placesInPieces, plainOutcome, scannedOutcome, scanners } from './readers';

// More by the environment variable: a million take some minutes.
const CASES = Number(process.env.FUZZ_CASES ?? 20_000);

const delivered = deliveredKeys.map((key) => gunzipSync(deliveredFile(key))).filter(({ length }) => length < 2500);
/** Most without space between tokens, as CloudTrail writes them. */
const files = [...delivered.filter((_, at) => at % 4 === 0), ...delivered.map((json) => Buffer.from(JSON.stringify(JSON.parse(json.toString()))))];
const sieves: (readonly Clause[] | undefined)[] = [
  undefined,
  [],
  [{ path: ['eventName'], values: new Set(['getobject', 'assumerole', 'describeinstances', 'putobject']) }],
  [
    { path: ['userIdentity', 'type'], values: new Set(['root', 'awsservice']) },
    { path: ['resources', 'ARN'], values: new Set(['arn:aws:s3:::example']) },
    { path: ['errorCode'], values: new Set(['accessdenied']) },
  ],
];
/** What is put between bytes: what has a meaning in JSON, and what nearly has. */
const scraps = [
  ...[
    '"',
    '\\',
    '\\"',
    '\\\\',
    '\\u0041',
    '\\u00',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '{}',
    '[]',
    'null',
    'true',
    'fals',
    '-',
    '0',
    '01',
    '1e5',
    '1.',
    '-0.0E-2',
  ],
  ...[
    ' ',
    '\n',
    '\u00a0',
    '\u0000',
    '\u001f',
    '\u007f',
    '\ufeff',
    'é',
    '"Records":',
    '"Records":[]',
    '"Records":[{}],',
    '"eventName":"Root",',
    '"event\\u004eame":"GetObject",',
  ],
].map((text) => Buffer.from(text));
scraps.push(Buffer.from([0xff]), Buffer.from([0xe2, 0x82]), Buffer.from(`"${'x'.repeat(700)}"`), Buffer.alloc(1300, 0x20), Buffer.alloc(1300, 0x39));

/** Values that take the place of others. */
const values = [
  'null',
  'true',
  '0',
  '-1.5E+300',
  '""',
  '"GetObject"',
  '"Root"',
  '"\\u0041\\""',
  '[]',
  '{}',
  '[1,"a",null]',
  '[[],{"eventName":"Root"}]',
  '{"type":"Root","a":{}}',
];

function mutated(file: Buffer, random: Random): Buffer {
  let bytes = file;
  for (let changes = 1 + random.below(3); changes > 0; changes--) bytes = changed(bytes, random);
  return bytes;
}

function changed(bytes: Buffer, random: Random): Buffer {
  const [at, length] = [random.below(bytes.length + 1), random.below(random.pick([2, 8, 80, 800]))];
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.below(10)) {
    case 0:
      return Buffer.concat([before, random.pick(scraps), after]);
    case 1:
      return Buffer.concat([before, random.pick(scraps), after.subarray(1 + length)]);
    case 2:
      return Buffer.concat([before, after.subarray(length)]);
    case 3:
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 4: {
      const copy = Buffer.from(bytes);
      copy[random.below(copy.length)] = random.below(256);
      return copy;
    }
    case 5:
    case 6:
    case 7:
      return Buffer.from(
        bytes
          .toString('latin1')
          .replace(/:("[^"\\]*"|[a-z]+|[0-9]+)(?=[,}])/g, (found) => (random.below(9) === 0 ? `:${random.pick(values)}` : found)),
        'latin1',
      );
    case 8: {
      if (random.below(4) > 0) return bytes;
      // Space of the same kind everywhere keeps the file sound.
      const text = bytes.toString('latin1');
      return Buffer.from(
        text.replace(random.pick([/,"/g, /":/g, /\{"/g]), (found) => `${found[0]}${random.pick(['', ' ', '\n\t'])}${found[1]}`),
        'latin1',
      );
    }
    default:
      return random.below(8) === 0 ? Buffer.from(before) : Buffer.concat([before, random.pick(files).subarray(0, length), after]);
  }
}

test(`both scanners make of ${CASES} mutated files what parsing makes of them`, () => {
  const random = new Random(Number(process.env.FUZZ_SEED ?? 1));
  let sound = 0;
  const fast = scanners.map(() => 0);
  for (let index = 0; index < CASES; index++) {
    const json = mutated(random.pick(files), random);
    const sieve = random.pick(sieves);
    const expected = plainOutcome(json, sieve);
    if ('counts' in expected) sound++;
    for (const [at, [name, scanner]] of scanners.entries()) {
      const outcome = scannedOutcome(json, scanner, sieve);
      if (JSON.stringify(outcome) !== JSON.stringify(expected)) throw new Error(`case ${index} ${name}: ${json.toString('latin1')}`);
      // What it cannot read is read by parsing; then there is nothing to compare.
      if ('counts' in expected && scanner.end()) fast[at] = (fast[at] ?? 0) + 1;
      if (index % 4 === 0) expectSameMembers(json, scanner, sieve);
      if (index % 16 === 0) expectSameInPieces(json, scanner, 1 + random.below(3000), sieve);
    }
  }
  if (process.env.FUZZ_CASES) console.log({ sound, fast });
  // Most mutations damage a file; if all did, nothing would be compared but errors.
  expect(sound).toBeGreaterThan(CASES / 5);
  expect(fast[0]).toBeGreaterThan(sound * 0.9);
  // That in WebAssembly does not read files with space between tokens.
  expect(fast[1]).toBeGreaterThan(sound * 0.7);
});

function expectSameMembers(json: Buffer, scanner: (typeof scanners)[number][1], sieve: readonly Clause[] | undefined): void {
  const [members, parsed] = memberOutcomes(json, scanner, sieve);
  if (JSON.stringify(members) !== JSON.stringify(parsed)) throw new Error(`members: ${json.toString('latin1')}`);
}

function expectSameInPieces(json: Buffer, scanner: (typeof scanners)[number][1], size: number, sieve: readonly Clause[] | undefined): void {
  const whole = placesInPieces(json, scanner, json.length, sieve);
  const pieces = placesInPieces(json, scanner, size, sieve);
  if (JSON.stringify(pieces) !== JSON.stringify(whole)) throw new Error(`in pieces of ${size}: ${json.toString('latin1')}`);
}
