import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Bucket, failure, s3With, textOf } from './local-s3-client';

test('gives back what was put, with its type, encoding and metadata', async () => {
  const s3 = await s3With();
  const Body = gzipSync('{"Records":[]}');

  const { ETag } = await s3.send(
    new PutObjectCommand({ Bucket, Key: 'k', Body, ContentType: 'application/json', ContentEncoding: 'gzip', Metadata: { by: 'test' } }),
  );

  const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
  expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Body);
  expect(got).toMatchObject({ ETag, ContentType: 'application/json', ContentEncoding: 'gzip', Metadata: { by: 'test' } });
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).resolves.toMatchObject({ ETag, ContentLength: Body.length });
});

test('decodes a streamed body that comes in chunks with a checksum behind it', async () => {
  const seen: unknown[] = [];
  const s3 = await s3With({ before: ({ headers }) => void seen.push(headers['x-amz-content-sha256']) });
  const text = 'line of text\r\n'.repeat(20_000);

  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: 'k',
      Body: Readable.from([text.slice(0, 70_000), text.slice(70_000)]),
      ContentLength: text.length,
      ContentEncoding: 'gzip',
    }),
  );

  expect(seen).toContain('STREAMING-UNSIGNED-PAYLOAD-TRAILER');
  const { Body, ContentEncoding, ContentLength } = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
  expect({ text: await Body?.transformToString(), ContentEncoding, ContentLength }).toEqual({
    text,
    ContentEncoding: 'gzip',
    ContentLength: text.length,
  });
});

test('refuses a body that does not match its checksum', async () => {
  const s3 = await s3With();

  const put = s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ChecksumSHA256: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }));

  await expect(put).rejects.toMatchObject(failure('BadDigest', 400));
  await expect(textOf(s3, 'k')).rejects.toMatchObject(failure('NoSuchKey', 404));
});

test.each([
  'AWSLogs/111122223333/a b.json',
  'a+b',
  '100%',
  'a%2Fb',
  'ünïcödé/日本/😀',
  `quo"te's`,
  '<&>',
  'a//b',
  '../up',
  './here',
  'trailing/',
  'a?b#c=d&e',
])('stores, lists and deletes the key %p', async (Key) => {
  const s3 = await s3With();

  await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));

  await expect(textOf(s3, Key)).resolves.toBe(Key);
  const list = () => s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
  await expect(list()).resolves.toMatchObject({ KeyCount: 1, Contents: [{ Key }] });
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await expect(list()).resolves.toMatchObject({ KeyCount: 0 });
});

test('lists page by page, in the order of UTF-8 bytes, only below the prefix', async () => {
  const s3 = await s3With();
  const keys = ['p/\u{1f600}', 'p/\uffee', 'p/a', 'p/B', 'q/a'];
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));

  const found: (string | undefined)[][] = [];
  for (let ContinuationToken: string | undefined; found.length === 0 || ContinuationToken; ) {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'p/', MaxKeys: 3, ContinuationToken }));
    found.push((page.Contents ?? []).map(({ Key }) => Key));
    ContinuationToken = page.NextContinuationToken;
  }

  expect(found).toEqual([['p/B', 'p/a', 'p/\uffee'], ['p/\u{1f600}']]);
});

test.each([
  ['bytes=2-4', 'cde'],
  ['bytes=7-', 'hij'],
  ['bytes=-2', 'ij'],
  ['bytes=8-99', 'ij'],
])('gives the range %s', async (range, expected) => {
  const s3 = await s3With();
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'abcdefghij' }));

  await expect(textOf(s3, 'k', range)).resolves.toBe(expected);
});

test('refuses a range behind the end', async () => {
  const s3 = await s3With();
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'abc' }));

  await expect(textOf(s3, 'k', 'bytes=9-')).rejects.toMatchObject(failure('InvalidRange', 416));
});

test('knows no bucket that nobody created', async () => {
  const s3 = await s3With();

  await expect(s3.send(new PutObjectCommand({ Bucket: 'another', Key: 'k', Body: 'x' }))).rejects.toMatchObject(failure('NoSuchBucket', 404));
});

test('refuses what it does not implement instead of doing half of it', async () => {
  const s3 = await s3With();
  const refused = [
    new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ServerSideEncryption: 'aws:kms' }),
    new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', Tagging: 'a=b' }),
    new DeleteObjectCommand({ Bucket, Key: 'k', IfMatch: '"x"' }),
  ];

  for (const command of refused) await expect(s3.send(command as PutObjectCommand)).rejects.toMatchObject(failure('NotImplemented', 501));
  await expect(s3.send(new ListObjectsCommand({ Bucket }))).rejects.toMatchObject(failure('NotImplemented', 501));
  await expect(s3.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }))).rejects.toMatchObject(failure('NotImplemented', 501));
  await expect(s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'k' }] } }))).rejects.toMatchObject(
    failure('NotImplemented', 501),
  );
});

test('denies a client that expects another owner', async () => {
  const s3 = await s3With({ account: '111122223333' });
  const put = (ExpectedBucketOwner: string) => s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ExpectedBucketOwner }));

  await put('111122223333');

  await expect(put('444455556666')).rejects.toMatchObject(failure('AccessDenied', 403));
});

test('fails a request that the test wants to fail, and only that one', async () => {
  let refusals = 1;
  const s3 = await s3With({
    before: ({ operation }) => (operation === 'PutObject' && refusals-- > 0 ? { refuse: { status: 503, code: 'SlowDown' } } : undefined),
  });
  const put = () => s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));

  await expect(put()).rejects.toMatchObject(failure('SlowDown', 503));
  await put();

  await expect(textOf(s3, 'k')).resolves.toBe('x');
});

test('breaks off in the middle of an answer, or delays it', async () => {
  const s3 = await s3With({
    before: ({ operation, key }) => (operation !== 'GetObject' ? undefined : key === 'broken' ? { breakOffAfter: 5 } : { delayMillis: 50 }),
  });
  for (const Key of ['broken', 'slow']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x'.repeat(1000) }));

  await expect(textOf(s3, 'broken')).rejects.toThrow();
  const start = performance.now();
  await textOf(s3, 'slow');

  expect(performance.now() - start).toBeGreaterThan(45);
});
