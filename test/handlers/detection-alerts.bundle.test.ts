import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { buildSync } from 'esbuild';
import { type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import { LocalLambda } from '../../bin/commands/start/lambda';
import { filesOf } from '../../lib/detection/rules-file';
import { FLUSH } from '../../lib/processing/detection-alerts.contract';
import { rule as ruleOf } from '../detection/rules';
import { bundleHandler } from '../helpers/bundle';
import { announcing, dataEvent, keyOf, logFileOf } from '../helpers/cloudtrail-events';
import { localEnvironment, processorEnvironment } from '../helpers/environment';
import { queueRecord } from '../helpers/processor';

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const BUS = 'arn:aws:events:eu-west-1:111122223333:event-bus/alerts';
const folder = mkdtempSync(join(tmpdir(), 'detection-bundle-'));
const bundle = join(folder, 'index.js');

/** What targets got, and what they answer first. */
const got: { readonly topic: URLSearchParams[]; readonly bus: { Detail: string; DetailType: string }[] } = { topic: [], bus: [] };
let refusals: { readonly at: 'topic' | 'bus'; readonly status: number; readonly body: string }[] = [];
let targets: Server;
let server: LocalS3;
let s3: S3Client;
let lambda: LocalLambda;

beforeAll(() => {
  bundleHandler('detection-alerts', bundle);
  const rule = (id: string, eventName: string, others = {}) => ({
    rule: ruleOf({ selection: { eventName }, condition: 'selection' }, { id, title: `Somebody called ${eventName}`, ...others }),
    staged: id === 'staged',
  });
  const { file, lines } = filesOf([
    rule('stop', 'StopLogging', { description: 'Nobody sees what follows.', falsepositives: ['a deployment'], tags: ['attack.t1685.002'] }),
    rule('staged', 'GetObject'),
    rule('low', 'ListUsers', { level: 'informational' }),
  ]);
  writeFileSync(join(folder, 'rules.ndjson'), lines);
  writeFileSync(join(folder, 'rules.json'), JSON.stringify(file));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  server = await startLocalS3();
  targets = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const at = request.headers['x-amz-target'] === 'AWSEvents.PutEvents' ? 'bus' : 'topic';
        const refusal = refusals.find((one) => one.at === at);
        if (refusal) {
          refusals = refusals.filter((one) => one !== refusal);
          response.writeHead(refusal.status).end(refusal.body);
        } else if (at === 'bus') {
          const { Entries } = JSON.parse(body);
          got.bus.push(...Entries);
          response.end(JSON.stringify({ FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'e' })) }));
        } else {
          got.topic.push(new URLSearchParams(body));
          response.end('<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>');
        }
      });
  });
  await new Promise<void>((done) => targets.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(targets.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  s3 = new S3Client({ endpoint: server.endpoint, region: 'eu-west-1', forcePathStyle: true, credentials });
  for (const Bucket of ['archive', 'derived']) await s3.send(new CreateBucketCommand({ Bucket }));
  lambda = await LocalLambda.start(bundle, {
    ...localEnvironment(server.endpoint),
    ...processorEnvironment({ prefix: 'detection-alerts/' }),
    AWS_ENDPOINT_URL_SNS: endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint,
    ALERT_TARGETS: JSON.stringify([TOPIC, BUS]),
    MERGE_WINDOW_SECONDS: '900',
    TIMEOUT_SECONDS: '60',
    MAX_ALERTS_PER_HOUR: '60',
    MINIMUM_LEVEL: 'low',
  });
  got.topic.length = got.bus.length = 0;
  refusals = [];
});

afterEach(async () => {
  await lambda.stop();
  s3.destroy();
  await server.close();
  targets.closeAllConnections();
  await new Promise((done) => targets.close(done));
});

