import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataEvent } from '../helpers/cloudtrail-events';
import { cli, write } from './cli';

jest.setTimeout(60_000);

const ROW = [
  'resource',
  'resourceType',
  'action',
  'eventName',
  'eventTime',
  'eventID',
  'principal',
  'person',
  'account',
  'region',
  'sourceIp',
  'denied',
  'copies',
];
const DAY = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/08/03/111122223333_CloudTrail_eu-west-1_20260803T0905Z_Ab12Cd34Ef56Gh78.json.gz';

const session = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/Reports/x',
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Reports' } },
};
const assumeRole = {
  ...dataEvent({
    eventID: '9',
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    eventCategory: 'Management',
    managementEvent: true,
    resources: null,
  }),
  responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLE' }, assumedRoleUser: { arn: session.arn } },
};
const hostile = dataEvent({
  eventID: '4',
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::reports/<b>"x",\u001b[31m' }],
  sourceIPAddress: '=1+1',
});
const records = [
  dataEvent({ eventID: '1', sourceIPAddress: '198.51.100.7' }),
  dataEvent({ eventID: '2', eventName: 'PutObject', userIdentity: session, eventTime: '2026-08-03T10:00:00Z' }),
  dataEvent({
    eventID: '3',
    eventName: 'DeleteObject',
    errorCode: 'AccessDenied',
    resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::other/b' }],
  }),
  hostile,
  assumeRole,
];

const access = (...args: string[]) => cli(['access', ...args]);
const parsed = async (...args: string[]) => JSON.parse((await access(...args, '--format', 'json')).stdout);

test('writes the rows of the documented form, in the order of time, with the person behind a chain of roles', async () => {
  write(DAY, { Records: records });
  const { rows, schemaVersion, inputs, people, blindSpots, totals } = await parsed('AWSLogs');

  expect(rows.map(({ eventID }: { eventID: string }) => eventID)).toEqual(['1', '3', '4', '2']);
  for (const row of rows) expect(Object.keys(row)).toEqual(ROW);
  expect(rows[3]).toEqual({
    ...{ resource: 'arn:aws:s3:::reports/a.csv', resourceType: 'AWS::S3::Object', action: 'write', eventName: 'PutObject' },
    ...{ eventTime: '2026-08-03T10:00:00Z', eventID: '2', principal: 'arn:aws:iam::111122223333:role/Reports', person: 'ana' },
    ...{ account: '111122223333', region: 'eu-west-1', sourceIp: null, denied: false, copies: 1 },
  });
  expect(schemaVersion).toBe('1');
  expect(totals).toMatchObject({ rows: 4, denied: 1, counts: { read: 2, write: 1, delete: 1 } });
  expect(inputs).toMatchObject({
    recordsRead: 5,
    records: { entries: 4, notDataAccess: 1 },
    files: [{ records: 5, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  expect(people).toContainEqual({ principal: 'arn:aws:iam::111122223333:role/Reports', session: session.arn, person: 'ana', how: 'chain' });
  expect(blindSpots.length).toBeGreaterThan(5);
});

test('counts copies, whatever the form of the file that they are in', async () => {
  write('logs/a.json.gz', { Records: [records[0]] });
  write('logs/b.jsonl', `${JSON.stringify(records[0])}\n${JSON.stringify(dataEvent({ eventID: '7' }))}\n`);

  expect((await parsed('logs')).rows.map(({ copies }: { copies: number }) => copies)).toEqual([2, 1]);
});

test('writes CSV that is no formula and breaks no line', async () => {
  write(DAY, { Records: [hostile] });
  const { stdout } = await access('AWSLogs', '--format', 'csv');

  expect(stdout.split('\r\n')).toEqual([
    ROW.join(','),
    '"arn:aws:s3:::reports/<b>""x"",\u001b[31m",AWS::S3::Object,read,GetObject,2026-08-03T09:01:02Z,4,' +
      "arn:aws:iam::111122223333:user/ana,ana,111122223333,eu-west-1,'=1+1,false,1",
    '',
  ]);
});

test('adds up by day, and writes lines alone where that is asked for', async () => {
  write(DAY, { Records: records });
  const lines = (await access('AWSLogs', '--rollup', '--format', 'jsonl', '--resource', 'reports')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

  expect(lines).toMatchObject([
    { day: '2026-08-03', counts: { read: 1 } },
    { principal: 'arn:aws:iam::111122223333:role/Reports', counts: { write: 1 } },
    { counts: { read: 1 } },
  ]);
  expect((await access('AWSLogs', '--rollup', '--format', 'csv')).stdout.split('\r\n')[0]).toMatch(
    /^day,resource,principal,person,.*read,list,write,delete,invoke,denied/,
  );
});

test('suggests a policy with the period that it rests on, and adds up all services, where that is asked for', async () => {
  write(DAY, { Records: records });
  const { suggestedPolicies, principals } = await parsed('AWSLogs', '--policy', '--principals');

  expect(suggestedPolicies).toContainEqual({
    principal: 'arn:aws:iam::111122223333:role/Reports',
    policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:PutObject'], Resource: ['arn:aws:s3:::reports/a.csv'] }] },
    ...{ events: 1, first: '2026-08-03T10:00:00Z', last: '2026-08-03T10:00:00Z', notCovered: [] },
  });
  expect(principals['arn:aws:iam::111122223333:user/ana']).toMatchObject({ events: 4, actions: { 'sts:AssumeRole': 1 } });
});

test('prints a table in which nothing of a log is run, and says what it rests on', async () => {
  write(DAY, { Records: records });
  const { stdout, exitCode } = await access('AWSLogs', '--policy', '--principals');

  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toMatch(/delete: DENIED\s+arn:aws:s3:::other\/b/);
  expect(stdout).toContain('ana (Reports)');
  expect(stdout).toContain('1 log file with 5 records');
  expect(stdout).toContain('SUGGESTED policies');
  expect(stdout).toContain('Blind spots:');
});

test('names a file that cannot be read, and ends with 1', async () => {
  write(DAY, { Records: records });
  write('AWSLogs/broken.json.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  const { exitCode, stderr, stdout } = await access('AWSLogs', '--format', 'json');

  expect(exitCode).toBe(1);
  expect(stderr).toContain('left out: AWSLogs/broken.json.gz');
  expect(JSON.parse(stdout).inputs.failed).toMatchObject([{ name: 'AWSLogs/broken.json.gz' }]);
});

test('counts a record that nobody can read, and ends with 1', async () => {
  write(DAY, { Records: [...records, 'x', { eventName: 'GetObject' }] });

  expect((await access('AWSLogs')).exitCode).toBe(1);
  expect((await parsed('AWSLogs')).inputs.records.unreadable).toBeGreaterThan(0);
});

test.each<[args: string[], message: RegExp]>([
  [[], /there are no logs/],
  [['nowhere'], /logs in nowhere cannot be read/],
  [['.'], /there is no log file in \./],
  [['.', '--from', 'yesterday'], /--from yesterday is no time/],
  [['.', '--from', '2026-08-04', '--to', '2026-08-03'], /is not before --to/],
  [['.', '--unused-days', '0'], /--unused-days 0 is no number of days/],
  [['.', '--format', 'pdf'], /Allowed choices are table, csv, json, jsonl, html/],
])('ends with 2 where it cannot run: %j', async (args, message) => {
  const { exitCode, stderr } = await access(...args);

  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
});

test('writes a file whole or not at all', async () => {
  const log = write(DAY, { Records: records });
  const folder = (await cli(['access', log, '--format', 'html', '--output', 'report.html'])).exitCode;

  expect(folder).toBe(0);
  expect((await cli(['access', log, '--output', 'nowhere/report.html'])).exitCode).toBe(2);
  expect(existsSync(join('nowhere', 'report.html'))).toBe(false);
});
