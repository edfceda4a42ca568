import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Fault, type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import { listObjects } from '../../handlers/shared/aws/s3';
import type { LogFileHandler } from '../../handlers/shared/handler';
import { bucketStore } from '../../handlers/shared/store';
import type { LedgerEntry } from '../../lib/processing/log-processor.contract';
import { type Bundled, bundled } from '../helpers/bundle';
import { announcing, dataEvent, dataEvents, keyOf, logFileOf } from '../helpers/cloudtrail-events';
import { localEnvironment, processorEnvironment } from '../helpers/environment';
import { type LocalQueue, startLocalQueue } from '../helpers/local-queue';
import { queueRecord } from '../helpers/processor';

const TINY_FILES = Number(process.env.SOAK_FILES) || 50;

const before = { ...process.env };
let bundle: Bundled;
let server: LocalS3;
let queue: LocalQueue;
let s3: S3Client;
let faults: { request: RegExp; fault: Fault }[];
let handler: LogFileHandler;
const lines: Record<string, unknown>[] = [];

beforeAll(() => {
  bundle = bundled('access-report');
});

afterAll(() => bundle.remove());

beforeEach(async () => {
  faults = [];
  lines.length = 0;
  server = await startLocalS3({
    before: ({ operation, key }) => {
      const index = faults.findIndex(({ request }) => request.test(`${operation} ${key}`));
      return faults.splice(index, index < 0 ? 0 : 1)[0]?.fault;
    },
  });
  queue = await startLocalQueue();
  const endpoints = { AWS_ENDPOINT_URL_SQS: queue.endpoint, AWS_SILENCE_MILLIS: '300' };
  Object.assign(process.env, localEnvironment(server.endpoint), endpoints, processorEnvironment({ prefix: 'access-report/' }));
  s3 = new S3Client({ forcePathStyle: true });
  for (const Bucket of ['archive', 'derived']) await s3.send(new CreateBucketCommand({ Bucket }));
  handler = bundle.load<{ handler: LogFileHandler }>().handler;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(lines.push(JSON.parse(String(text)))));
});

afterEach(async () => {
  jest.restoreAllMocks();
  s3.destroy();
  await Promise.all([server.close(), queue.close()]);
  process.env = { ...before };
});

const key = (name: string | number) => keyOf({ uniqueString: String(name) });
const deliver = (name: string | number, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: 'archive', Key: key(name), Body }));
const fail = (request: RegExp, fault: Fault, times = 1) => faults.push(...Array(times).fill({ request, fault }));
const refuse = (status: number, code: string): Fault => ({ refuse: { status, code } });
const sum = (metric: string) => lines.reduce((total, line) => total + ((line[metric] as number) ?? 0), 0);

