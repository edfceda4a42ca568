import { type AccessRow, FileReporter, linesOf, MEMBERS, ownerOf, rowsKeyOf, settle } from '../../handlers/access-report/core';
import { type LogFileRecord, readLogFile } from '../../lib/log-format/log-file';
import { type LogFileKey, parseLogFileKey } from '../../lib/log-format/log-file-key';
import { membersOf } from '../../lib/log-format/member-record';
import { readRecords } from '../../lib/log-format/read-records';
import { bytesOf } from '../helpers/body';
import { dataEvent, dataEvents, keyOf, logFileKey, recordsOf } from '../helpers/cloudtrail-events';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';

const file = logFileKey();
const all = () => true;
const reportOn = (records: readonly LogFileRecord[], key: LogFileKey) => {
  const report = new FileReporter(key);
  for (const record of records) report.add(record);
  return report;
};
/** What is settled, with the rows as objects. */
const settledBy = (report: FileReporter, isOurs: Parameters<typeof settle>[1]) => {
  const { lines, counts } = settle(report, isOurs);
  const rows = bytesOf(lines)
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line): AccessRow => JSON.parse(line));
  return { rows, counts };
};
const rowsOf = (records: readonly unknown[]) => settledBy(reportOn(recordsOf(records), file), all);

test('what is left out of records is in no row', async () => {
  for (const key of deliveredKeys) {
    const [content, parts] = [deliveredFile(key), parseLogFileKey(key) as LogFileKey];
    const report = new FileReporter(parts);
    await readRecords(content, key, { members: membersOf(MEMBERS) }, (record) => report.add(record));
    const plain = reportOn(readLogFile(content, key), parts);
    expect(report.unreadable).toEqual(plain.unreadable);
    expect(report.candidates).toEqual(plain.candidates);
    const [settled, settledPlain] = [settle(report, all), settle(plain, all)];
    expect(settled.counts).toEqual(settledPlain.counts);
    expect(bytesOf(settled.lines).toString()).toBe(bytesOf(settledPlain.lines).toString());
  }
});

test('reports the fixtures: every record is a row or counted, every event once', () => {
  const seen = new Set<string>();
  const settled = deliveredKeys.map((key) => {
    const report = reportOn(readLogFile(deliveredFile(key), key), parseLogFileKey(key) as LogFileKey);
    return settledBy(report, ({ object, event }) => !seen.has(`${object} ${event}`) && Boolean(seen.add(`${object} ${event}`)));
  });

  const sum = (name: string) => settled.reduce((total, { counts }) => total + (counts[name as 'Rows'] ?? 0), 0);
  const rows = settled.flatMap((one) => one.rows);
  expect({
    files: sum('Files'),
    read: sum('RecordsRead'),
    rows: sum('Rows'),
    duplicates: sum('RecordsDuplicateEvent'),
    unreadable: sum('UnreadableRecords'),
  }).toEqual({ files: deliveredKeys.length, read: 3201, rows: 46, duplicates: 18, unreadable: 0 });
  expect(sum('RecordsRead')).toBe(sum('Rows') + sum('RecordsNotDataAccess') + sum('RecordsDuplicateEvent') + sum('UnreadableRecords'));
  expect(new Set(rows.map(({ account, eventID }) => `${account} ${eventID}`)).size).toBe(46);
  expect(rows.every(({ resources, principal }) => resources.length > 0 && principal.type !== 'Unknown')).toBe(true);
});

test('leaves a row to the log file that reports its event', () => {
  const report = reportOn(recordsOf(dataEvents(1, 2, 3)), file);

  const { rows, counts } = settledBy(report, ({ event }) => event.endsWith('2'));

  expect(rows.map(({ eventID }) => eventID.slice(-1))).toEqual(['2']);
  expect(counts).toMatchObject({ RecordsRead: 3, Rows: 1, RecordsDuplicateEvent: 2 });
});

test('writes an event once that a file repeats', () => {
  expect(rowsOf(dataEvents(1, 2, 1)).counts).toMatchObject({ RecordsRead: 3, Rows: 2, RecordsDuplicateEvent: 1 });
});

test('keeps apart the events of two accounts with one event id', () => {
  expect(rowsOf([dataEvent(), dataEvent({ recipientAccountId: '444455556666' })]).counts).toMatchObject({ Rows: 2 });
});

test('writes an event once that several accounts were told of, each under an id of its own', () => {
  const copies = [dataEvent({ sharedEventID: 's' }), dataEvent({ sharedEventID: 's', eventID: 'other', recipientAccountId: '444455556666' })];

  expect(rowsOf(copies).counts).toMatchObject({ Rows: 1, RecordsDuplicateEvent: 1 });
});

