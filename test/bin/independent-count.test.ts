import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { countIndependently, WITHOUT_ID } from '../../bin/commands/start/independent-count';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'independent-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function countOf(...records: unknown[]) {
  const file = join(folder, 'a.json');
  writeFileSync(file, JSON.stringify({ Records: records }));
  return countIndependently([file]);
}

const base = { eventID: 'a', eventTime: '2026-08-03T09:00:00Z', eventSource: 's3.amazonaws.com', eventName: 'GetObject' };

test.each<[what: string, record: unknown, events: number]>([
  ['a data event', { ...base, eventCategory: 'Data' }, 1],
  ['a data event of before there were categories', { ...base, managementEvent: false }, 1],
  ['a data event of before records said anything', base, 1],
  ['a read of a stream of a table', { ...base, eventCategory: 'Data', eventSource: 'streams.dynamodb.amazonaws.com' }, 1],
  ['a management event', { ...base, eventCategory: 'Management', managementEvent: true }, 0],
  ['an old management event', { ...base, eventName: 'PutBucketPolicy' }, 0],
  ['network activity', { ...base, eventCategory: 'NetworkActivity' }, 0],
  ['a data event of another service', { ...base, eventCategory: 'Data', eventSource: 'sqs.amazonaws.com' }, 0],
  ['an event without a time', { ...base, eventCategory: 'Data', eventTime: 'yesterday' }, 0],
  ['what is no record', null, 0],
])('counts the accesses of %s', (_, record, events) => {
  const counted = countOf(record);

  expect([counted.records, counted.events.size]).toEqual([1, events]);
});

test('counts an event once however often it is there, and once per account that logged it', () => {
  const event = { ...base, eventCategory: 'Data', recipientAccountId: '1' };

  expect([...countOf(event, event, { ...event, recipientAccountId: '2' }).events]).toEqual([['a', 2]]);
});

test('counts the copies of an event for several accounts once', () => {
  const event = { ...base, eventCategory: 'Data', recipientAccountId: '1', sharedEventID: 's' };

  expect([...countOf(event, { ...event, eventID: 'b', recipientAccountId: '2' }).events]).toEqual([['s', 1]]);
});

test('tells events without an id apart by their content', () => {
  const event = { ...base, eventID: undefined, eventCategory: 'Data' };

  expect([...countOf(event, event, { ...event, eventName: 'PutObject' }).events]).toEqual([[WITHOUT_ID, 2]]);
});

test('names a file that it cannot read, and counts the others', () => {
  const [good, bad] = [join(folder, 'good.json.gz'), join(folder, 'bad.json.gz')];
  writeFileSync(good, gzipSync(JSON.stringify({ Records: [{ ...base, eventCategory: 'Data' }] })));
  writeFileSync(bad, 'no gzip');

  expect(countIndependently([bad, good])).toMatchObject({ records: 1, unreadable: [bad] });
});
