import type { Duration } from 'aws-cdk-lib';
import type { ITrailRef } from 'aws-cdk-lib/aws-cloudtrail';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { ILogArchive } from '../archive/log-archive-ref';

/** Properties of `DeliveryMonitor`. */
export interface DeliveryMonitorProps {
  /** Where the files are delivered. In the account and Region of this stack. */
  readonly archive: ILogArchive;

  /**
   * Who is told when deliveries stop, fail, or cannot be looked at: a topic of this Region.
   *
   * A topic of this app gets the statement that lets the alarms of this account publish, and so does its key. To a topic that
   * had no policy this is the first one: it replaces SNS's default, and whoever else publishes without a permission of their own needs one.
   */
  readonly alarmTopic: ITopic;

  /**
   * The trail that delivers, with digest files. In each of `regions` CloudTrail is asked for its state: whether it logs, and what deliveries to its
   * bucket, log group and topic last failed with. Only its digests count. An organization trail may be in another account.
   *
   * @default - the digests of any trail count, errors are not known, and log files are expected only from `busyAccounts`
   */
  readonly trail?: ITrailRef;

  /**
   * Accounts that must deliver from each of `regions`: 12 digits each. Each pair has metrics and alarms of its own, at most 50 pairs.
   *
   * @default - the account of this stack
   */
  readonly accounts?: string[];

  /**
   * Regions that each of `accounts` must deliver from.
   *
   * @default - the home Region of the trail, or where there is no trail, the Region of this stack
   */
  readonly regions?: string[];

  /**
   * Those of `accounts` in which something happens all the time in each of `regions`. Only there log files are expected: where nothing happens
   * CloudTrail delivers none, and a digest every hour all the same. An empty list stands for none.
   *
   * @default - the account of this stack, where asking for the state of the trail is an event itself; none if there is no trail, or none that logs reads of management events
   */
  readonly busyAccounts?: string[];

  /**
   * Whether all other accounts and Regions of the archive are watched as well, by their digests and with one alarm for all of them. Those that have
   * delivered none since the beginning of yesterday are taken to be gone.
   *
   * @default true
   */
  readonly otherPlaces?: boolean;

  /**
   * How often it looks, in whole minutes: at most an hour.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * How old the newest log file may become before the alarm: at least ten minutes and twice the `interval`, at most a day. CloudTrail delivers about every
   * five minutes, and does not promise it.
   *
   * @default Duration.minutes(30)
   */
  readonly maxLogFileAge?: Duration;

  /**
   * How long ago the hour of the newest digest may have ended before the alarm: at least two hours, at most a day.
   *
   * @default - three hours: digests are written for each hour, and come up to two hours later
   */
  readonly maxDigestAge?: Duration;

  /**
   * How long deliveries fail before the alarm, in whole intervals; at most a day.
   *
   * @default - three intervals: 15 minutes with the defaults
   */
  readonly maxErrorTime?: Duration;

  /**
   * How long the function's log is kept, at the most until an archive for development is deleted. It names what is late, fails or cannot be told.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;
}
