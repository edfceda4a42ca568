import type { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { ILogArchive } from '../archive/log-archive-ref';
import type { ILedger } from './integrity-ledger';

/** Properties of `IntegrityMonitor`. */
export interface IntegrityMonitorProps {
  /**
   * What is verified: log files, with digest files. Its trails must have log file validation, as they do by default.
   *
   * In the account and Region of this stack.
   */
  readonly archive: ILogArchive;

  /**
   * Who is told of what is found, and of silence: a topic of this Region.
   *
   * A topic of this app gets the statement that lets the alarms of this account publish, and so does its key. To a topic that
   * had no policy this is the first one: it replaces SNS's default, and whoever else publishes without a permission of their own needs one.
   */
  readonly alarmTopic: ITopic;

  /**
   * Where checkpoints and verdicts go, below `integrity/`; not the bucket of the archive.
   *
   * @default - a bucket of its own: no public access, TLS only, versioned, kept when the stack is deleted (deleted with an archive for development); encrypted with the archive's key where this app defines that key, else with keys of S3
   */
  readonly derivedBucket?: IBucket;

  /**
   * Processors whose ledgers must have every log file that a digest lists, from the first run on that knows them.
   *
   * @default - what becomes of log files is not looked at
   */
  readonly processors?: ILedger[];

  /**
   * How often it looks, in whole minutes: at least 15 minutes, at most a day.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;

  /**
   * How late a digest may come after the end of its hour; at least an hour, at most a day. So much later everything is verified.
   *
   * @default Duration.hours(2)
   */
  readonly lag?: Duration;

  /**
   * How far back it begins in an account and Region where it has never looked, at most 400 days. A long backlog is walked over several invocations.
   *
   * @default Duration.days(1)
   */
  readonly lookBack?: Duration;

  /**
   * How long after the `lag` a log file may be missing in a ledger before it is named; at most 14 days.
   *
   * @default Duration.hours(1)
   */
  readonly processingDelay?: Duration;

  /**
   * How old the newest verified hour of any account and Region may become, at three intervals in a row, before the alarm: at least `lag`,
   * `interval` and two hours, since digests are written hourly.
   *
   * @default - `lag`, `interval` and two hours: five hours with the defaults
   */
  readonly maxAge?: Duration;

  /**
   * Accounts to verify: 12 digits each.
   *
   * @default - all that are in the archive
   */
  readonly accounts?: string[];

  /**
   * Regions to verify. The public keys of a Region are asked for in it: the account of this stack must have enabled it.
   *
   * @default - all that are in the archive
   */
  readonly regions?: string[];

  /**
   * Memory of the function, in MiB; at least 512. It reads 32 files at once.
   *
   * @default 1024
   */
  readonly memorySize?: number;

  /**
   * How long the function's log is kept, at the most until an archive for development is deleted. It names failures by account and Region.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;
}
