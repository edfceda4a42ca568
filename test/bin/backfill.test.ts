import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type GivenOptions, requestOf } from '../../bin/commands/backfill/options';
import { parseNotification } from '../../lib/log-format/notification';
import { LocalSqs } from '../helpers/local-sqs';
import { cli } from './cli';
import { Bucket, endpointOf, s3With } from './local-s3-client';

let sqs: LocalSqs;
let s3: Awaited<ReturnType<typeof s3With>>;
let checkpoint: string;

beforeEach(async () => {
  sqs = await LocalSqs.start('files');
  s3 = await s3With();
  checkpoint = join(mkdtempSync(join(tmpdir(), 'backfill-test-')), 'progress.json');
});
afterEach(async () => {
  rmSync(join(checkpoint, '..'), { recursive: true });
  await sqs.close();
});

const env = () => ({
  AWS_ENDPOINT_URL_S3: endpointOf(s3),
  ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
});

const backfill = (...args: string[]) => cli(['backfill', ...args], { env: env() });
const toQueue = () => ['--queue-url', sqs.url('files')];

/** The key of a log file. */
function file(day: string, { account = '111122223333', region = 'eu-west-1', kind = 'CloudTrail', top = 'AWSLogs', name = 'aaaaaaaaaaaaaaaa' } = {}) {
  return `${top}/${account}/${kind}/${region}/${day.replaceAll('-', '/')}/${account}_${kind}_${region}_${day.replaceAll('-', '')}T0005Z_${name}.json.gz`;
}

async function stored(...keys: string[]): Promise<void> {
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
}

const announced = () => sqs.bodies('files').flatMap((body) => parseNotification(body).objects);
const keys = () =>
  announced()
    .map(({ key }) => key)
    .sort();

test('announces the log files of the days, as S3 does through EventBridge, and no others', async () => {
  const wanted = [file('2026-11-01'), file('2026-11-02', { name: 'bbbbbbbbbbbbbbbb' }), file('2026-11-03')];
  await stored(...wanted, file('2026-10-31'), file('2026-11-04'));

  const { exitCode, stdout } = await backfill(`s3://${Bucket}`, ...toQueue(), '--from', '2026-11-01', '--to', '2026-11-03');

  expect(stdout).toContain(`3 log files (0 MB) of 2026-11-01 to 2026-11-03 in 1 folder of s3://${Bucket} were announced to ${sqs.url('files')}.`);
  expect(exitCode).toBe(0);
  expect(announced().every(({ bucket }) => bucket === Bucket)).toBe(true);
  expect(keys()).toEqual(wanted.sort());
});

test('finds the accounts of an organization below a prefix, and says which folders it did not look into', async () => {
  const top = 'audit/logs/AWSLogs/o-abcdefghij';
  const wanted = [file('2026-11-01', { top }), file('2026-11-01', { top, account: '444455556666', region: 'us-east-1' })];
  await stored(
    ...wanted,
    file('2026-11-01', { top, kind: 'CloudTrail-Digest' }),
    file('2026-11-01', { top, kind: 'CloudTrail-Insight' }),
    'audit/logs/AWSLogs/111122223333/elasticloadbalancing/eu-west-1/x',
    'audit/logs/AWSLogs/else/x',
    file('2026-11-01'),
  );

  const { stdout } = await backfill(`s3://${Bucket}/audit/logs`, ...toQueue(), '--from', '2026-11-01', '--json');

  expect(keys()).toEqual(wanted.sort());
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ schemaVersion: '1', complete: true, failure: null, folders: 2, files: 2, bytes: 2, missing: [] },
    passedOver: {
      folders: {
        'not of CloudTrail': 1,
        'neither an account nor an organization': 1,
        'family CloudTrail-Digest not asked for': 1,
        'family CloudTrail-Insight not asked for': 1,
      },
    },
  });
});

test('keeps to the accounts, Regions and families that are asked for, and says which are not there', async () => {
  const insight = { kind: 'CloudTrail-Insight' };
  await stored(file('2026-11-01'), file('2026-11-01', insight), file('2026-11-01', { ...insight, region: 'us-east-1' }));
  await stored(file('2026-11-01', { ...insight, account: '444455556666' }));

  const { exitCode, stdout } = await backfill(
    ...[`s3://${Bucket}`, ...toQueue(), '--from', '2026-11-01', '--kinds', 'CloudTrail-Insight', '--regions', 'eu-west-1'],
    ...['--accounts', '111122223333,777788889999'],
  );

  expect(keys()).toEqual([file('2026-11-01', insight)]);
  expect(stdout).toContain('MISSING: account 777788889999 was asked for and has no folder');
  expect(exitCode).toBe(1);
});

test('counts what is in the folder of a day and is no log file', async () => {
  await stored(file('2026-11-01'), file('2026-11-01').replace(/[^/]+$/, 'notes.txt'));
  const { stdout } = await backfill(`s3://${Bucket}`, ...toQueue(), '--from', '2026-11-01');
  expect(keys()).toEqual([file('2026-11-01')]);
  expect(stdout).toContain('passed over: 1 object: not the name of a log file');
});

test('sends ten at a time, and again what the queue did not take at first', async () => {
  const wanted = Array.from({ length: 25 }, (_, index) => file('2026-11-01', { name: `file${String(index).padStart(12, '0')}` }));
  await stored(...wanted);
  const refusedOnce = new Set<string>();
  sqs.fault = (_, { MessageBody }) => {
    const key = parseNotification(MessageBody).objects[0]?.key ?? '';
    if (!key.includes('7') || refusedOnce.has(key)) return undefined;
    refusedOnce.add(key);
    return { Code: 'InternalError', SenderFault: false };
  };

  const { exitCode } = await backfill(`s3://${Bucket}`, ...toQueue(), '--from', '2026-11-01');

  expect(exitCode).toBe(0);
  expect(refusedOnce.size).toBe(2);
  expect(keys()).toEqual(wanted);
  expect(sqs.requests.length).toBeLessThanOrEqual(5);
});

