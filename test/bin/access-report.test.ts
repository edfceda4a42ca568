import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SQSBatchResponse } from 'aws-lambda';
import { type Fault, startLocalS3 } from '../../bin/commands/local-s3/server';
import { LocalLambda } from '../../bin/commands/start/lambda';
import { startLocalServices } from '../../bin/commands/start/local-services';
import { Metrics } from '../../bin/commands/start/metrics';
import { objectCreated } from '../../bin/commands/start/notification';
import { derivedBucket as derived, environmentOf } from '../../bin/commands/start/process-logs';
import { toRecord } from '../../bin/commands/start/queue';
import { readRows } from '../../bin/commands/start/rows';
import { FOLDERS, METRIC_NAMESPACE, PREFIX } from '../../lib/processing/access-report.contract';

const bundle = resolve(__dirname, '../../assets/access-report/index.js');
const archive = 'archive';
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const slowDown: Fault = { refuse: { status: 503, code: 'SlowDown' } };

type Failing = (operation: string, bucket: string, key: string) => Fault | undefined;

/** How long messages waited differs from run to run. */
const countsIn = (metrics: Metrics) => Object.fromEntries(metrics.all().filter(([name]) => name !== 'MessageAge'));

/** The bundled handler between two buckets. */
async function surroundings(instances = 1) {
  let failing: Failing = () => undefined;
  const services = await startLocalServices();
  const server = await startLocalS3({ before: ({ operation, bucket, key }) => failing(operation, bucket, key) });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({ endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  for (const Bucket of [archive, derived]) await s3.send(new CreateBucketCommand({ Bucket }));
  const environment = environmentOf({ s3: server.endpoint, others: services.endpoint }, join(tmpdir(), 'no-configuration'), {
    name: 'demo',
    prefix: PREFIX,
    namespace: METRIC_NAMESPACE,
  });
  const lambdas = await Promise.all(Array.from({ length: instances }, () => LocalLambda.start(bundle, environment)));
  cleanUps.push(
    () => server.close(),
    () => services.close(),
    () => s3.destroy(),
    () => Promise.all(lambdas.map((lambda) => lambda.stop())),
  );

  const invoke = async (bodies: string[], instance = 0) => {
    const messages = bodies.map((body) => ({ messageId: randomUUID(), body, receives: 1 }));
    const { result, error, log = [] } = (await lambdas[instance]?.invoke({ Records: messages.map(toRecord) })) ?? {};
    if (error) throw new Error(error);
    const metrics = new Metrics();
    metrics.add(log);
    const failures = (result as SQSBatchResponse).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    return { failed: bodies.filter((_, index) => failures.includes(messages[index]?.messageId ?? '')), metrics: countsIn(metrics) };
  };
  return {
    invoke,
    deliver: async (key: string, content: Buffer | object[]) => {
      const Body = Buffer.isBuffer(content) ? content : gzipSync(JSON.stringify({ Records: content }));
      await s3.send(new PutObjectCommand({ Bucket: archive, Key: key, Body }));
      return objectCreated({ bucket: archive, key, size: Body.length, etag: '' });
    },
    parked: services.parked,
    rows: async () => (await readRows(s3, derived)).sort((one, other) => (one.eventID < other.eventID ? -1 : 1)),
    eventIDs: async () => (await readRows(s3, derived)).map(({ eventID }) => eventID).sort(),
    objects: async () => (await s3.send(new ListObjectsV2Command({ Bucket: derived }))).Contents?.map(({ Key, ETag }) => [Key, ETag]),
    failWhile: async <T>(fault: Failing, task: () => Promise<T>) => {
      failing = fault;
      const result = await task();
      failing = () => undefined;
      return result;
    },
  };
}

const keyOf = (unique: string, prefix = '') =>
  `${prefix}AWSLogs/111122223333/CloudTrail/eu-west-1/2026/08/03/111122223333_CloudTrail_eu-west-1_20260803T0905Z_${unique}.json.gz`;

const read = (eventID: string) => ({
  eventVersion: '1.11',
  eventID,
  eventTime: '2026-08-03T09:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  eventCategory: 'Data',
  managementEvent: false,
  readOnly: true,
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' },
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::reports/q3.csv' }],
});

/** The notifications about an object, as a queue gets them. */
const shapes: Record<string, (key: string) => object> = {
  'S3 through EventBridge': (key) => JSON.parse(objectCreated({ bucket: archive, key, size: 1, etag: 'x' })),
  S3: (key) => s3Event(key),
  'S3 through SNS': (key) => ({ Type: 'Notification', MessageId: 'm', TopicArn: 't', Message: JSON.stringify(s3Event(key)) }),
  'CloudTrail through SNS': (key) => ({
    Type: 'Notification',
    MessageId: 'm',
    TopicArn: 't',
    Message: JSON.stringify({ s3Bucket: archive, s3ObjectKey: [key] }),
  }),
};

const s3Event = (key: string) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: archive }, object: { key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+') } },
    },
  ],
});

