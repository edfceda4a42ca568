import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { type LogFileRecord, MAX_LOG_FILE_BYTES, readLogFile } from '../../lib/log-format/log-file';
import { membersOf } from '../../lib/log-format/member-record';
import { type Clause, DamagedFile, readFile, readJson, readRecords } from '../../lib/log-format/read-records';
import { WASM_SOURCE } from '../../lib/log-format/scanner/wasm-code';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';
import { collector, MEMBERS, memberOutcomes, plainOutcome, scannedOutcome, scanners } from './readers';

const byName = (...names: string[]): Clause[] => [{ path: ['eventName'], values: new Set(names.map((name) => name.toLowerCase())) }];
const document = (...records: string[]) => `{"Records":[${records.join(',')}]}`;
const one = document('{"eventName":"GetObject"}');
const wide = `{"eventName":"GetObject","requestParameters":{"text":"${'a{b}"'.replace('"', '\\"').repeat(52_000)}"}}`;

const tooLarge = gzipSync(Buffer.alloc(MAX_LOG_FILE_BYTES + 1, 'x'), { level: 1 });

/** Each way to read a file: with both scanners, in memory and piece by piece. */
const ways = scanners.flatMap(([name, scanner]) => [
  [`${name}, in memory`, scanner, undefined] as const,
  [`${name}, piece by piece`, scanner, 0] as const,
]);

