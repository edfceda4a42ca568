import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { MAX_LOG_FILE_BYTES, readLogFile } from '../../lib/log-format/log-file';
import { elementsOf } from '../../lib/log-format/raw-json';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';

const gzipped = (text: string) => gzipSync(Buffer.from(text));
const read = (content: Uint8Array) => readLogFile(content, 'a.json.gz');
const one = '{"Records":[{"eventName":"GetObject"}]}';

test('reads every file of the fixtures, and each record again from its raw text', () => {
  const records = deliveredKeys.flatMap((key) => readLogFile(deliveredFile(key), key));
  expect(records.length).toBeGreaterThan(3100);
  expect(records.map(({ raw }) => JSON.parse(raw()))).toEqual(records.map(({ record }) => record));
});

test.each([
  ['gzipped', gzipped(one)],
  ['as plain JSON', Buffer.from(one)],
  ['with a byte order mark', gzipped(`\uFEFF${one}`)],
  ['with a newline at the end', gzipped(`${one}\n`)],
  ['with padding after the gzip stream', Buffer.concat([gzipped(one), Buffer.alloc(5)])],
  ['in two gzip members', Buffer.concat([gzipped(one.slice(0, 20)), gzipped(one.slice(20))])],
  ['in a part of a larger buffer', Buffer.concat([Buffer.from('xx'), gzipped(one)]).subarray(2)],
])('reads a file %s', (_, content) => {
  expect(read(content).map(({ record }) => record)).toEqual([{ eventName: 'GetObject' }]);
});

test('reads a file without records', () => {
  expect(read(gzipped('{"Records":[]}'))).toEqual([]);
});

test('replaces what is no UTF-8', () => {
  const [before, after] = one.split('GetObject').map((part) => Buffer.from(part)) as [Buffer, Buffer];
  expect(read(gzipSync(Buffer.concat([before, Buffer.from([0xff]), after]))).map(({ record }) => record?.eventName)).toEqual(['\uFFFD']);
});

test('keeps the text of a record as it was delivered', () => {
  const raw = '{ "bytesTransferredIn":0.0, "n":12345678901234567890, "s":"\\u00e9 \\\\\\" },{" }';
  expect(read(gzipped(`{"Records" : [ {}, ${raw} , null]}`)).map((record) => record.raw())).toEqual(['{}', raw, 'null']);
});

test('keeps what is no object among the records', () => {
  const records = read(gzipped('{"Records":[{"eventID":"1"},"text",null,[1,{}],7]}'));
  expect(records.map(({ record }) => record?.eventID)).toEqual(['1', undefined, undefined, undefined, undefined]);
  expect(records.map((record) => record.raw())).toEqual(['{"eventID":"1"}', '"text"', 'null', '[1,{}]', '7']);
});

test.each([
  ['a gzip stream that is cut', gzipped(one).subarray(0, 30), /^'a\.json\.gz' cannot be gunzipped .*truncated or damaged/],
  ['a gzip stream that is damaged', Buffer.concat([gzipped(one).subarray(0, 12), Buffer.alloc(20, 7)]), /^'a\.json\.gz' cannot be gunzipped/],
  ['garbage after the gzip stream', Buffer.concat([gzipped(one), Buffer.from('garbage that states a size')]), /cannot be gunzipped/],
  ['nothing', Buffer.alloc(0), /^'a\.json\.gz' is no CloudTrail log file: its 0 characters are not JSON/],
  ['text', Buffer.from('secret'), /its 6 characters are not JSON/],
  ['half a document', gzipped(one.slice(0, 30)), /its 30 characters are not JSON/],
  ['a digest file', gzipped('{"awsAccountId":"1","logFiles":[]}'), /expected an array 'Records', got the members \["awsAccountId","logFiles"\]/],
  ['records that are no array', gzipped('{"Records":{}}'), /expected an array 'Records', got the members \["Records"\]/],
  ['an array', gzipped('[]'), /got a JSON array/],
  ['null', gzipped('null'), /got a JSON null/],
  ['a text', gzipped('"secret"'), /got a JSON string/],
])('fails for %s, naming the file', (_, content, message) => {
  expect(() => read(content)).toThrow(message);
});

test('never repeats the content of a file in an error', () => {
  expect(() => read(gzipped('{"Records":[{"secret": oops}]}'))).toThrow(expect.not.stringMatching(/secret|oops/));
});

test.each([
  ['gzipped', gzipSync(Buffer.alloc(MAX_LOG_FILE_BYTES + 1, 0x20))],
  ['as plain JSON', Buffer.alloc(MAX_LOG_FILE_BYTES + 1, 0x20)],
])('refuses more bytes than a log file can have, %s', (_, content) => {
  expect(() => read(content)).toThrow(/more than 67108864 bytes of JSON/);
});

test('cuts any JSON array into the texts of its elements', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (elements, other, space) => {
      const text = JSON.stringify({ 'a"\\': other, Records: elements, b: [other, { Records: [1] }] }, undefined, space);
      expect(elementsOf(text, 'Records').map((element) => JSON.parse(element))).toEqual(JSON.parse(JSON.stringify(elements)));
    }),
  );
});

test('cuts the last array where a member is there twice, and none where it is no array', () => {
  expect(elementsOf('{"Records":[1],"Records":[2,3]}', 'Records')).toEqual(['2', '3']);
  expect(elementsOf('{"Records":7,"a":[1]}', 'Records')).toEqual([]);
  expect(elementsOf('{}', 'Records')).toEqual([]);
});
