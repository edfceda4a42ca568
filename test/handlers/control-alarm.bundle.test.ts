import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LocalLambda } from '../../bin/commands/start/lambda';
import { ALARM_IDS } from '../../lib/rules/controls/alarms/low-noise';
import { bundleHandler } from '../helpers/bundle';
import { localEnvironment } from '../helpers/environment';
import { type HttpServer, startHttpServer } from '../helpers/http-server';
import { call, ROOT, signIn } from '../rules/controls/alarms/records';

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';
const folder = mkdtempSync(join(tmpdir(), 'control-alarm-'));
const bundle = join(folder, 'index.js');
let sns: HttpServer;
let lambda: LocalLambda;
/** What the topic got, and what it answers first in place of taking a message. */
const got: URLSearchParams[] = [];
let refusals: number[] = [];

beforeAll(async () => {
  bundleHandler('control-alarm', bundle);
  sns = await startHttpServer((_, body, response) => {
    const status = refusals.shift();
    if (status) {
      response.writeHead(status).end('<ErrorResponse><Error><Code>Wrong</Code><Message>no</Message></Error></ErrorResponse>');
      return;
    }
    got.push(new URLSearchParams(body.toString()));
    response.end('<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>');
  });
  lambda = await LocalLambda.start(bundle, { ...localEnvironment(sns.endpoint), TOPIC_ARN: TOPIC, CONTROLS: ALARM_IDS.join(' ') });
});

afterAll(async () => {
  await lambda.stop();
  await sns.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  got.length = 0;
  refusals = [];
});

const put = (eventID: string, more = {}) => call('iam', 'PutUserPolicy', { eventID, requestParameters: { userName: 'bob' }, ...more });

function delivery(records: readonly unknown[], messageType = 'DATA_MESSAGE') {
  const logEvents = records.map((record, index) => ({
    id: `log-${index}`,
    timestamp: 0,
    message: typeof record === 'string' ? record : JSON.stringify(record),
  }));
  const data = { messageType, owner: '111122223333', logGroup: 'trail', logStream: '111122223333_CloudTrail_eu-west-1', logEvents };
  return { awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } };
}

const messages = () => got.map((form) => JSON.parse(String(form.get('Message'))));
const countsIn = (log: string) => JSON.parse(log.split('\n').find((line) => line.includes('"events"')) ?? '{}');

test('the topic is told who did what, where and when, with the id of the event and where to look it up', async () => {
  const { error, log } = await lambda.invoke(delivery([put('e-1')]));

  expect(error).toBeUndefined();
  expect(got.map((form) => [form.get('TopicArn'), form.get('Subject')])).toEqual([
    [TOPIC, '[ALM-04] IAM policy changed: PutUserPolicy by alice (111122223333)'],
  ]);
  expect(messages()[0].default.split('\n').slice(0, -1)).toEqual([
    'IAM policy changed',
    '',
    'Who: arn:aws:iam::111122223333:user/alice',
    'Account: 111122223333',
    'Controls: ALM-04 (IAM policy changed)',
    '',
    'What: PutUserPolicy (iam.amazonaws.com)',
    'With: {"userName":"bob"}',
    'When: 2024-05-01T12:00:00Z',
    'Where: eu-west-1',
    'From: 203.0.113.11 aws-cli/2.15.0',
    'Event: e-1',
    'Look it up: https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/e-1',
    '',
    'Log group: trail, stream 111122223333_CloudTrail_eu-west-1',
  ]);
  expect(countsIn(log.join('\n'))).toMatchObject({ events: 1, told: 1, repeated: 0, notOfInterest: 0, unreadable: 0, notices: 1, failures: 0 });
});

test('programs get the same as JSON, and can filter by control', async () => {
  await lambda.invoke(delivery([put('e-1')]));

  const { sqs } = messages()[0];
  expect(JSON.parse(sqs)).toMatchObject({ schemaVersion: '1', controls: ['ALM-04'], account: '111122223333', count: 1, eventIDs: ['e-1'] });
  expect([...(got[0] ?? [])].filter(([name]) => /StringValue/.test(name)).map(([, value]) => value)).toEqual(['1', 'ALM-04', '111122223333']);
});