/** Announces files, one by message; gives those that failed. */
async function announce(...names: (string | number)[]): Promise<string[]> {
  const { batchItemFailures } = await handler({ Records: names.map((name) => queueRecord(String(name), announcing(key(name)))) }, {});
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

async function textsBelow(prefix: string): Promise<string[]> {
  const texts: string[] = [];
  const derived = bucketStore('derived');
  for await (const object of listObjects('derived', `access-report/${prefix}`)) {
    texts.push(Buffer.from((await derived.get(object.key))?.body ?? []).toString());
  }
  return texts;
}

const ledger = async () => (await textsBelow('ledger/')).map((text) => JSON.parse(text) as LedgerEntry);
const ids = async () =>
  (await textsBelow('rows/')).flatMap((text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => Number(JSON.parse(line).eventID.slice(-12))),
  );
const doneFiles = async () => (await ledger()).map((entry) => entry.key);

test.each<[string, Fault, number]>([
  ['is throttled', refuse(503, 'SlowDown'), 3],
  ['fails', refuse(500, 'InternalError'), 3],
  ['breaks off in the middle', { breakOffAfter: 100 }, 2],
  ['stalls in the middle', { stallAfter: 100 }, 1],
  ['comes garbled', { garbleFrom: 100 }, 1],
  ['loses its answer', { loseAnswer: true }, 1],
])(
  'a file is processed once where each request %s',
  async (_, fault, times) => {
    await deliver('a', logFileOf(dataEvents(1, 2)));
    for (const request of [/^GetObject AWSLogs/, /claims/, /rows/, /ledger/]) {
      // What is written has no body to be garbled or broken off.
      if (request.source.includes('Get') || 'refuse' in fault || 'loseAnswer' in fault) fail(request, fault, times);
    }

    expect(await announce('a')).toEqual([]);

    expect(faults).toEqual([]);
    expect(await ids()).toEqual([1, 2]);
    expect(await ledger()).toMatchObject([{ key: key('a'), records: 2, handled: 2 }]);
    expect([sum('Files'), sum('RecordsHandled'), sum('DuplicateFiles')]).toEqual([1, 2, 0]);
  },
  20_000,
);

test('a poison file in a batch of ten is parked with the reason, and the nine others are processed', async () => {
  const whole = logFileOf(dataEvents(1, 2, 3));
  for (let file = 0; file < 9; file++) await deliver(file, logFileOf(dataEvents(file)));
  await deliver('poison', whole.subarray(0, whole.length - 20));
  queue.refusals.push('ThrottlingException', 'RequestThrottled');

  expect(await announce(0, 1, 2, 'poison', 3, 4, 5, 6, 7, 8)).toEqual([]);

  expect(await ids()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(queue.messages).toEqual([
    {
      body: announcing(key('poison')),
      attributes: { reason: expect.stringContaining('truncated or damaged'), bucket: 'archive', key: key('poison') },
    },
  ]);
  expect([sum('Files'), sum('FilesParked'), sum('RecordsRead')]).toEqual([9, 1, 9]);
});

test.each([
  ['truncated', (whole: Buffer) => whole.subarray(0, 40)],
  ['corrupt', (whole: Buffer) => Buffer.concat([whole.subarray(0, 30), Buffer.alloc(20, 7), whole.subarray(50)])],
  ['empty', () => Buffer.alloc(0)],
  ['no log file', () => Buffer.from('<html>')],
])('a file that is %s is parked at once', async (_, damage) => {
  await deliver('bad', damage(logFileOf(dataEvents(1, 2))));
  expect(await announce('bad')).toEqual([]);
  expect(queue.messages).toHaveLength(1);
  expect(await doneFiles()).toEqual([]);
});

test('a file that is missing or denied comes again, and does not keep the others', async () => {
  for (const name of ['a', 'denied', 'z']) await deliver(name, logFileOf(dataEvents(1)));
  fail(/^GetObject AWSLogs.*denied/, refuse(403, 'AccessDenied'));

  expect(await announce('a', 'missing', 'denied', 'z')).toEqual(['missing', 'denied']);

  expect(await doneFiles()).toEqual([key('a'), key('z')]);
  expect(lines.filter(({ level }) => level === 'ERROR')).toMatchObject([
    { key: key('missing'), error: expect.stringContaining('is not in the bucket any more') },
    { key: key('denied'), error: expect.stringContaining('AccessDenied (HTTP 403') },
  ]);
  expect(await announce('missing', 'denied')).toEqual(['missing']);
});

test('notifications that repeat, and come in another order, change nothing', async () => {
  for (let file = 0; file < 5; file++) await deliver(file, logFileOf(dataEvents(file, file + 1)));
  await announce(4, 0, 0, 2);
  await announce(2, 1, 3, 4, 0);
  expect((await ids()).sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect([sum('Files'), sum('DuplicateFiles'), sum('RecordsRead')]).toEqual([5, 4, 10]);
  expect(sum('RecordsHandled') + sum('RecordsDropped')).toBe(10);
});

test.each([
  ['effect and ledger', /ledger/],
  ['claims and effect', /rows/],
])(
  'a function that ends between %s leaves the rest to the next, which does it once',
  async (_, request) => {
    await deliver('a', logFileOf(dataEvents(1, 2)));
    fail(request, refuse(500, 'InternalError'), 5);
    // The first request for the ledger only asks whether the file is done.
    if (request.source === 'ledger') faults = faults.map(({ fault }) => ({ request: /^PutObject.*ledger/, fault }));

    expect(await announce('a')).toEqual(['a']);
    expect(await ledger()).toEqual([]);
    handler = bundle.load<{ handler: LogFileHandler }>().handler;
    expect(await announce('a')).toEqual([]);
    expect(await announce('a')).toEqual([]);

    expect(await ids()).toEqual([1, 2]);
    expect([sum('Files'), sum('DuplicateFiles')]).toEqual([1, 1]);
  },
  20_000,
);

test('a file of 50 MB is processed', async () => {
  const filler = { requestParameters: { bucketName: 'reports', key: 'a.csv', filler: 'x'.repeat(100_000) } };
  await deliver('large', logFileOf(dataEvents(...Array(500).keys()).map((event) => dataEvent({ ...event, ...filler }))));
  expect(await announce('large')).toEqual([]);
  expect(await ledger()).toMatchObject([{ records: 500, handled: 500 }]);
}, 60_000);

test(`${TINY_FILES} tiny files are processed, each once`, async () => {
  const names = [...Array(TINY_FILES).keys()];
  for (const name of names) await deliver(name, logFileOf(dataEvents(name)));
  for (let at = 0; at < names.length; at += 10) expect(await announce(...names.slice(at, at + 10))).toEqual([]);
  expect(await doneFiles()).toHaveLength(TINY_FILES);
  expect(sum('RecordsHandled')).toBe(TINY_FILES);
}, 1_000_000);