describe.each(ways)('%s', (_, scanner, streamAbove) => {
  const read = async (content: Uint8Array, sieve?: readonly Clause[]) => {
    const { visited, visit } = collector();
    const counts = await readFile(content, 'a.json.gz', { sieve, streamAbove }, visit, scanner);
    return { counts, visited };
  };

  test('every delivered file is read as by parsing', async () => {
    for (const key of deliveredKeys) {
      const { visited, counts } = await read(deliveredFile(key));
      const expected = readLogFile(deliveredFile(key), key).map(({ record, raw }, index) => [index, record, raw()]);
      // As texts: comparing so many objects member by member takes seconds.
      expect(JSON.stringify(visited) === JSON.stringify(expected)).toBe(true);
      expect(counts).toEqual({ records: expected.length, sifted: 0 });
    }
  });

  test.each<[string, string]>([
    ['records of every version', document(...Array.from({ length: 12 }, (_, minor) => `{"eventVersion":"1.${minor}","eventName":"GetObject"}`))],
    [
      'Insight events',
      document('{"eventVersion":"1.09","eventType":"AwsCloudTrailInsight","insightDetails":{"state":"Start","eventName":"GetObject"}}'),
    ],
    ['network activity', document('{"eventVersion":"1.11","eventCategory":"NetworkActivity","eventName":"GetObject","vpcEndpointId":"vpce-1"}')],
    ['aggregated events', document('{"eventVersion":"1.0","eventCategory":"Aggregated","summaries":[{"values":[{"count":2.0}]}]}')],
    ['braces and escapes in texts', document('{"eventName":"a},{\\"b\\\\","c":"\\u007b]"}', '{"d":"\\\\\\\\"}')],
    ['numbers that parsing would change', document('{"a":0.0,"b":12345678901234567890,"c":-1.5E+300}')],
    ['no records', '{"Records":[]}'],
    ['space everywhere', ' { "Records" : [ { "eventName" : "GetObject" , "a" : [ 1 , null ] } ,\n\t{ } ] } \r\n'],
    ['members around the records', `{"a":{"Records":[1]},"Records":[{"eventName":"x"}],"b":[[],{}]}`],
    ['the records twice', `{"Records":[{"a":1},{"a":2}],"b":0,"Records":[{"eventName":"GetObject"}]}`],
    ['records that are no objects', document('{"eventName":"GetObject"}', '7', 'null', '"text"', '[{}]', 'false')],
    ['a record that is larger than a window', document('{}', wide, '{"eventName":"GetObject"}')],
    ['a name that is written with escapes', document('{"event\\u004eame":"GetObject"}', '{"eventName":"Get\\u004fbject"}', '{"eventName":"other"}')],
    ['a name that is there twice', document('{"eventName":"GetObject","eventName":"x"}', '{"eventName":"x","eventName":"GetObject"}')],
    ['the same name deeper in the record', document('{"requestParameters":{"eventName":"GetObject"},"eventName":"x"}')],
    ['records that are nested deeper than the stack', document(`{"eventName":"GetObject","a":${'['.repeat(1200)}${']'.repeat(1200)}}`)],
    ['a byte order mark', `\uFEFF${one}`],
  ])('reads %s as by parsing, with and without a sieve', async (_, text) => {
    for (const sieve of [undefined, [], byName('GETobject')]) {
      for (const content of [gzipSync(text), Buffer.from(text)]) expect(await read(content, sieve)).toEqual(plainOutcome(Buffer.from(text), sieve));
    }
  });

  test.each<[string, Buffer]>([
    ['padding after the gzip stream', Buffer.concat([gzipSync(one), Buffer.alloc(5)])],
    ['two gzip members', Buffer.concat([gzipSync(one.slice(0, 20)), gzipSync(one.slice(20))])],
    ['a text that is no UTF-8', gzipSync(Buffer.concat([Buffer.from('{"Records":[{"a":"'), Buffer.from([0xff, 0xe2, 0x82]), Buffer.from('"}]}')]))],
    ['nothing compressed', gzipSync(document(`{"a":"${randomBytes(600_000).toString('hex')}"}`), { level: 0 })],
    ['fixed codes', gzipSync(one, { strategy: 4 })],
  ])('reads %s', async (_, content) => {
    const { visited } = await read(content);
    expect(visited).toEqual(readLogFile(content, 'a.json.gz').map(({ record, raw }, index) => [index, record, raw()]));
  });

  const wrongSum = gzipSync(one);
  wrongSum[wrongSum.length - 8] = (wrongSum[wrongSum.length - 8] as number) ^ 1;
  test.each<[string, Buffer]>([
    ['a gzip stream that is cut', gzipSync(one).subarray(0, 30)],
    ['a gzip stream that is cut before its sum', gzipSync(one).subarray(0, -8)],
    ['a wrong sum', wrongSum],
    ['garbage after the gzip stream', Buffer.concat([gzipSync(one), Buffer.from('garbage')])],
    ['garbage that states a size', Buffer.concat([gzipSync(one), Buffer.from([1, 2, 3, 4, 5, 6, 7, 0, 0, 0])])],
    ['half a document', gzipSync(one.slice(0, 30))],
    ['damage in the last of many records', gzipSync(document(...Array(4000).fill('{"eventName":"GetObject"}'), '{"eventName":oops}'))],
    ['damage in a record that the sieve would leave out', gzipSync(document('{"eventName":"other","a":01}'))],
    ['something behind the document', gzipSync(`${one},`)],
    ['a digest file', gzipSync('{"awsAccountId":"1","logFiles":[]}')],
    ['records that are no array', gzipSync('{"Records":[{}],"Records":{}}')],
    ['an array', gzipSync('[{"Records":[]}]')],
    ['nothing', Buffer.alloc(0)],
    ['more bytes than a log file has', tooLarge],
  ])('visits nothing of %s, and fails as parsing does', async (_, content) => {
    const { visited, visit } = collector();
    const reading = readFile(content, 'a.json.gz', { sieve: byName('GetObject'), streamAbove }, visit, scanner);
    const error = await reading.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DamagedFile);
    expect(() => readLogFile(content, 'a.json.gz')).toThrow(error as DamagedFile);
    expect(visited).toEqual([]);
  });
});

test.each(scanners)('the scanner %s reads any JSON among the records as parsing does', (_, scanner) => {
  const value = fc.oneof(fc.dictionary(fc.constantFrom('eventName', 'a', 'é"', '__proto__'), fc.jsonValue()), fc.jsonValue());
  const clause = fc.record({
    path: fc.array(fc.constantFrom('eventName', 'a', 'é"', ''), { maxLength: 3 }),
    values: fc.uniqueArray(fc.constantFrom('', 'a', 'b', 'true', 'é')).map((values) => new Set(values)),
  });
  fc.assert(
    fc.property(fc.array(value), fc.option(fc.array(clause), { nil: undefined }), fc.constantFrom(undefined, 1, '\t'), (records, sieve, space) => {
      const json = Buffer.from(JSON.stringify({ b: 1, Records: records }, undefined, space));
      expect(scannedOutcome(json, scanner, sieve)).toEqual(plainOutcome(json, sieve));
    }),
  );
});

