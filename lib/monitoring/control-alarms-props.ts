import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AcceptedRule } from '../profiles/accepted-rule';
import type { ComplianceProfile } from '../profiles/compliance-profile';
import type { AuditTrail } from '../trail/audit-trail';

/** Properties of `ControlAlarms`. */
export interface ControlAlarmsProps {
  /**
   * The trail whose events are watched. It has to deliver them to CloudWatch Logs, and to log management events.
   *
   * @default - the trail that delivers to `logGroup`, of which it is not checked what it logs
   */
  readonly trail?: AuditTrail;

  /**
   * The log group that a trail delivers to, in this account and Region. Either this or `trail` is needed.
   *
   * @default - the log group of `trail`
   */
  readonly logGroup?: ILogGroup;

  /**
   * Whose controls these are: releases of the CIS benchmark, Security Hub, or any other framework that asks for alarms. Where their texts
   * differ, there is a metric filter for each, on the same metric. A rule that a profile accepts has no alarm.
   *
   * @default - the newest release of the CIS benchmark, and Security Hub
   */
  readonly profiles?: ComplianceProfile[];

  /**
   * Controls that have no alarm here, such as `ALM-12`, with who accepts that and why. It is written into the template of `trail`.
   *
   * @default - every control that the frameworks have
   */
  readonly except?: AcceptedRule[];

  /**
   * Who is told of alarms, and of events in words: a topic of this Region. Either this or `alarmActions` is needed.
   *
   * A topic of this app gets the statement that lets the alarms of this account publish, and so does its key. To a topic that
   * had no policy this is the first one: it replaces SNS's default, and whoever else publishes without a permission of their own needs one.
   *
   * @default - only `alarmActions` are taken, and events are not told in words
   */
  readonly topic?: ITopic;

  /**
   * Who is told of the alarms with an auditor's patterns, which also count what services do: a topic of this Region that wakes nobody.
   *
   * @default - `topic`
   */
  readonly auditTopic?: ITopic;

  /**
   * What else every alarm does when it goes off.
   *
   * @default - nothing else
   */
  readonly alarmActions?: IAlarmAction[];

  /**
   * Whether there is a second alarm for each control that leaves out what services do and calls that came to nothing.
   *
   * @default true
   */
  readonly lowNoiseAlarms?: boolean;

  /**
   * Whether `topic` is told in words of each event that low-noise patterns match: who, what, where, when. It takes one of the two subscriptions
   * that a log group can have.
   *
   * @default - `true` if there is a topic
   */
  readonly tellEvents?: boolean;

  /**
   * The namespace of the metrics, such as `CISBenchmark` or `LogMetrics` where other tools expect that. Each pair of trail and alarms in an account and
   * Region needs one of its own.
   *
   * @default 'CdkCloudTrail/Controls'
   */
  readonly namespace?: string;

  /**
   * How long the function's log is kept. It has counts, and no records.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;

  /**
   * Key that encrypts the function's log.
   *
   * @default - a key of CloudWatch Logs
   */
  readonly encryptionKey?: IKey;
}
