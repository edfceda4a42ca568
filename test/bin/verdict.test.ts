import { Metrics } from '../../bin/commands/start/metrics';
import { showReport } from '../../bin/commands/start/show-report';
import { type Numbers, verdict } from '../../bin/commands/start/verdict';
import type { AccessRow } from '../../handlers/access-report/core';

const row = (eventID: string, more: Partial<AccessRow> = {}): AccessRow => ({
  eventTime: '2026-08-03T09:00:00Z',
  eventID,
  account: '111122223333',
  region: 'eu-west-1',
  principal: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' },
  access: 'read',
  outcome: 'succeeded',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  resources: ['arn:aws:s3:::reports/q3.csv'],
  logFile: 'key',
  ...more,
});

function verdictOn(rows: AccessRow[], metrics: Record<string, number>, more: Partial<Numbers> = {}) {
  const summed = new Metrics();
  const names = Object.keys(metrics).map((Name) => ({ Name }));
  summed.add([JSON.stringify({ _aws: { CloudWatchMetrics: [{ Dimensions: [['service']], Metrics: names }] }, ...metrics })]);
  const independent = {
    records: 3,
    events: new Map([
      ['a', 1],
      ['b', 1],
    ]),
    unreadable: [],
  };
  return verdict({ rows, independent, metrics: summed, deadLetters: [], notifications: 2, ...more });
}

const fine = { Files: 1, DuplicateFiles: 1, RecordsRead: 3, Rows: 2, RecordsNotDataAccess: 1 };

test('finds nothing wrong where everything adds up', () => {
  const { text, exitCode } = verdictOn([row('a'), row('b')], fine);

  expect(text).toContain('2 notifications = 1 processed + 1 repeated');
  expect(text).toContain('2 rows, independent count 2: equal');
  expect(exitCode).toBe(0);
});

test.each<[what: string, rows: AccessRow[], metrics: Record<string, number>, message: string]>([
  ['an event has no row', [row('a')], fine, '1 event id without a row: b'],
  ['an event has two rows', [row('a'), row('a'), row('b')], fine, '1 event id with more rows than the files have events: a'],
  ['a row is of no event', [row('a'), row('b'), row('c')], fine, 'with more rows than the files have events: c'],
  ['a record is not accounted for', [row('a'), row('b')], { ...fine, RecordsNotDataAccess: 0 }, '3 records DOES NOT EQUAL 2 rows'],
  ['a notification is not accounted for', [row('a'), row('b')], { ...fine, Files: 0 }, '2 notifications DOES NOT EQUAL 0 processed'],
])('ends with 1 and says so where %s', (_, rows, metrics, message) => {
  const { text, exitCode } = verdictOn(rows, metrics);

  expect(text).toContain(message);
  expect(exitCode).toBe(1);
});

test('names a file that failed once, with the reason', () => {
  const letter = { about: 'bad\u0007.json', body: '', reasons: ['it is truncated'] };

  const { text, exitCode } = verdictOn([row('a'), row('b')], { ...fine, DuplicateFiles: 0, Files: 0 }, { deadLetters: [letter, letter] });

  expect(text.match(/FAILED: bad\\u0007\.json\n {2}it is truncated/g)).toHaveLength(1);
  expect(text).toContain('1 file failed');
  expect(exitCode).toBe(1);
});

test('groups by role rather than by session, and lists what was denied', () => {
  const session = (name: string) => ({
    type: 'AssumedRole',
    arn: `arn:aws:sts::1:assumed-role/App/${name}`,
    sessionIssuer: 'arn:aws:iam::1:role/App',
  });

  const text = showReport([
    row('a', { principal: session('x') }),
    row('b', { principal: session('y') }),
    row('c', { principal: { type: 'AWSAccount', account: '444455556666' }, outcome: 'denied', sourceIPAddress: '198.51.100.7' }),
  ]);

  expect(text).toMatch(/arn:aws:iam::1:role\/App +read +succeeded +2\n/);
  expect(text).toMatch(/Denied: 1 attempt\n[^\n]+\n[^\n]+\n {2}2026-08-03T09:00:00Z {2}AWSAccount 444455556666 {2}GetObject .*198\.51\.100\.7$/);
});

test('says why there may be nothing to report', () => {
  expect(showReport([])).toContain('only with data event selectors');
});
