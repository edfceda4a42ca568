import { type Fault, type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import { signedRequest } from '../../handlers/shared/aws/request';
import { getObject, listObjects, putObject } from '../../handlers/shared/aws/s3';
import type { Pieces } from '../../handlers/shared/body';
import { bucketStore, has } from '../../handlers/shared/store';
import { localEnvironment } from '../helpers/environment';

const before = { ...process.env };
let server: LocalS3;
let faults: (Fault | undefined)[];
let requests: string[];

beforeAll(async () => {
  server = await startLocalS3({
    before: ({ operation, query }) => {
      requests.push(operation);
      // A page of a thousand keys would take a thousand requests to fill.
      if (operation === 'ListObjectsV2') query.set('max-keys', '4');
      return faults.shift();
    },
  });
  faults = [];
  requests = [];
  Object.assign(process.env, localEnvironment(server.endpoint), { AWS_SILENCE_MILLIS: '1000' });
  await signedRequest('s3', { method: 'PUT', path: '/bucket' });
});

beforeEach(() => {
  faults = [];
  requests = [];
});

afterAll(async () => {
  await server.close();
  process.env = { ...before };
});

const put = (key: string, body = 'body') => putObject('bucket', key, body, { ifNoneMatch: '*' });

test.each<[string, Fault]>([
  ['breaks off', { breakOffAfter: 5000 }],
  ['stalls', { stallAfter: 5000 }],
  ['does not begin', { delayMillis: 2500 }],
  ['is lost', { loseAnswer: true }],
])('an object comes whole although its first answer %s', async (what, fault) => {
  const body = what.repeat(10_000);
  await put(what, body);
  faults = [fault];
  expect(Buffer.from((await getObject('bucket', what))?.body ?? []).toString()).toBe(body);
  expect(requests).toEqual(['PutObject', 'GetObject', 'GetObject']);
});

test('who created an object knows it, also where the first answer was lost', async () => {
  const store = bucketStore('bucket');
  faults = [{ loseAnswer: true }];
  expect(await store.create('mine', 'mine')).toBe(true);
  faults = [{ loseAnswer: true }];
  expect(await store.create('mine', 'other')).toBe(false);
});

describe('what is in pieces', () => {
  /** Many, of which some are empty. */
  const inPieces = (...texts: string[]): Pieces => ({
    length: Buffer.byteLength(texts.join('')),
    *pieces() {
      for (const text of texts) yield Buffer.from(text);
    },
  });
  const pieces = inPieces(...Array.from({ length: 300 }, (_, index) => `${index} ü`.repeat(index)));
  const whole = Buffer.concat([...pieces.pieces()] as Buffer[]).toString();

  test.each<[string, Fault[]]>([
    ['at once', []],
    ['after a throttle', [{ refuse: { status: 503, code: 'SlowDown' } }]],
    ['after an answer that was lost', [{ loseAnswer: true }]],
  ])('is created as a whole, %s', async (when, failing) => {
    const store = bucketStore('bucket');
    faults = [...failing];
    expect(await store.create(when, pieces)).toBe(true);
    expect(Buffer.from((await store.get(when))?.body ?? []).toString()).toBe(whole);
    // Of the same content nobody could tell, were the first answer lost on a busy machine.
    expect(await store.create(when, inPieces(whole, 'more'))).toBe(false);
  });

  test.each([
    ['another piece', inPieces(whole.slice(0, -1), 'u')],
    ['one piece more', inPieces(whole, 'more')],
  ])('is not taken for what has %s', async (what, other) => {
    const store = bucketStore('bucket');
    await store.create(what, other);
    faults = [{ loseAnswer: true }];
    expect(await store.create(what, pieces)).toBe(false);
  });

  test('can be nothing', async () => {
    const store = bucketStore('bucket');
    expect(await store.create('nothing in pieces', inPieces())).toBe(true);
    expect((await store.get('nothing in pieces'))?.body).toHaveLength(0);
  });
});

test('who replaced an object knows it, also where the first answer was lost', async () => {
  const store = bucketStore('bucket');
  await store.create('replaced', '1');
  faults = [undefined, { loseAnswer: true }];
  expect(await store.replace('replaced', '2', (await store.get('replaced'))?.etag ?? '')).toBe(true);
});

test('an object that S3 does not tell of counts as missing, any other error does not', async () => {
  const store = bucketStore('bucket');
  faults = [{ refuse: { status: 403, code: 'AccessDenied' } }];
  expect(await has(store, 'x')).toBe(false);
  expect(await has(store, 'y')).toBe(false);
  faults = [{ refuse: { status: 400, code: 'InvalidRequest' } }];
  await expect(has(store, 'x')).rejects.toThrow('InvalidRequest');
});

test('a list has every key as it is, over all pages', async () => {
  const keys = ['l/ a+b', 'l/<&>\'"', 'l/%2F', 'l/\u0001\n', 'l/ü😀', 'l/z/z'].concat(Array.from({ length: 7 }, (_, index) => `l/${index}`));
  for (const key of keys) await put(key);

  const listed: string[] = [];
  for await (const { key, size } of listObjects('bucket', 'l/')) listed.push(`${key} ${size}`);

  expect(listed.sort()).toEqual(keys.map((key) => `${key} 4`).sort());
  const rest: string[] = [];
  for await (const { key } of listObjects('bucket', 'l/', 'l/z')) rest.push(key);
  expect(rest).toEqual(['l/z/z', 'l/ü😀']);
  await expect(listObjects('gone', '').next()).rejects.toThrow("ListObjectsV2 of '' in 'gone' failed: NoSuchBucket");
});
