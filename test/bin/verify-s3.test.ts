import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Fault } from '../../bin/commands/local-s3/server';
import { treeOf } from '../integrity/tree';
import { cli } from './cli';
import { Bucket, endpointOf, s3With } from './local-s3-client';
import { cloudTrailWith } from './verify-cloudtrail';

// Each test starts a process that loads the SDK.
jest.setTimeout(60_000);

const tree = treeOf({
  accounts: ['111122223333', '444455556666'],
  regions: ['eu-west-1', 'us-east-1'],
  hours: 6,
  organizationId: 'o-abc123',
  prefix: 'audit',
});
const PERIOD = ['--from', '2026-07-01T00:12:34Z', '--to', '2026-07-01T06:12:34Z'];
const [damaged] = tree.branches[1]?.logs[1] ?? [];

interface Incoming {
  readonly operation: string;
  readonly key: string;
}

/** The archive in a local S3 whose requests may fail once it is filled. */
async function filled(fault: (request: Incoming) => Fault | undefined = () => undefined) {
  let isFilled = false;
  const s3 = await s3With({ before: (request) => (isFilled ? fault(request) : undefined) }, 3);
  const objects = [...tree.archive.objects];
  for (let at = 0; at < objects.length; at += 40) {
    await Promise.all(
      objects
        .slice(at, at + 40)
        .map(([Key, { content, metadata }]) => s3.send(new PutObjectCommand({ Bucket, Key, Body: content, Metadata: { ...metadata } }))),
    );
  }
  isFilled = true;
  return s3;
}

async function verify(s3: S3Client, args: readonly string[] = [], keys = tree.keys) {
  const cloudTrail = await cloudTrailWith(keys);
  const env = {
    ...{ AWS_ENDPOINT_URL_S3: endpointOf(s3), AWS_ENDPOINT_URL_CLOUDTRAIL: cloudTrail.endpoint, AWS_REGION: 'eu-west-1' },
    ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  };
  // The digests name the bucket of the tree: the local one is a copy of it.
  const result = await cli(['verify', `s3://${Bucket}/audit`, ...PERIOD, '--moved-from', 's3://archive-bucket/audit', '--json', ...args], { env });
  const report = result.stdout === '' ? undefined : JSON.parse(result.stdout);
  const bad = (report?.files ?? []).filter(({ verdict }: { verdict: string }) => verdict !== 'valid');
  return { ...result, ...report, bad, asked: cloudTrail.regions };
}

const once = (fault: Fault, matches: (request: Incoming) => boolean) => {
  const seen = new Set<string>();
  return (request: Incoming) => {
    if (!matches(request) || seen.has(request.key)) return undefined;
    seen.add(request.key);
    return fault;
  };
};

test('all accounts and Regions of an organization are verified in one run, with the keys of each Region', async () => {
  const { exitCode, verdict, files, asked, summary } = await verify(await filled());
  expect({ exitCode, verdict, files: files.length }).toEqual({ exitCode: 0, verdict: 'valid', files: 4 * (6 + 2 * 5) });
  expect(asked.sort()).toEqual(['eu-west-1', 'us-east-1']);
  expect(summary.regions).toHaveLength(4);
});

test('a throttle, a broken body and a slow one are no verdict: they are tried again', async () => {
  const gets = ({ operation, key }: Incoming) => operation === 'GetObject' && key.endsWith('.gz');
  const faults = [
    once({ refuse: { status: 503, code: 'SlowDown' } }, (request) => gets(request) && /n0|T02/.test(request.key)),
    once({ breakOffAfter: 20 }, (request) => gets(request) && /n1|T03/.test(request.key)),
    once({ delayMillis: 200 }, (request) => gets(request) && /T04/.test(request.key)),
  ];
  const s3 = await filled((request) => faults.map((fault) => fault(request)).find((fault) => fault !== undefined));
  expect(await verify(s3)).toMatchObject({ exitCode: 0, verdict: 'valid', bad: [] });
});

test('what is refused for good cannot be told, and is never valid', async () => {
  const s3 = await filled(({ operation, key }) =>
    operation === 'GetObject' && key.includes('/444455556666/CloudTrail/eu-west-1/') ? { refuse: { status: 403, code: 'AccessDenied' } } : undefined,
  );
  const { exitCode, verdict, bad } = await verify(s3);
  expect({ exitCode, verdict, bad: bad.length }).toEqual({ exitCode: 2, verdict: 'undecided', bad: 10 });
  expect(bad[0]).toMatchObject({ verdict: 'cannot-tell', reason: 'not-readable', detail: 'S3 answered AccessDenied (HTTP 403)' });
});

test('to who may not list, S3 refuses what is not there: it is missing all the same', async () => {
  const s3 = await filled(({ operation, key }) =>
    operation === 'GetObject' && key === damaged ? { refuse: { status: 403, code: 'AccessDenied' } } : undefined,
  );
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: damaged }));
  expect(await verify(s3)).toMatchObject({ exitCode: 1, bad: [{ key: damaged, verdict: 'missing', reason: 'not-found' }] });
});

test('an object that is replaced while it is verified is never valid', async () => {
  let s3: S3Client | undefined;
  const replace = once({ delayMillis: 300 }, ({ operation, key }) => operation === 'GetObject' && key === damaged);
  s3 = await filled((request) => {
    const fault = replace(request);
    if (fault) void s3?.send(new PutObjectCommand({ Bucket, Key: damaged, Body: Buffer.from('other') }));
    return fault;
  });
  expect(await verify(s3)).toMatchObject({ exitCode: 1, bad: [{ key: damaged, verdict: 'invalid', reason: 'not-gzip' }] });
});

test('without keys nothing is proven', async () => {
  const { exitCode, verdict, bad } = await verify(await filled(), ['--accounts', '111122223333'], []);
  expect({ exitCode, verdict }).toEqual({ exitCode: 2, verdict: 'undecided' });
  expect(bad).toContainEqual(expect.objectContaining({ verdict: 'cannot-tell', reason: 'key-unknown' }));
});

test('keys that were saved serve without a connection', async () => {
  const s3 = await filled();
  await verify(s3, ['--save-keys', 'keys.json']);
  expect(await verify(s3, ['--keys', 'keys.json'], [])).toMatchObject({ exitCode: 0, verdict: 'valid', asked: [] });
});

test('a bucket that cannot be listed is no verdict: exit code 3', async () => {
  const s3 = await filled(({ operation }) => (operation === 'ListObjectsV2' ? { refuse: { status: 403, code: 'AccessDenied' } } : undefined));
  expect(await verify(s3)).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('cannot be read') });
});