test('goes on where it stopped, with what it did not announce, and leaves none out', async () => {
  const wanted = ['2026-11-01', '2026-11-02'].flatMap((day) => ['eu-west-1', 'us-east-1'].map((region) => file(day, { region })));
  await stored(...wanted);
  const args = [`s3://${Bucket}`, ...toQueue(), '--from', '2026-11-01', '--checkpoint', checkpoint, '--json'];
  sqs.fault = (_, { MessageBody }) => (MessageBody.includes('us-east-1') ? { Code: 'AccessDenied', SenderFault: true } : undefined);

  const first = await backfill(...args);
  expect(first.exitCode).toBe(1);
  expect(JSON.parse(first.stdout)).toMatchObject({ complete: false, failure: expect.stringContaining('AccessDenied'), files: 2 });

  sqs.fault = () => undefined;
  const second = await backfill(...args);
  expect(second.exitCode).toBe(0);
  expect(JSON.parse(second.stdout)).toMatchObject({ complete: true, files: 4 });
  expect(keys()).toEqual(wanted.sort());

  const third = await backfill(...args);
  expect(JSON.parse(third.stdout)).toMatchObject({ complete: true, files: 4 });
  expect(keys()).toHaveLength(4);
});

test('counts without a queue, and writes no checkpoint', async () => {
  await stored(file('2026-11-01'));
  const { exitCode, stdout } = await backfill(`s3://${Bucket}`, '--from', '2026-11-01', '--dry-run', '--checkpoint', checkpoint);
  expect(stdout).toContain('1 log file (0 MB)');
  expect(stdout).toContain('would be announced');
  expect(exitCode).toBe(0);
  expect(sqs.requests).toEqual([]);
  expect(existsSync(checkpoint)).toBe(false);
});

test('prints the policy that it needs, and asks nobody', async () => {
  const { stdout } = await cli(
    [
      ...['backfill', 's3://logs/audit', '--from', '2026-11-01', '--print-policy', '--queue-url'],
      'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q',
    ],
    { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } },
  );
  expect(JSON.parse(stdout).Statement).toEqual([
    expect.objectContaining({
      Action: 's3:ListBucket',
      Resource: 'arn:aws-cn:s3:::logs',
      Condition: { StringLike: { 's3:prefix': ['audit/AWSLogs/*'] } },
    }),
    expect.objectContaining({ Action: 'sqs:SendMessage', Resource: 'arn:aws-cn:sqs:cn-north-1:111122223333:q' }),
  ]);
});

test.each<[string, string, Partial<GivenOptions>, RegExp]>([
  ['no queue', 's3://logs', { dryRun: false }, /--queue-url is missing/],
  ['no bucket', 'logs', {}, /names no bucket/],
  ['a place within the archive', 's3://logs/AWSLogs/111122223333/', {}, /must end before AWSLogs\//],
  ['a day that is on no calendar', 's3://logs', { from: '2026-02-30' }, /--from <day> must be a day of the calendar.*"2026-02-30"/],
  ['an end before the start', 's3://logs', { to: '2026-10-31' }, /is after --to/],
  ['half an account', 's3://logs', { accounts: ['1111'] }, /--accounts must be 12 digits.*"1111"/],
  ['a Region that is none', 's3://logs', { regions: ['Ireland'] }, /--regions must be such as eu-west-1, got "Ireland"/],
  ['a family that there is not', 's3://logs', { kinds: ['Digest'] }, /--kinds must be any of CloudTrail, /],
  ['a queue by its ARN', 's3://logs', { queueUrl: 'arn:aws:sqs:eu-west-1:1:q' }, /--queue-url .* is not the URL of a queue/],
])('cannot run with %s', (_, archive, options, message) => {
  expect(() => requestOf(archive, { from: '2026-11-01', dryRun: true, ...options })).toThrow(message);
});

test('cannot run where there are no log files, or no queue', async () => {
  const empty = await backfill(`s3://${Bucket}`, ...toQueue(), '--from', '2026-11-01');
  expect(empty).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`there are no folders of log files that were asked for in s3://${Bucket}/AWSLogs/`),
  });

  await stored(file('2026-11-01'));
  const nowhere = await backfill(`s3://${Bucket}`, '--queue-url', sqs.url('other'), '--from', '2026-11-01');
  expect(nowhere).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/queue .*other cannot be used \(QueueDoesNotExist/) });
});

test.each<[string, (text: string) => string, RegExp]>([
  ['of another request', (text) => text.replace('2026-11-01', '2025-01-01'), /from was "2025-01-01" and is "2026-11-01"/],
  ['that is none of this command', () => '{}', /is not one of this command/],
  ['that is cut off', (text) => text.slice(0, 20), /cannot be read .*remove it to begin again/],
])('cannot go on from a checkpoint %s', async (_, changed, message) => {
  await stored(file('2026-11-01'));
  const args = [`s3://${Bucket}`, ...toQueue(), '--from', '2026-11-01', '--checkpoint', checkpoint];
  await backfill(...args);
  writeFileSync(checkpoint, changed(readFileSync(checkpoint, 'utf8')));

  const { exitCode, stderr } = await backfill(...args);
  expect(stderr).toMatch(message);
  expect(exitCode).toBe(2);
});