test.each(scanners)('the scanner %s takes sieves that are too large or too strange for it', (_, scanner) => {
  const json = Buffer.from(document('{"eventName":"a","x":{"y":"A"}}', '{"eventName":"b"}', '{"é":"a"}', `{"eventName":"${'Z'.repeat(600)}"}`));
  const many = Array.from({ length: 3000 }, (_, at) => ({ path: [`member-${at}`, 'name'], values: new Set(['a']) }));
  for (const sieve of [
    many,
    [...many, ...byName('A')],
    byName('z'.repeat(600)),
    byName('y'.repeat(500)),
    [{ path: ['é'], values: new Set(['a']) }],
    [{ path: ['x', 'y'], values: new Set(['a']) }],
  ]) {
    expect(scannedOutcome(json, scanner, sieve)).toEqual(plainOutcome(json, sieve));
  }
});

test('a clause passes what is no text, also behind lists, and fails null', () => {
  const json = Buffer.from(
    document('{"a":[{"b":"X"},{"b":"y"}]}', '{"a":{"b":1}}', '{"a":{"b":[]}}', '{"a":{"b":null}}', '{"a":[[{"b":"Y"}]]}', '{"a":"y"}', '{}'),
  );
  const sieve = [{ path: ['a', 'b'], values: new Set(['y']) }];
  for (const [, scanner] of scanners) {
    expect(scannedOutcome(json, scanner, sieve)).toMatchObject({
      visited: [[0], [1], [2], [4]].map(([index]) => [index, {}, expect.any(String)]),
      counts: { records: 7, sifted: 3 },
    });
  }
});

describe.each(scanners)('the scanner %s, asked for members', (_, scanner) => {
  test.each<[string, string]>([
    ['spaces', ' { "Records" : [ { "eventName" : "a" , "readOnly" : true , "resources" :\n[ 1 , { } ] } ] }'],
    ['escapes', document('{"eventName":"a\\"b","errorCode":"\\u0041"}', '{"eventName":"a","readOnly":false}')],
    ['names with escapes', document('{"event\\u004eame":"a","readOnly":"true"}', '{"eventName":"b"}')],
    ['names that are there twice', document('{"eventName":"a","eventName":{"b":1}}', '{"eventName":null,"readOnly":1.0}')],
    ['the same names deeper', document('{"requestParameters":{"eventName":"x","list":[{"readOnly":true}]},"eventName":"a"}')],
    ['letters beyond ASCII', document('{"errorCode":"é","eventName":"a"}', '{"eventName":"ü"}')],
    ['records that are none', document('{"eventName":"a"}', '7')],
    ['large values', document(`{"additionalEventData":{"a":"${'x'.repeat(5000)}"},"userIdentity":{"a":"${'y'.repeat(5000)}"}}`)],
  ])('gives the same as parsing, with %s', (_name, text) => {
    for (const sieve of [undefined, byName('A'), [{ path: ['requestParameters', 'eventName'], values: new Set(['x']) }]]) {
      const [members, parsed] = memberOutcomes(Buffer.from(text), scanner, sieve);
      expect(members).toEqual(parsed);
    }
  });

  test('gives those of delivered files, in memory and piece by piece', async () => {
    for (const key of deliveredKeys) {
      for (const streamAbove of [undefined, 0]) {
        const visited: unknown[] = [];
        const visit = ({ record }: LogFileRecord) => visited.push(MEMBERS.map((name) => (record as Record<string, unknown>)[name]));
        await readFile(deliveredFile(key), key, { members: membersOf(MEMBERS), streamAbove }, visit, scanner);
        const expected = readLogFile(deliveredFile(key), key).map(({ record }) => MEMBERS.map((name) => (record as Record<string, unknown>)[name]));
        expect(JSON.stringify(visited) === JSON.stringify(expected)).toBe(true);
      }
    }
  });

  test('takes names that it cannot look for, and more than it can remember', () => {
    for (const members of [['é'], Array.from({ length: 80 }, (_element, at) => `member-${at}`)]) {
      const { visited, visit } = collector();
      readJson(Buffer.from(document('{"eventName":"a"}')), 'a', { members: membersOf(members) }, visit, scanner);
      expect(visited).toEqual([[0, { eventName: 'a' }, '{"eventName":"a"}']]);
    }
  });
});