test.each(Object.keys(shapes))('reports what a log file says, announced by %s', async (shape) => {
  const { deliver, invoke, rows } = await surroundings();
  const key = keyOf('one', 'audit logs+100%/');
  await deliver(key, [read('a'), { ...read('b'), errorCode: 'AccessDenied' }]);

  const { failed } = await invoke([JSON.stringify(shapes[shape]?.(key))]);

  expect(failed).toEqual([]);
  await expect(rows()).resolves.toMatchObject([
    { eventID: 'a', access: 'read', outcome: 'succeeded', resources: ['arn:aws:s3:::reports/q3.csv'], logFile: key },
    { eventID: 'b', access: 'read', outcome: 'denied', logFile: key },
  ]);
});

test('changes no object when a file is announced again, and counts none of its records again', async () => {
  const { deliver, invoke, objects } = await surroundings();
  const message = await deliver(keyOf('one'), [read('a'), { ...read('m'), eventCategory: 'Management', managementEvent: true }]);
  const first = await invoke([message]);
  const before = await objects();

  const second = await invoke([message, message]);

  await expect(objects()).resolves.toEqual(before);
  expect(first.metrics).toMatchObject({ Files: 1, RecordsRead: 2, Rows: 1, RecordsNotDataAccess: 1 });
  expect(second.metrics).toEqual({ DuplicateFiles: 2 });
});

test('writes one row for an event that two files contain', async () => {
  const { deliver, invoke, eventIDs } = await surroundings();
  const messages = [await deliver(keyOf('one'), [read('a'), read('shared')]), await deliver(keyOf('two'), [read('shared'), read('b')])];

  const { metrics } = await invoke(messages);

  await expect(eventIDs()).resolves.toEqual(['a', 'b', 'shared']);
  expect(metrics).toMatchObject({ RecordsRead: 4, Rows: 3, RecordsDuplicateEvent: 1 });
});

test('writes one row for an event of many files that three instances process at the same time', async () => {
  const { deliver, invoke, eventIDs } = await surroundings(3);
  const messages = await Promise.all(
    Array.from({ length: 12 }, (_, index) => deliver(keyOf(`file${index}`), [read('shared'), read(`own-${index}`)])),
  );

  const batches = await Promise.all([0, 1, 2].map((instance) => invoke(messages.slice(instance * 4, instance * 4 + 4), instance)));

  expect(batches.map(({ failed }) => failed)).toEqual([[], [], []]);
  const found = await eventIDs();
  expect(found.filter((eventID) => eventID === 'shared')).toHaveLength(1);
  expect(found).toHaveLength(13);
});

test('takes one refusal of S3 in its stride', async () => {
  const { deliver, invoke, eventIDs, failWhile } = await surroundings();
  const message = await deliver(keyOf('one'), [read('a')]);
  let refusals = 1;

  const { failed } = await failWhile(
    (operation, bucket) =>
      operation === 'GetObject' && bucket === archive && refusals-- > 0 ? { refuse: { status: 503, code: 'SlowDown' } } : undefined,
    () => invoke([message]),
  );

  expect(failed).toEqual([]);
  await expect(eventIDs()).resolves.toEqual(['a']);
});

test.each<[what: string, fault: Failing]>([
  ['S3 keeps refusing to give the file', (operation, bucket) => (operation === 'GetObject' && bucket === archive ? slowDown : undefined)],
  ['the file breaks off in the middle', (operation, bucket) => (operation === 'GetObject' && bucket === archive ? { breakOffAfter: 40 } : undefined)],
  ['the claims cannot be written', (operation, _, key) => (operation === 'PutObject' && key.startsWith(FOLDERS.claims) ? slowDown : undefined)],
  [
    'the rows cannot be written after the claims',
    (operation, _, key) => (operation === 'PutObject' && key.startsWith(FOLDERS.rows) ? slowDown : undefined),
  ],
])('hands a message back when %s, and reports everything when it comes again', async (_, fault) => {
  const { deliver, invoke, eventIDs, failWhile } = await surroundings();
  const message = await deliver(keyOf('one'), [read('a'), read('b')]);

  const first = await failWhile(fault, () => invoke([message]));
  const second = await invoke([message]);

  expect(first).toEqual({ failed: [message], metrics: {} });
  expect(second).toMatchObject({ failed: [], metrics: { Files: 1, RecordsRead: 2, Rows: 2 } });
  await expect(eventIDs()).resolves.toEqual(['a', 'b']);
});

test('parks the poison file of a batch with the reason, and reports the others', async () => {
  const { deliver, invoke, eventIDs, parked } = await surroundings();
  const poison = await deliver(keyOf('poison'), gzipSync(JSON.stringify({ Records: [read('x')] })).subarray(0, 60));
  const messages = [await deliver(keyOf('one'), [read('a')]), poison, await deliver(keyOf('two'), [read('b')])];

  const { failed, metrics } = await invoke(messages);

  expect(failed).toEqual([]);
  expect(metrics).toMatchObject({ Files: 2, FilesParked: 1 });
  expect(parked).toMatchObject([{ attributes: { key: keyOf('poison'), reason: expect.stringContaining('cannot be gunzipped') } }]);
  await expect(eventIDs()).resolves.toEqual(['a', 'b']);
});
