import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Fault, type LocalS3, startLocalS3 } from '../../bin/commands/local-s3/server';
import { listObjects } from '../../handlers/shared/aws/s3';
import { bucketStore } from '../../handlers/shared/store';
import { INTEGRITY_ENVIRONMENT } from '../../lib/processing/integrity-monitor.contract';
import { cloudTrailWith } from '../bin/verify-cloudtrail';
import { type Bundled, bundled } from '../helpers/bundle';
import { localEnvironment } from '../helpers/environment';
import { HOUR, TREE_BUCKET, treeOf } from '../integrity/tree';

type Handler = (event: unknown, context: { getRemainingTimeInMillis?(): number }) => Promise<void>;

const tree = treeOf({ hours: 6, older: false, regions: ['eu-west-1', 'ap-east-1'], organizationId: 'o-abc123', prefix: 'audit' });
const before = { ...process.env };
const lines: Record<string, unknown>[] = [];
let bundle: Bundled;
let server: LocalS3;
let fault: (request: { operation: string; key: string; query?: URLSearchParams }) => Fault | undefined;
let keys: Awaited<ReturnType<typeof cloudTrailWith>>;

beforeAll(() => {
  bundle = bundled('integrity-monitor');
});

afterAll(() => bundle.remove());

beforeEach(async () => {
  lines.length = 0;
  fault = () => undefined;
  server = await startLocalS3({ before: (request) => fault(request) });
  keys = await cloudTrailWith(tree.keys);
  Object.assign(process.env, localEnvironment(server.endpoint), {
    ...{ AWS_ENDPOINT_URL_CLOUDTRAIL: keys.endpoint, AWS_SILENCE_MILLIS: '300' },
    [INTEGRITY_ENVIRONMENT.archiveBucket]: TREE_BUCKET,
    [INTEGRITY_ENVIRONMENT.archivePrefix]: 'audit',
    [INTEGRITY_ENVIRONMENT.derivedBucket]: 'derived',
    [INTEGRITY_ENVIRONMENT.name]: 'Stack/Integrity',
    [INTEGRITY_ENVIRONMENT.lag]: '7200',
    [INTEGRITY_ENVIRONMENT.lookBack]: '86400',
    [INTEGRITY_ENVIRONMENT.processingDelay]: '3600',
    [INTEGRITY_ENVIRONMENT.ledgers]: '[{"bucket":"derived","prefix":"own/","kinds":["CloudTrail"]}]',
    [INTEGRITY_ENVIRONMENT.accounts]: '[]',
    [INTEGRITY_ENVIRONMENT.regions]: '[]',
  });
  const s3 = new S3Client({ forcePathStyle: true });
  for (const Bucket of [TREE_BUCKET, 'derived']) await s3.send(new CreateBucketCommand({ Bucket }));
  for (const [Key, { content, metadata }] of tree.archive.objects) {
    await s3.send(new PutObjectCommand({ Bucket: TREE_BUCKET, Key, Body: content, Metadata: { ...metadata } }));
  }
  s3.destroy();
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(lines.push(JSON.parse(String(text)))));
  jest.useFakeTimers({
    doNotFake: ['setTimeout', 'setImmediate', 'clearTimeout', 'clearImmediate', 'nextTick', 'performance', 'setInterval', 'clearInterval'],
  });
  jest.setSystemTime(tree.to.getTime() + 2 * HOUR + 60_000);
});

afterEach(async () => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  await server.close();
  process.env = { ...before };
});

const run = () => bundle.load<{ handler: Handler }>().handler({}, { getRemainingTimeInMillis: () => 900_000 });
const sum = (metric: string) => lines.reduce((total, line) => total + ((line[metric] as number) ?? 0), 0);

async function verdicts(): Promise<{ verdict: string }[]> {
  const texts: string[] = [];
  for await (const { key } of listObjects('derived', 'integrity/verdicts/'))
    texts.push(Buffer.from((await bucketStore('derived').get(key))?.body ?? []).toString());
  return texts
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

test('verifies an organization with the keys of each Region', async () => {
  await run();

  expect(sum('HoursVerified')).toBe(12);
  expect((await verdicts()).map(({ verdict }) => verdict)).toEqual(Array(12).fill('valid'));
  expect([...new Set(keys.regions)].sort()).toEqual(['ap-east-1', 'eu-west-1']);
  expect(lines.find((line) => 'Backlog' in line)).toMatchObject({
    service: 'Stack/Integrity',
    NewestVerifiedHourAge: 2 * 3600 + 60,
    _aws: { CloudWatchMetrics: [{ Namespace: 'CdkCloudTrail/IntegrityMonitor', Dimensions: [['service']] }] },
  });
});

test('reads again what is throttled or breaks off', async () => {
  const seen = new Set<string>();
  fault = ({ operation, key }) => {
    const name = `${operation} ${key}`;
    if (seen.has(name)) return undefined;
    seen.add(name);
    return operation === 'GetObject' && key.endsWith('.gz') && seen.size % 2 === 0
      ? { breakOffAfter: 20 }
      : { refuse: { status: 503, code: 'SlowDown' } };
  };
  await run();

  expect(sum('HoursVerified')).toBe(12);
});

test('what cannot be read is undecided, and what is refused because it is not there is missing', async () => {
  const [refused = '', gone = ''] = [tree.branches[0]?.logs[1]?.[0], tree.branches[0]?.logs[2]?.[0]];
  fault = ({ operation, key }) => {
    if (operation !== 'GetObject' || (key !== refused && key !== gone)) return undefined;
    return { refuse: { status: 403, code: 'AccessDenied' } };
  };
  const s3 = new S3Client({ forcePathStyle: true });
  await s3.send(new DeleteObjectCommand({ Bucket: TREE_BUCKET, Key: gone }));
  s3.destroy();
  await run();

  expect([sum('Undecided'), sum('FilesMissing'), sum('HoursInvalid')]).toEqual([2, 1, 1]);
});

test('an account whose state is damaged does not keep the others from being verified', async () => {
  await bucketStore('derived').create('integrity/checkpoints/organization=o-abc123/account=111122223333/region=ap-east-1.json', '{}');

  await expect(run()).rejects.toThrow('is not the JSON that this handler wrote');
  expect(sum('HoursVerified')).toBe(6);
});
