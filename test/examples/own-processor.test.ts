import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { buildSync } from 'esbuild';
import { announcement } from '../../bin/commands/backfill/message';
import { LocalLambda } from '../../bin/commands/start/lambda';
import { toRecord } from '../../bin/commands/start/queue';
import { ENVIRONMENT } from '../../lib/processing/log-processor.contract';
import { Bucket, endpointOf, s3With, textOf } from '../bin/local-s3-client';

const root = join(__dirname, '../..');
const key = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/01/111122223333_CloudTrail_eu-west-1_20261101T0005Z_aaaaaaaaaaaaaaaa.json.gz';
const record = (eventName: string, others = {}) => ({
  eventVersion: '1.11',
  eventID: eventName,
  eventTime: '2026-11-01T00:00:00Z',
  eventName,
  ...others,
});

/** The handler as the example bundles it, with the environment that the construct sets. */
async function exampleWith(endpoint: string, folder: string): Promise<LocalLambda> {
  const bundle = join(folder, 'index.js');
  const entry = join(root, 'examples/own-processor/handler.ts');
  buildSync({ entryPoints: [entry], outfile: bundle, bundle: true, platform: 'node', target: 'node20', tsconfig: join(root, 'tsconfig.dev.json') });
  return LocalLambda.start(bundle, {
    ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_ENDPOINT_URL: endpoint },
    [ENVIRONMENT.derivedBucket]: Bucket,
    [ENVIRONMENT.deadLetterQueueUrl]: `${endpoint}/dead-letters`,
    [ENVIRONMENT.name]: 'Audit/Deletions',
    [ENVIRONMENT.prefix]: 'deletions/',
    [ENVIRONMENT.namespace]: 'CdkCloudTrail/LogProcessor',
  });
}

test('the handler of ten lines keeps the deletions of a log file once, and counts them', async () => {
  const s3 = await s3With();
  const records = [record('DeleteBucket'), record('ListBuckets'), record('DeleteTable', { errorCode: 'AccessDenied' })];
  await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: gzipSync(JSON.stringify({ Records: records })) }));
  const folder = mkdtempSync(join(tmpdir(), 'own-processor-test-'));
  const lambda = await exampleWith(endpointOf(s3), folder);
  try {
    const body = announcement(Bucket, { key, size: 1 });
    const [first, second] = [1, 2].map((number) => ({ Records: [toRecord({ messageId: `m-${number}`, body, receives: 1 })] }));
    const invocation = await lambda.invoke(first);
    const repeated = await lambda.invoke(second);

    expect([invocation.result, repeated.result]).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
    const counts = { Files: 1, RecordsRead: 3, RecordsHandled: 1, RecordsDropped: 2, UnreadableRecords: 0, Deletions: 1, service: 'Audit/Deletions' };
    expect(invocation.log.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining(counts));
    expect(repeated.log.join()).toContain('"DuplicateFiles":1');

    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'deletions/' }));
    const keys = Contents.map(({ Key = '' }) => Key);
    expect(keys.map((one) => one.split('/')[1])).toEqual(['found', 'ledger']);
    expect(JSON.parse((await textOf(s3, keys[0] ?? '')) ?? '')).toEqual([records[0]]);
  } finally {
    await lambda.stop();
    rmSync(folder, { recursive: true });
  }
});

test('has ten lines of code', () => {
  const code = readFileSync(join(root, 'examples/own-processor/handler.ts'), 'utf8');
  expect(code.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('/**')).length).toBeLessThanOrEqual(10);
});