test('knows an event without an id by its text', () => {
  const nameless = { ...dataEvent(), eventID: undefined };
  const { rows, counts } = rowsOf([nameless, nameless, { ...nameless, requestID: '2' }]);
  expect(counts).toMatchObject({ Rows: 2, RecordsDuplicateEvent: 1 });
  expect(rows[0]?.eventID).toMatch(/^sha256-[0-9a-f]{64}$/);
});

test.each([
  ['is no object', 'text'],
  ['is null', null],
  ['has no event source', { ...dataEvent(), eventSource: undefined }],
  ['has no event name', { ...dataEvent(), eventName: '' }],
  ['has no time', { ...dataEvent(), eventTime: undefined }],
  ['has a time of no meaning', { ...dataEvent(), eventTime: 'yesterday' }],
])('keeps a record as it is that %s', (_, record) => {
  const report = reportOn(recordsOf([record, dataEvent()]), file);
  expect(report.unreadable).toEqual([JSON.stringify(record)]);
  expect(settle(report, all).counts).toMatchObject({ RecordsRead: 2, Rows: 1, UnreadableRecords: 1 });
});

test('makes a line of an unreadable record, however it was formatted', () => {
  const { unreadable } = reportOn(readLogFile(Buffer.from('{"Records":[{"eventName":\r\n  "a\\nb"\n}]}'), 'x'), file);
  expect(linesOf(unreadable)).toBe('{"eventName":   "a\\nb" }\n');
});

test('takes what a record of before 1.02 does not say from the key of its file', () => {
  const { rows } = rowsOf([
    dataEvent({ recipientAccountId: undefined, awsRegion: undefined }),
    dataEvent({ recipientAccountId: '../x', awsRegion: 'a/b' }),
  ]);
  expect(rows.map(({ account, region }) => [account, region])).toEqual([['111122223333', 'eu-west-1']]);
});

test('writes times in one form', () => {
  const times = ['2026-08-03T09:01:02Z', '2026-08-03 09:01:03', '2026-08-03T09:01:04.5Z'];
  const events = times.map((eventTime, index) => dataEvent({ eventTime, eventID: String(index) }));
  expect(rowsOf(events).rows.map(({ eventTime }) => eventTime)).toEqual(['2026-08-03T09:01:02Z', '2026-08-03T09:01:03Z', '2026-08-03T09:01:04.500Z']);
});

test.each([
  ['2026-08-03T09:04:59Z', 'access-report/claims/account=111122223333/region=eu-west-1/day=2026-08-03/0900.json'],
  ['2026-08-03T09:05:00Z', 'access-report/claims/account=111122223333/region=eu-west-1/day=2026-08-03/0905.json'],
  ['2026-08-02T23:59:59Z', 'access-report/claims/account=111122223333/region=eu-west-1/day=2026-08-02/2355.json'],
])('claims an event of %s in its five minutes, whenever it was delivered', (eventTime, object) => {
  expect(reportOn(recordsOf([dataEvent({ eventTime })]), file).candidates.map((candidate) => candidate.object)).toEqual([object]);
});

test('names the rows after the log file, by account, Region and day of delivery', () => {
  expect(rowsKeyOf(file)).toMatch(
    /^access-report\/rows\/account=111122223333\/region=eu-west-1\/day=2026-08-03\/111122223333_CloudTrail_eu-west-1_20260803T0905Z_Ab12Cd34Ef56Gh78-[0-9a-f]{16}\.ndjson$/,
  );
  expect(parseLogFileKey(rowsKeyOf(file))).toBeUndefined();
});

test('tells files of one name apart by prefix and organization', () => {
  const variants = [file, logFileKey({ prefix: 'a' }), logFileKey({ prefix: 'b' }), logFileKey({ organizationId: 'o-exampleorgid' })];
  expect(new Set(variants.map(rowsKeyOf)).size).toBe(4);
  expect(new Set(variants.map(ownerOf)).size).toBe(4);
  expect(rowsKeyOf(parseLogFileKey(keyOf({ prefix: 'a' })) as LogFileKey)).toBe(rowsKeyOf(logFileKey({ prefix: 'a' })));
});

test('fails where a record is lost', () => {
  const report = reportOn(recordsOf(dataEvents(1)), file);
  expect(() => settle({ ...report, recordsRead: 2 }, all)).toThrow('records are lost: 2 read, 1 accounted for');
});
