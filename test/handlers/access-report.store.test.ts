import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import { bucketStore } from '../../handlers/shared/store';
import { localEnvironment } from '../helpers/environment';

let server: LocalS3;
let s3: S3Client;
let refusals: { status: number; code: string }[];

beforeAll(async () => {
  server = await startLocalS3({
    before: () => {
      const refuse = refusals.shift();
      return refuse && { refuse };
    },
  });
  s3 = new S3Client({
    endpoint: server.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  Object.assign(process.env, localEnvironment(server.endpoint));
});

afterAll(async () => {
  s3.destroy();
  await server.close();
});

beforeEach(() => {
  refusals = [];
});

async function emptyBucket(name: string) {
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  return bucketStore(name);
}

test('creates an object once, and replaces only the version that was read', async () => {
  const store = await emptyBucket('versions');

  expect(await store.get('a b+c.json')).toBeUndefined();
  expect(await store.create('a b+c.json', 'first')).toBe(true);
  expect(await store.create('a b+c.json', 'second')).toBe(false);
  const first = await store.get('a b+c.json');
  expect(Buffer.from(first?.body ?? []).toString()).toBe('first');
  expect(await store.replace('a b+c.json', 'third', first?.etag ?? '')).toBe(true);
  expect(await store.replace('a b+c.json', 'fourth', first?.etag ?? '')).toBe(false);
  expect(Buffer.from((await store.get('a b+c.json'))?.body ?? []).toString()).toBe('third');
});

test('creates an empty object', async () => {
  const store = await emptyBucket('empty');
  const warn = jest.spyOn(console, 'warn');
  expect(await store.create('rows.ndjson', '')).toBe(true);
  expect(warn).not.toHaveBeenCalled();
  expect((await store.get('rows.ndjson'))?.body).toHaveLength(0);
});

test('replaces nothing that is not there', async () => {
  const store = await emptyBucket('gone');
  expect(await store.replace('x', 'body', '"0123"')).toBe(false);
});

test('tries again to create where another request is under way, for that one may fail', async () => {
  const store = await emptyBucket('conflicts');
  refusals = [{ status: 409, code: 'ConditionalRequestConflict' }];
  expect(await store.create('x', 'body')).toBe(true);

  refusals = Array.from({ length: 5 }, () => ({ status: 409, code: 'ConditionalRequestConflict' }));
  await expect(store.create('y', 'body')).rejects.toThrow("'y' was in conflict with other requests 5 times");
});

test.each([
  ['a bucket that is not there', { status: 404, code: 'NoSuchBucket' }],
  ['a missing permission', { status: 403, code: 'AccessDenied' }],
])('fails for %s', async (name, refusal) => {
  const store = await emptyBucket(`fails-${name.length}`);
  refusals = [refusal];
  await expect(store.get('x')).rejects.toThrow(expect.objectContaining({ name: refusal.code }));
  refusals = [refusal];
  await expect(store.create('x', 'body')).rejects.toThrow(expect.objectContaining({ name: refusal.code }));
});
