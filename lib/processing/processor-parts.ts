import { Duration, Token } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Code, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { notifyOf } from '../private/alarm-target';
import { defineHandler } from '../private/handler-function';
import { registerLogBucket } from '../private/log-buckets';
import { markPipeline } from '../private/pipeline';
import { grantLogFiles } from './archive-access';
import { defineDerivedBucket, emptyingOf, grantDerived, ownKeyOf, removalPolicyLike } from './derived-bucket';
import { checkPrefix, takePrefix } from './derived-prefix';
import type { LogFileKind } from './log-file-kind';
import { LogFileQueue } from './log-file-queue';
import { ENVIRONMENT } from './log-processor.contract';
import { defineAlarms, type ProcessorAlarms } from './processor-alarms';
import { checkProcessor } from './processor-checks';
import type { ProcessorProps } from './processor-props';

const MAX_CONCURRENCY = 10;

/** What makes a processor this one, besides what users say. */
export interface ProcessorOptions extends ProcessorProps {
  /** The name of the class, which the ids of its errors begin with: `AccessReport`. */
  readonly area: string;
  /** What suffers when log files are not processed, in the descriptions of the alarms: `the access report`. */
  readonly product: string;
  /** What the function does, in front of `from the log files in …`: `reports who accessed which data`. */
  readonly description: string;
  /** `bundled('access-report')`, or the user's. */
  readonly code: Code;
  readonly handler: string;
  readonly kinds: readonly LogFileKind[];
  /** Where it writes in the derived bucket, with a slash at the end. It is checked. */
  readonly prefix: string;
  readonly metricNamespace: string;
  /** The least memory, in MiB, in which the function can work. */
  readonly leastMemory: number;
  /** Further environment variables of the function. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A processor, in its parts. */
export interface ProcessorParts {
  readonly queue: IQueue;
  readonly deadLetterQueue: IQueue;
  readonly fn: LambdaFunction;
  /** Who acts when the function runs: what else it needs is granted to this, not to the function. */
  readonly permissions: IGrantable;
  readonly derivedBucket: IBucket;
  /** All of them tell the `alarmTopic`. */
  readonly alarms: ProcessorAlarms;
}

/**
 * Everything that a processor of log files is, as children of `scope`: a queue with a message for each log file, a function that may do
 * what it needs and no more, a place for what it makes, and alarms. The construct's own ids are `Derived`, `Handler…`, `LogFiles` and `…Alarm`.
 *
 * The props are checked first. The function gets the environment of `log-processor.contract.ts`; its metrics are in
 * `processorMetric(scope, metricNamespace, …)`. Trails of the app leave out what it writes.
 */
export function defineProcessor(scope: Construct, options: ProcessorOptions): ProcessorParts {
  const { area, archive, prefix } = options;
  const subject = { scope, area };
  markPipeline(scope);
  checkProcessor(subject, options, options.leastMemory);
  checkPrefix(subject, prefix);
  const derivedBucket = options.derivedBucket ?? defineDerivedBucket(scope, 'Derived', archive, prefix);
  takePrefix(subject, derivedBucket, prefix);
  // Each file that is written would otherwise be an event, which would be delivered in a file.
  registerLogBucket(derivedBucket, { keyPrefix: options.derivedBucket ? prefix : '', uses: [archive.bucket] });

  const { timeout = Duration.minutes(3), kinds, maxBatchingWindow } = options;
  const { queue, deadLetterQueue } = new LogFileQueue(scope, 'LogFiles', { archive, kinds, timeout, maxBatchingWindow });
  const { fn, permissions } = defineFunction(scope, options, { timeout, derivedBucket, deadLetterQueue });
  grantLogFiles(archive, kinds, permissions);
  grantDerived(derivedBucket, prefix, permissions);
  // A file that nobody can process goes there with its reason, at once.
  Grant.addToPrincipal({ grantee: permissions, actions: ['sqs:SendMessage'], resourceArns: [deadLetterQueue.queueArn] });
  queue.grantConsumeMessages(permissions);
  connect(fn, queue, options);
  const emptying = emptyingOf(derivedBucket);
  if (emptying) fn.node.addDependency(emptying);

  const { product, metricNamespace: namespace, maxDelay = Duration.hours(1) } = options;
  const alarms = defineAlarms(scope, { product, queue, deadLetterQueue, namespace, maxDelay });
  notifyOf(Object.values(alarms), subject, options.alarmTopic);
  return { queue, deadLetterQueue, fn, permissions, derivedBucket, alarms };
}

interface Made {
  readonly timeout: Duration;
  readonly derivedBucket: IBucket;
  readonly deadLetterQueue: IQueue;
}

function defineFunction(scope: Construct, options: ProcessorOptions, { timeout, derivedBucket, deadLetterQueue }: Made) {
  const { archive, code, handler, description, environment } = options;
  return defineHandler(scope, 'Handler', {
    code,
    handler,
    description: `${description}, from the log files in ${archive.node.path}`,
    environment: {
      ...environment,
      [ENVIRONMENT.derivedBucket]: derivedBucket.bucketName,
      [ENVIRONMENT.deadLetterQueueUrl]: deadLetterQueue.queueUrl,
      [ENVIRONMENT.name]: scope.node.path,
      [ENVIRONMENT.prefix]: options.prefix,
      [ENVIRONMENT.namespace]: options.metricNamespace,
    },
    memorySize: options.memorySize ?? 1024,
    timeout,
    reservedConcurrency: options.reservedConcurrency,
    logRetention: options.logRetention ?? RetentionDays.ONE_YEAR,
    removalPolicy: removalPolicyLike(archive),
    encryptionKey: ownKeyOf(archive),
  });
}

function connect(
  fn: LambdaFunction,
  queue: IQueue,
  { batchSize = 10, maxBatchingWindow, maxConcurrency, reservedConcurrency }: ProcessorProps,
): void {
  const within = reservedConcurrency === undefined || Token.isUnresolved(reservedConcurrency) ? MAX_CONCURRENCY : reservedConcurrency;
  fn.addEventSource(
    new SqsEventSource(queue, {
      batchSize,
      maxBatchingWindow,
      maxConcurrency: maxConcurrency ?? Math.min(MAX_CONCURRENCY, within),
      reportBatchItemFailures: true,
    }),
  );
}
