import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Bucket, failure, s3With, textOf } from './local-s3-client';

test('creates a key only once with If-None-Match', async () => {
  const s3 = await s3With();
  const put = (Body: string) => s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body, IfNoneMatch: '*' }));

  await put('first');

  await expect(put('second')).rejects.toMatchObject(failure('PreconditionFailed', 412));
  await expect(textOf(s3, 'k')).resolves.toBe('first');
});

test('replaces with If-Match what has that ETag, and neither another version nor a missing key', async () => {
  const s3 = await s3With();
  const put = (Body: string, IfMatch?: string) => s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body, IfMatch }));

  await expect(put('x', '"0123"')).rejects.toMatchObject(failure('NoSuchKey', 404));
  const { ETag } = await put('one');
  await put('two', ETag);

  await expect(put('three', ETag)).rejects.toMatchObject(failure('PreconditionFailed', 412));
  await expect(textOf(s3, 'k')).resolves.toBe('two');
});

test('applies each of 20 parallel increments exactly once', async () => {
  const s3 = await s3With();
  await s3.send(new PutObjectCommand({ Bucket, Key: 'count', Body: '0' }));

  let conflicts = 0;
  const increment = async (): Promise<void> => {
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: 'count' }));
    const next = String(Number(await Body?.transformToString()) + 1);
    try {
      await s3.send(new PutObjectCommand({ Bucket, Key: 'count', Body: next, IfMatch: ETag }));
    } catch (error) {
      if ((error as Error).name !== 'PreconditionFailed') throw error;
      conflicts++;
      await increment();
    }
  };
  await Promise.all(Array.from({ length: 20 }, increment));

  await expect(textOf(s3, 'count')).resolves.toBe('20');
  expect(conflicts).toBeGreaterThan(0);
});

test('lets exactly one of 20 parallel creators win', async () => {
  const s3 = await s3With();

  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: `${index}`, IfNoneMatch: '*' }))),
  );

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
