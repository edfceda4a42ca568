import { join } from 'node:path';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { SingleBar } from 'cli-progress';
import { ENVIRONMENT } from '../../../lib/processing/log-processor.contract';
import { deliver, withRepeats } from './deliver';
import type { LogFile } from './find-logs';
import { LocalLambda } from './lambda';
import type { LocalServices, Parked } from './local-services';
import { Metrics } from './metrics';
import { type DeadLetter, drain, type Message } from './queue';

export const archiveBucket = 'demo-archive';
export const derivedBucket = 'demo-derived';

/** A bundled handler that gets the notifications of all files from a queue of its own. */
export interface Processor {
  /** For the progress. */
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
}

interface Work<Name extends string> {
  readonly messages: readonly Message[];
  readonly processors: Readonly<Record<Name, Processor>>;
  readonly services: LocalServices;
}

export interface Processed {
  readonly metrics: Metrics;
  /** What failed five times, and what the handler put there at once. */
  readonly deadLetters: readonly DeadLetter[];
  readonly notifications: number;
}

/** Puts files into an archive and gives the notifications about them, some of them twice. */
export async function deliverAll(s3: S3Client, files: readonly LogFile[]): Promise<Message[]> {
  for (const Bucket of [archiveBucket, derivedBucket]) await s3.send(new CreateBucketCommand({ Bucket }));
  return withRepeats(await deliver(s3, archiveBucket, files));
}

/** Lets each bundled handler process the files, on two instances that get in each other's way as on Lambda. */
export async function processLogs<Name extends string>(
  { messages, processors, services }: Work<Name>,
  later: (undo: () => unknown) => void,
): Promise<Record<Name, Processed>> {
  const all = Object.entries<Processor>(processors);
  const bar = new SingleBar({
    format: '  [{bar}] {percentage}% | {value} of {total} notifications',
    stream: process.stdout,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
  });
  bar.start(messages.length * all.length, 0);
  try {
    const processed = await Promise.all(
      all.map(async ([name, processor]) => {
        const result = await runProcessor(processor, messages, () => bar.increment(), later);
        const parked = services.parked.filter(({ queueUrl }) => queueUrl === processor.environment[ENVIRONMENT.deadLetterQueueUrl]);
        const deadLetters = [...result.deadLetters, ...parked.map((letter) => deadLetterOf(letter, messages))];
        return [name, { ...result, deadLetters }] as const;
      }),
    );
    return Object.fromEntries<Processed>(processed) as Record<Name, Processed>;
  } finally {
    bar.stop();
  }
}

async function runProcessor(
  { bundle, environment }: Processor,
  messages: readonly Message[],
  onDone: () => void,
  later: (undo: () => unknown) => void,
): Promise<Processed> {
  const start = async () => {
    const lambda = await LocalLambda.start(bundle, environment);
    // Each by itself: the other one may not start.
    later(() => lambda.stop());
    return lambda;
  };
  const consumers = await Promise.all([start(), start()]);
  const metrics = new Metrics();
  const deadLetters = await drain(messages, { consumers, onInvocation: ({ log }) => metrics.add(log), onDone });
  return { metrics, deadLetters, notifications: messages.length };
}

function deadLetterOf({ body, attributes: { reason = '', key = '' } }: Parked, messages: readonly Message[]): DeadLetter {
  const about = messages.find((message) => message.body.includes(JSON.stringify(key)))?.about ?? key;
  return { body, about, reasons: [reason] };
}

/** As Lambda sets it, and nothing of the user's: whatever profile there is, no request leaves this machine. */
export function environmentOf({ s3, others }: Endpoints, temp: string, { name, prefix, namespace }: ProcessorName): Record<string, string> {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: others,
    AWS_ENDPOINT_URL_S3: s3,
    AWS_CONFIG_FILE: join(temp, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(temp, 'no-credentials'),
    AWS_LAMBDA_FUNCTION_NAME: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    [ENVIRONMENT.derivedBucket]: derivedBucket,
    [ENVIRONMENT.deadLetterQueueUrl]: `${others}/${name}`,
    [ENVIRONMENT.name]: name,
    [ENVIRONMENT.prefix]: prefix,
    [ENVIRONMENT.namespace]: namespace,
  };
}

/** Where the APIs of AWS are on this machine. */
export interface Endpoints {
  readonly s3: string;
  readonly others: string;
}

/** What tells two processors apart. */
export interface ProcessorName {
  readonly name: string;
  readonly prefix: string;
  readonly namespace: string;
}
