import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { scanRecords } from '../../lib/selection/simulate-scan';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';

const MEMBERS = [
  ...['eventID', 'eventTime', 'eventVersion', 'eventSource', 'eventName', 'eventType', 'eventCategory', 'managementEvent', 'readOnly', 'awsRegion'],
  ...['recipientAccountId', 'errorCode', 'vpcEndpointId', 'sessionCredentialFromConsole'],
];

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const pick = (value: unknown, names: readonly string[]): unknown =>
  isObject(value) ? Object.fromEntries(names.map((name) => [name, value[name]])) : value;

/** What the scanner promises to read, from a record that was parsed as a whole. */
function expected(record: unknown): unknown {
  if (!isObject(record)) return undefined;
  const { userIdentity, resources } = record;
  const session = isObject(userIdentity) ? userIdentity.sessionContext : undefined;
  const issuer = isObject(session) ? { sessionIssuer: pick(session.sessionIssuer, ['arn']) } : session;
  return {
    ...(pick(record, MEMBERS) as Json),
    userIdentity: isObject(userIdentity) ? { ...(pick(userIdentity, ['type', 'arn', 'invokedBy']) as Json), sessionContext: issuer } : userIdentity,
    resources: Array.isArray(resources) ? resources.map((resource) => pick(resource, ['type', 'ARN', 'ARNPrefix'])) : resources,
  };
}

const scan = (text: string) => scanRecords(Buffer.from(text)).map((record) => (record === undefined ? undefined : { ...record }));
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('reads of every delivered record what parsing it as a whole reads', () => {
  for (const key of deliveredKeys) {
    const text = gunzipSync(deliveredFile(key)).toString();
    const { Records } = JSON.parse(text.replace(/^\uFEFF/, '')) as { Records: unknown[] };
    if (text.startsWith('\uFEFF')) continue;
    expect(plain(scan(text))).toEqual(plain(Records.map(expected)));
  }
});

/** Names that are read and such that are not, in any place, with any value. */
const names = fc.constantFrom(
  ...MEMBERS,
  'userIdentity',
  'resources',
  'type',
  'arn',
  'ARN',
  'ARNPrefix',
  'sessionContext',
  'sessionIssuer',
  'requestParameters',
  'Records',
  'event"Name',
  'ü',
  '',
);
const texts = fc.oneof(fc.constantFrom('GetObject', 's3.amazonaws.com', '"eventName":"x"', '\\', 'é😀', ']}', ''), fc.string({ unit: 'binary' }));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    texts,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    tie('array'),
    tie('object'),
  ),
  array: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.array(fc.tuple(names, tie('value')), { maxLength: 6 }).map((entries) => new Members(entries)),
}));

/** Written as they are, the same name twice included. */
class Members {
  constructor(readonly entries: readonly (readonly [string, unknown])[]) {}
}

function write(value: unknown, space: string): string {
  if (value instanceof Members)
    return `{${space}${value.entries.map(([name, member]) => `${JSON.stringify(name)}${space}:${write(member, space)}`).join(`,${space}`)}${space}}`;
  if (Array.isArray(value)) return `[${value.map((item) => write(item, space)).join(`${space},`)}${space}]`;
  return JSON.stringify(value);
}

test('reads of any records what parsing them as a whole reads', () => {
  fc.assert(
    fc.property(fc.array(json.value, { maxLength: 3 }), fc.constantFrom('', ' ', '\n\t'), (records, space) => {
      const text = write(
        new Members([
          ['other', 1],
          ['Records', records],
        ]),
        space,
      );

      expect(plain(scan(text))).toEqual(plain((JSON.parse(text) as { Records: unknown[] }).Records.map(expected)));
    }),
    { numRuns: 500 },
  );
});

test('refuses every beginning of a file', () => {
  const text = JSON.stringify({ Records: [{ eventName: 'Get\\"Object', requestParameters: { a: [1, '}'] }, readOnly: true }, null] });

  for (let end = 0; end < text.length; end++) expect(() => scan(text.slice(0, end))).toThrow();
});

test.each([
  ['a file without records', '{"configFiles":[]}'],
  ['records that are no list', '{"Records":{}}'],
  ['a list', '[]'],
  ['a text', '"Records"'],
  ['a file with something behind', '{"Records":[]}x'],
  ['a name without quotes', '{"Records":[{a:1}]}'],
  ['a name without a colon', '{"Records":[{"a" 1}]}'],
  ['a missing value', '{"Records":[{"a":,"b":1}]}'],
  ['a missing value that nobody reads', '{"Records":[{"userAgent":,"b":1}]}'],
  ['a file that ends in a text that nobody reads', '{"Records":[{"userAgent":"a'],
  ['a missing comma', '{"Records":[{"a":1 "b":2}]}'],
  ['a value that is none', '{"Records":[{"readOnly":tru}]}'],
])('refuses %s', (_, text) => {
  expect(() => scan(text)).toThrow();
});

test('a name that a caller wrote into the parameters is not the name of a member', () => {
  const text = '{"Records":[{"requestParameters":{"eventName":"Forged","x":"\\"eventName\\":\\"Forged\\""},"eventName":"GetItem"}]}';

  expect(scan(text)[0]).toMatchObject({ eventName: 'GetItem' });
});

test('very many different names are read without remembering all of them', () => {
  const members = Array.from({ length: 6000 }, (_, index) => `"name${index}":${index}`).join(',');

  expect(scan(`{"Records":[{${members},"eventName":"GetItem"}]}`)[0]).toMatchObject({ eventName: 'GetItem' });
});

test('texts that are alike in length, beginning, middle and end are told apart', () => {
  const names = ['abcdefg', 'axcdefg', 'abcdefg'];

  expect(scan(JSON.stringify({ Records: names.map((eventName) => ({ eventName })) })).map((record) => record?.eventName)).toEqual(names);
});