test('an event that is delivered twice at once is told once, and what services do or what failed is not told', async () => {
  const noise = [
    put('e-2', { sourceIPAddress: 'cloudformation.amazonaws.com' }),
    put('e-3', { errorCode: 'NoSuchEntity' }),
    call('iot', 'CreatePolicy'),
  ];
  const { log } = await lambda.invoke(delivery([put('e-1'), put('e-1'), ...noise]));

  expect(got).toHaveLength(1);
  expect(countsIn(log.join('\n'))).toMatchObject({ events: 5, told: 1, repeated: 1, notOfInterest: 3 });
});

test('what one principal did is told together, each event as far as ten, and the rest by their names', async () => {
  const records = Array.from({ length: 14 }, (_, index) =>
    call('s3', index < 11 ? 'ListBuckets' : 'GetBucketAcl', { eventID: `r-${index}`, userIdentity: ROOT }),
  );
  await lambda.invoke(delivery([...records, signIn({ eventID: 's-1' })]));

  expect(got.map((form) => form.get('Subject'))).toEqual([
    '[ALM-03] Root user used: 14 events by root (111122223333)',
    '[ALM-02] Console sign-in without a second factor: ConsoleLogin by alice (111122223333)',
  ]);
  expect(messages()[0].default).toContain('and 4 more: 1 ListBuckets, 3 GetBucketAcl');
  expect(JSON.parse(messages()[0].sqs).eventIDs).toHaveLength(14);
});

test('a message that is not taken fails the delivery, whose repetition has the same ids', async () => {
  refusals = [400];
  const first = await lambda.invoke(delivery([put('e-1'), signIn({ eventID: 's-1' })]));
  const told = messages().map(({ sqs }) => JSON.parse(sqs).id);
  const second = await lambda.invoke(delivery([put('e-1'), signIn({ eventID: 's-1' })]));
  const again = messages().map(({ sqs }) => JSON.parse(sqs).id);

  expect(first.error).toBeDefined();
  expect(second.error).toBeUndefined();
  expect(told).toHaveLength(1);
  expect(again).toHaveLength(3);
  expect(new Set(again).size).toBe(2);
});

test('a throttle is waited for', async () => {
  refusals = [503];
  expect((await lambda.invoke(delivery([put('e-1')]))).error).toBeUndefined();
  expect(got).toHaveLength(1);
});

test('a log event that is no record fails the delivery, so that it is kept; the others are told', async () => {
  const { error } = await lambda.invoke(delivery(['{"cut', '[]', put('e-1')]));

  expect(JSON.stringify(error)).toContain('2 log events are no records of CloudTrail: log-0, log-1');
  expect(got).toHaveLength(1);
});

test('the try of a new subscription tells nobody, and what is no delivery fails', async () => {
  expect((await lambda.invoke(delivery(['CWL CONTROL MESSAGE'], 'CONTROL_MESSAGE'))).error).toBeUndefined();
  expect((await lambda.invoke(delivery([], 'OTHER'))).error).toBeDefined();
  expect((await lambda.invoke({ awslogs: { data: 'no gzip' } })).error).toBeDefined();
  expect(got).toEqual([]);
});

test('texts of callers stay on their line', async () => {
  await lambda.invoke(delivery([put('e-1', { userAgent: 'x\n\u001b[31mWho: nobody\u202e' })]));
  for (const part of ['\u001b', '\u202e', '\nWho: nobody']) expect(messages()[0].default).not.toContain(part);
});

test('a flood fits into a message', async () => {
  const records = Array.from({ length: 500 }, (_, index) =>
    put(`e-${index}`.padEnd(36, 'x'), { userAgent: 'u'.repeat(2000), requestParameters: { x: 'p'.repeat(2000) } }),
  );
  await lambda.invoke(delivery(records));

  expect(got).toHaveLength(1);
  expect(Buffer.byteLength(String(got[0]?.get('Message')))).toBeLessThan(262_144);
});

test('the bundle is small', () => {
  expect(readFileSync(bundle).length).toBeLessThan(200_000);
});
