import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startLocalS3 } from '../../bin/commands/local-s3/server';
import { deliver } from '../../bin/commands/start/deliver';
import { findLogFiles, type LogFile } from '../../bin/commands/start/find-logs';
import { LocalLambda } from '../../bin/commands/start/lambda';
import { contentOf } from '../../bin/commands/start/objects';
import { derivedBucket, environmentOf } from '../../bin/commands/start/process-logs';
import { type Message, toRecord } from '../../bin/commands/start/queue';
import { METRIC_NAMESPACE } from '../../lib/processing/access-report.contract';
import { ROOT } from '../shared/compile';

/** What was processed in each round, and how long it took, in milliseconds, beside no more than reading the same files. */
export interface Throughput {
  readonly files: number;
  readonly jsonBytes: number;
  readonly failures: number;
  readonly requests: number;
  readonly handled: readonly number[];
  readonly read: readonly number[];
}

const ARCHIVE = 'archive';
const BATCH = 10;

/** Lets the bundle process real log files through an S3 API on this machine, in batches as a queue hands them over. */
export async function measureThroughput(bundle: string, rounds: number): Promise<Throughput> {
  let requests = 0;
  const server = await startLocalS3({
    before: () => {
      requests++;
      return undefined;
    },
  });
  const s3 = new S3Client({
    region: 'us-east-1',
    endpoint: server.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    const files = findLogFiles(join(ROOT, 'test/fixtures/logs')).logs;
    for (const Bucket of [ARCHIVE, derivedBucket]) await s3.send(new CreateBucketCommand({ Bucket }));
    const messages = await deliver(s3, ARCHIVE, files);
    const result = { handled: [] as number[], read: [] as number[], failures: 0, requests: 0 };
    for (let round = 0; round < rounds; round++) {
      result.read.push(await millisOf(() => readAll(s3, files)));
      // What was processed in the round before would be passed over as done.
      const processor = { name: 'bench', prefix: `round-${round}/`, namespace: METRIC_NAMESPACE };
      const lambda = await LocalLambda.start(bundle, environmentOf({ s3: server.endpoint, others: server.endpoint }, tmpdir(), processor));
      const before = requests;
      result.handled.push(await millisOf(async () => (result.failures += await handleAll(lambda, messages))));
      result.requests += requests - before;
      await lambda.stop();
    }
    return { ...result, files: files.length, jsonBytes: files.reduce((sum, { path }) => sum + jsonOf(readFileSync(path)).length, 0) };
  } finally {
    s3.destroy();
    await server.close();
  }
}

async function handleAll(lambda: LocalLambda, messages: readonly Message[]): Promise<number> {
  let failures = 0;
  for (let start = 0; start < messages.length; start += BATCH) {
    const batch = messages.slice(start, start + BATCH);
    const { result, error } = await lambda.invoke({
      Records: batch.map(({ body }, at) => toRecord({ body, messageId: `${start + at}`, receives: 1 })),
    });
    const { batchItemFailures = [] } = (result ?? {}) as { batchItemFailures?: readonly unknown[] };
    failures += error === undefined ? batchItemFailures.length : batch.length;
  }
  return failures;
}

async function readAll(s3: S3Client, files: readonly LogFile[]): Promise<void> {
  for (const { key } of files) JSON.parse(jsonOf(await contentOf(s3, ARCHIVE, key)).toString());
}

function jsonOf(content: Buffer): Buffer {
  return content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content;
}

async function millisOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
