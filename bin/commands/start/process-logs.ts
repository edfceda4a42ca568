import { join } from 'node:path';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { SingleBar } from 'cli-progress';
import { METRIC_NAMESPACE, PREFIX } from '../../../lib/processing/access-report.contract';
import { ENVIRONMENT } from '../../../lib/processing/log-processor.contract';
import { deliver, withRepeats } from './deliver';
import type { LogFile } from './find-logs';
import { LocalLambda } from './lambda';
import { Metrics } from './metrics';
import { type DeadLetter, drain } from './queue';

export const archiveBucket = 'demo-archive';
export const derivedBucket = 'demo-derived';

interface Work {
  readonly s3: S3Client;
  readonly endpoint: string;
  /** A folder without any configuration of the user. */
  readonly temp: string;
  readonly handler: string;
  readonly files: readonly LogFile[];
}

export interface Processed {
  readonly metrics: Metrics;
  readonly deadLetters: readonly DeadLetter[];
  readonly notifications: number;
}

/** Delivers the files and lets the bundled handler process them, on two instances that get in each other's way as on Lambda. */
export async function processLogs({ s3, endpoint, temp, handler, files }: Work, later: (undo: () => unknown) => void): Promise<Processed> {
  for (const Bucket of [archiveBucket, derivedBucket]) await s3.send(new CreateBucketCommand({ Bucket }));
  const messages = withRepeats(await deliver(s3, archiveBucket, files));
  const environment = environmentOf(endpoint, derivedBucket, temp);
  const consumers = await Promise.all([1, 2].map(() => LocalLambda.start(handler, environment)));
  later(() => Promise.all(consumers.map((lambda) => lambda.stop())));

  const metrics = new Metrics();
  const bar = new SingleBar({
    format: '  [{bar}] {percentage}% | {value} of {total} notifications',
    stream: process.stdout,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
  });
  bar.start(messages.length, 0);
  try {
    const deadLetters = await drain(messages, {
      consumers,
      onInvocation: ({ log }) => metrics.add(log),
      onDone: () => bar.increment(),
    });
    return { metrics, deadLetters, notifications: messages.length };
  } finally {
    bar.stop();
  }
}

/** As Lambda sets it, and nothing of the user's: whatever profile there is, no request leaves this machine. */
export function environmentOf(endpoint: string, derived: string, temp: string): Record<string, string> {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: endpoint,
    AWS_CONFIG_FILE: join(temp, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(temp, 'no-credentials'),
    AWS_LAMBDA_FUNCTION_NAME: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    [ENVIRONMENT.derivedBucket]: derived,
    [ENVIRONMENT.deadLetterQueueUrl]: `${endpoint}/dead-letters`,
    [ENVIRONMENT.name]: 'demo',
    [ENVIRONMENT.prefix]: PREFIX,
    [ENVIRONMENT.namespace]: METRIC_NAMESPACE,
  };
}
