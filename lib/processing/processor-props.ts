import type { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { ILogArchive } from '../archive/log-archive-ref';

/** What all processors of log files have in common. */
export interface ProcessorProps {
  /**
   * Where the log files are.
   *
   * In the account and Region of this stack: S3 tells of new objects nowhere else. An imported bucket must send its
   * notifications to EventBridge, and `LogArchive.fromBucket()` be told that it does.
   */
  readonly archive: ILogArchive;

  /**
   * Who is told when log files are not processed: a topic of this Region.
   *
   * A topic of this app gets the statement that lets the alarms of this account publish, and so does its key. To a topic that
   * had no policy this is the first one: it replaces SNS's default, and whoever else publishes without a permission of their own needs one.
   */
  readonly alarmTopic: ITopic;

  /**
   * Where everything goes that is made of log files, below the prefix of the processor; not the bucket of the archive.
   *
   * Below `claims/` and `attempts/` in that prefix objects, and versions of them, may expire after 45 days: CloudTrail repeats itself for up to 30.
   *
   * @default - a bucket of its own: no public access, TLS only, versioned, kept when the stack is deleted (deleted with an archive for development), with that rule for claims and attempts; encrypted with the archive's key where this app defines that key, else with keys of S3
   */
  readonly derivedBucket?: IBucket;

  /**
   * Memory of the function, in MiB. A log file of the largest size that CloudTrail delivers, 50 MB of JSON, must fit.
   *
   * @default 1024
   */
  readonly memorySize?: number;

  /**
   * How long one batch of log files may take, at most 15 minutes. A message that is not done comes again after six times that,
   * and the `maxBatchingWindow`.
   *
   * @default Duration.minutes(3)
   */
  readonly timeout?: Duration;

  /**
   * How many messages the function gets at once, at most 10. It processes one log file at a time; the others wait.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * How long Lambda waits for a batch to fill, at most 5 minutes.
   *
   * @default - not at all
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * How many batches are processed at the same time, at least 2.
   *
   * @default - 10, or the reserved concurrency if that is less: a backlog does not use up the account's concurrency
   */
  readonly maxConcurrency?: number;

  /**
   * How much of the account's concurrency is kept for this function. Not less than `maxConcurrency`: what is throttled ends in the dead-letter queue.
   *
   * @default - the function shares the account's concurrency
   */
  readonly reservedConcurrency?: number;

  /**
   * How long a log file may wait before the alarm; less than 14 days, after which SQS forgets it.
   *
   * @default Duration.hours(1)
   */
  readonly maxDelay?: Duration;

  /**
   * How long the function's log is kept, at the most until an archive for development is deleted. It names failed and passed over files, and has no records.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;
}