test('a record of members is written with those that it has', () => {
  const { visited, visit } = collector();
  const [, scanner] = scanners[1] as (typeof scanners)[number];
  readJson(Buffer.from(document('{"eventName":"a","b":1,"readOnly":true}')), 'a', { members: membersOf(MEMBERS) }, visit, scanner);
  expect(JSON.stringify(visited[0]?.[1])).toBe('{"eventName":"a","readOnly":true}');
});

test('a file of many pieces is the same unpacked in one and unpacked in pieces', async () => {
  const record = (at: number) => `{"eventName":"a","n":${at},"text":"${createHash('sha512').update(String(at)).digest('hex')}"}`;
  const text = document(...Array.from({ length: 9000 }, (_, at) => record(at)));
  for (const level of [0, 1, 6]) {
    const content = gzipSync(text, { level });
    for (const [, scanner] of scanners) {
      const { visited, visit } = collector();
      expect(await readFile(content, 'a', { streamAbove: 0 }, visit, scanner)).toEqual({ records: 9000, sifted: 0 });
      expect(document(...visited.map(([, , raw]) => raw)) === text).toBe(true);
    }
  }
});

test('a file of many packed pieces is refused where it is damaged, and read where blocks are empty', async () => {
  const text = Array.from({ length: 4000 }, (_, at) => createHash('sha512').update(String(at)).digest('hex')).join('');
  for (const level of [0, 6]) {
    const content = gzipSync(document(`{"text":"${text}"}`), { level });
    const flipped = Buffer.from(content);
    flipped.writeUInt8(flipped.readUInt8(200_000) ^ 64, 200_000);
    // With blocks behind one another that hold nothing, more than are looked at in one go.
    const empty = Buffer.concat([content.subarray(0, 10), Buffer.from('000000ffff'.repeat(20_000), 'hex'), content.subarray(10)]);
    const visit = jest.fn();
    for (const [, scanner] of scanners) {
      for (const damaged of [flipped, content.subarray(0, 200_000)]) {
        await expect(readFile(damaged, 'a', { streamAbove: 0 }, visit, scanner)).rejects.toThrow(DamagedFile);
      }
      expect(visit).not.toHaveBeenCalled();
      expect(await readFile(empty, 'a', { streamAbove: 0 }, () => {}, scanner)).toEqual({ records: 1, sifted: 0 });
    }
  }
});

test('several files are read at the same time', async () => {
  const files = deliveredKeys.slice(0, 40);
  const all = await Promise.all(
    files.map(async (key, at) => {
      const { visited, visit } = collector();
      await readRecords(deliveredFile(key), key, { streamAbove: at % 2 === 0 ? 0 : undefined }, visit);
      return visited.length;
    }),
  );
  expect(all).toEqual(files.map((key) => readLogFile(deliveredFile(key), key).length));
});

test('an error of the visitor ends the reading', async () => {
  const visit = jest.fn(() => {
    throw new Error('enough');
  });
  await expect(readRecords(gzipSync(document('{}', '{}')), 'a', {}, visit)).rejects.toThrow('enough');
  expect(visit).toHaveBeenCalledTimes(1);
});

test.each([
  ['WebAssembly', undefined],
  ['vectors in WebAssembly', {}],
])('without %s the records are read all the same', async (_, replacement) => {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: unknown };
  const { visited, visit } = collector();
  await jest.isolateModulesAsync(async () => {
    const fresh: typeof import('../../lib/log-format/read-records.js') = jest.requireActual('../../lib/log-format/read-records');
    Object.assign(globalThis, { WebAssembly: replacement });
    await fresh.readRecords(gzipSync(one), 'a', {}, visit);
  });
  Object.assign(globalThis, { WebAssembly });
  expect(visited).toHaveLength(1);
});

test('what is committed as WebAssembly is of the source as it is', () => {
  const folder = join(__dirname, '../../wasm');
  const source = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
  // `npm run check` compiles it again and compares.
  expect(createHash('sha256').update(source).digest('hex')).toBe(WASM_SOURCE);
});