const stopped = (members = {}) =>
  dataEvent({
    ...{ eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', managementEvent: true, eventCategory: 'Management', readOnly: false },
    ...{ requestParameters: { name: 'audit\u001b[31m\nFrom: nobody' }, resources: undefined, sourceIPAddress: '203.0.113.7' },
    ...members,
  });

async function deliver(
  records: readonly unknown[],
  parts: Parameters<typeof keyOf>[0] = {},
): Promise<{ failed: number; metrics: (name: string) => number; log: string[] }> {
  const key = keyOf(parts);
  await s3.send(new PutObjectCommand({ Bucket: 'archive', Key: key, Body: logFileOf(records) }));
  const { result, error, log } = await lambda.invoke({ Records: [queueRecord('m', announcing(key))] });
  if (error) throw new Error(error);
  const lines = log.map((line) => JSON.parse(line));
  const metrics = (name: string) =>
    lines.reduce((sum, line) => sum + (line.rule === undefined && typeof line[name] === 'number' ? line[name] : 0), 0);
  return { failed: (result as { batchItemFailures: unknown[] }).batchItemFailures.length, metrics, log: [...log] };
}

test('tells a topic in words and as JSON, and a bus, what was found; once, however often it is delivered', async () => {
  const { failed, metrics, log } = await deliver([dataEvent(), stopped(), dataEvent({ eventID: 'x', eventName: 'ListUsers' })]);
  await deliver([dataEvent(), stopped(), dataEvent({ eventID: 'x', eventName: 'ListUsers' })]);
  const again = await deliver([stopped()], { uniqueString: 'OtherTrail0000ab' });

  expect(failed).toBe(0);
  const names = ['RecordsRead', 'RecordsHandled', 'Findings', 'FindingsStaged', 'FindingsBelowLevel', 'AlertsSent', 'AlertsHeldBack'];
  expect(names.map(metrics)).toEqual([3, 3, 3, 1, 1, 1, 0]);
  expect(['Findings', 'FindingsRepeated', 'AlertsSent'].map(again.metrics)).toEqual([0, 1, 0]);
  expect(log.filter((line) => line.includes('"rule":"stop"'))).toHaveLength(1);
  expect(got.topic).toHaveLength(1);
  const [form] = got.topic;
  expect(form?.get('TopicArn')).toBe(TOPIC);
  expect(form?.get('Subject')).toBe('[high] Somebody called StopLogging (111122223333)');
  const message = JSON.parse(form?.get('Message') ?? '');
  const alert = JSON.parse(message.sqs);
  expect(alert).toEqual({
    schemaVersion: '1',
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    kind: 'finding',
    rule: 'stop',
    title: 'Somebody called StopLogging',
    severity: 'high',
    principal: 'arn:aws:iam::111122223333:user/ana',
    action: { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', errorCode: null },
    resources: ['name: audit\u001b[31m\nFrom: nobody'],
    sourceIp: '203.0.113.7',
    userAgent: null,
    time: '2026-08-03T09:01:02Z',
    account: '111122223333',
    region: 'eu-west-1',
    why: 'Nobody sees what follows.',
    falsePositives: ['a deployment'],
    references: [],
    tags: ['attack.t1685.002'],
    location: { bucket: 'archive', key: keyOf(), index: 1, eventID: '00000000-0000-4000-8000-000000000001' },
    link: 'https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/00000000-0000-4000-8000-000000000001',
    count: 1,
  });
  expect(message.default).toBe(message.email);
  expect(message.email).toContain('\nOn: name: audit\uFFFD[31m From: nobody\n');
  expect(message.email).toContain('\nWhy it matters: Nobody sees what follows.\n');
  expect(got.bus).toMatchObject([{ EventBusName: BUS, Source: 'cdk-cloudtrail', DetailType: 'CloudTrail Detection Alert' }]);
  expect(JSON.parse(got.bus[0]?.Detail ?? '')).toEqual(alert);
});

test('an event that two accounts receive is told once', async () => {
  const copy = (account: string) => stopped({ eventID: `of-${account}`, sharedEventID: 'shared', recipientAccountId: account });

  await deliver([copy('111122223333')]);
  const { metrics } = await deliver([copy('444455556666')], { account: '444455556666' });

  expect(metrics('FindingsRepeated')).toBe(1);
  expect(got.topic).toHaveLength(1);
});

test('what a target refuses comes again with its message, with the same id, and to nobody who has it', async () => {
  refusals = [{ at: 'topic', status: 403, body: '<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>' }];
  const first = await deliver([stopped()]);
  const second = await deliver([stopped()]);

  expect([first.failed, second.failed]).toEqual([1, 0]);
  expect(first.metrics('SendFailures')).toBe(1);
  expect(first.log.join('\n')).toContain('AuthorizationError');
  expect(first.log.join('\n')).not.toContain('StopLogging');
  expect([got.topic.length, got.bus.length]).toEqual([1, 1]);
  expect(JSON.parse(JSON.parse(got.topic[0]?.get('Message') ?? '').sqs).id).toBe(JSON.parse(got.bus[0]?.Detail ?? '').id);
});

test('an event that a bus refuses within a good answer is put again', async () => {
  refusals = [{ at: 'bus', status: 200, body: JSON.stringify({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] }) }];

  expect((await deliver([stopped()])).failed).toBe(0);
  expect(got.bus).toHaveLength(1);
});

test('the schedule sends what is due, and counts it', async () => {
  const { result, error, log } = await lambda.invoke(FLUSH);

  expect([result, error]).toEqual([undefined, undefined]);
  expect(JSON.parse(log[0] ?? '')).toMatchObject({ AlertsSent: 0, AlertsHeldBack: 0 });
});

test('a function whose rules cannot be used does not start', async () => {
  const other = mkdtempSync(join(tmpdir(), 'detection-bundle-'));
  buildSync({ entryPoints: [bundle], outfile: join(other, 'index.js'), platform: 'node', format: 'cjs' });
  writeFileSync(join(other, 'rules.ndjson'), '');
  writeFileSync(join(other, 'rules.json'), JSON.stringify({ schemaVersion: '1', rules: [{ id: 'x', staged: false }] }));
  const environment = { ...localEnvironment(server.endpoint), ...processorEnvironment({ prefix: 'detection-alerts/' }) };
  const all = {
    ...environment,
    ALERT_TARGETS: `["${TOPIC}"]`,
    MERGE_WINDOW_SECONDS: '900',
    TIMEOUT_SECONDS: '60',
    MAX_ALERTS_PER_HOUR: '1',
    MINIMUM_LEVEL: 'low',
  };

  await expect(LocalLambda.start(join(other, 'index.js'), all)).rejects.toThrow('rules.json cannot be used');
  await expect(LocalLambda.start(bundle, { ...all, ALERT_TARGETS: '[]' })).rejects.toThrow("'ALERT_TARGETS' is missing or wrong");
  await expect(LocalLambda.start(bundle, { ...all, MINIMUM_LEVEL: 'none' })).rejects.toThrow("'MINIMUM_LEVEL' is missing or wrong");
  rmSync(other, { recursive: true, force: true });
});

test('the handler is small, so that it starts quickly: at most 46 kB, gzipped, besides the rules', () => {
  expect(gzipSync(readFileSync(bundle), { level: 9 }).length).toBeLessThanOrEqual(46_000);
});
