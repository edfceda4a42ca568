import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import { derivedNameOf, ledgerKeyOf, unreadableKeyOf } from '../../handlers/shared/core';
import { type ProcessRecordsOptions, processRecords, type RecordsProcessor } from '../../handlers/shared/runtime';
import { announcing, dataEvent, dataEvents, keyOf, logFileKey, logFileOf } from '../helpers/cloudtrail-events';
import { localEnvironment, processorEnvironment } from '../helpers/environment';
import { queueRecord } from '../helpers/processor';

const before = { ...process.env };
const lines: Record<string, unknown>[] = [];
let server: LocalS3;
let s3: S3Client;

beforeEach(async () => {
  server = await startLocalS3();
  Object.assign(process.env, localEnvironment(server.endpoint), processorEnvironment({ prefix: 'deletions/' }));
  s3 = new S3Client({ forcePathStyle: true });
  for (const Bucket of ['archive', 'derived']) await s3.send(new CreateBucketCommand({ Bucket }));
  lines.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(lines.push(JSON.parse(String(text)))));
});

afterEach(async () => {
  jest.restoreAllMocks();
  s3.destroy();
  await server.close();
  process.env = { ...before };
});

const deletions: RecordsProcessor = async (records, { derived }, file) => {
  const found = records.filter(({ eventName }) => eventName === 'DeleteObject');
  if (found.length > 0) await derived.create(`found/${file.name}.json`, JSON.stringify(found.map(({ eventID }) => eventID)));
  return { handled: found.length };
};

/** Delivers a file and announces it as often as wanted; gives which messages failed. */
async function run(
  processor: RecordsProcessor,
  records: readonly unknown[],
  { times = 1, ...options }: ProcessRecordsOptions & { times?: number } = {},
) {
  await s3.send(new PutObjectCommand({ Bucket: 'archive', Key: keyOf(), Body: logFileOf(records) }));
  const handler = processRecords(processor, options);
  const Records = Array.from({ length: times }, (_, index) => queueRecord(`m-${index}`, announcing(keyOf())));
  return (await handler({ Records }, {})).batchItemFailures;
}

const derivedText = async (Key: string) => (await s3.send(new GetObjectCommand({ Bucket: 'derived', Key }))).Body?.transformToString();
const ledgerEntry = async () => JSON.parse((await derivedText(`deletions/${ledgerKeyOf(logFileKey())}`)) ?? '');
const sum = (metric: string) => lines.reduce((total, line) => total + ((line[metric] as number) ?? 0), 0);
const someRecords = [...dataEvents(1, 2), dataEvent({ eventID: 'gone', eventName: 'DeleteObject' }), 'no record'];

test('an own processor of a few lines gets the records of each file once, and every record is accounted for', async () => {
  expect(await run(deletions, someRecords, { times: 3 })).toEqual([]);

  expect(await derivedText(`deletions/found/${derivedNameOf(logFileKey())}.json`)).toBe('["gone"]');
  expect(await derivedText(`deletions/${unreadableKeyOf(logFileKey())}`)).toBe('"no record"\n');
  expect(await ledgerEntry()).toMatchObject({ records: 4, handled: 1, dropped: { 'not of interest': 2 }, unreadable: 1, late: 0 });
  const metrics = ['Files', 'DuplicateFiles', 'RecordsRead', 'RecordsHandled', 'RecordsDropped', 'UnreadableRecords'];
  expect(metrics.map(sum)).toEqual([1, 2, 4, 1, 2, 1]);
});

test('it may say why it dropped records, and count more', async () => {
  await run(() => ({ handled: 1, dropped: { 'read only': 2 }, counts: { Deletions: 1 } }), someRecords);

  expect(await ledgerEntry()).toMatchObject({ dropped: { 'read only': 2 } });
  expect(sum('Deletions')).toBe(1);
});

test('it is told which file the records are from', async () => {
  let told: unknown;
  await run((_, __, file) => {
    told = file;
    return { handled: 0 };
  }, []);
  expect(told).toEqual({ bucket: 'archive', key: keyOf(), parts: logFileKey(), name: derivedNameOf(logFileKey()) });
});

test('it gets the families that it asks for, and others are passed over with the reason', async () => {
  expect(await run(deletions, someRecords, { kinds: ['CloudTrail-Insight'] })).toEqual([]);
  expect(lines).toContainEqual(expect.objectContaining({ message: 'passed over', key: keyOf(), reason: 'a CloudTrail file' }));
  expect(sum('FilesPassedOver')).toBe(1);
});

test.each([
  ['returns nothing', () => undefined, "must return how many of 3 records it handled, such as '{ handled: 3 }'; it returned 'undefined'"],
  ['handles more than there is', () => ({ handled: 4 }), "it returned '4'"],
  ['forgets records', () => ({ handled: 1, dropped: { 'read only': 1 } }), 'are lost: 4 read, 3 accounted for'],
  [
    'fails',
    () => {
      throw new Error('no luck');
    },
    'no luck',
  ],
])('a file comes again where the processor %s, and the log says why', async (_, processor, message) => {
  expect(await run(processor as RecordsProcessor, someRecords)).toEqual([{ itemIdentifier: 'm-0' }]);
  expect(lines).toMatchObject([{ message: 'failed', key: keyOf(), error: expect.stringContaining(message) }]);
  await expect(ledgerEntry()).rejects.toThrow('The specified key does not exist');
});
