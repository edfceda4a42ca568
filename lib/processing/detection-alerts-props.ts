import type { Duration } from 'aws-cdk-lib';
import type { ITrailRef } from 'aws-cdk-lib/aws-cloudtrail';
import type { DetectionLevel } from './detection-level';
import type { DetectionRules } from './detection-rules';
import type { AlertTarget } from './detection-target';
import type { ProcessorProps } from './processor-props';

/** Properties of `DetectionAlerts`. */
export interface DetectionAlertsProps extends ProcessorProps {
  /** Who gets the alerts, each of them. At least one; it may be the `alarmTopic`. */
  readonly targets: AlertTarget[];

  /**
   * What is looked for.
   *
   * @default DetectionRules.recommended()
   */
  readonly rules?: DetectionRules;

  /**
   * The trail of this app that delivers to the archive. A rule whose events it does not log is an error.
   *
   * @default - whether the rules have events is not checked: their trail is in another app
   */
  readonly trail?: ITrailRef;

  /**
   * The lowest level of rules that send alerts. Findings of other rules are counted.
   *
   * @default DetectionLevel.LOW
   */
  readonly minimumLevel?: DetectionLevel;

  /**
   * How long findings of the same rule about the same principal and account are put together: the first is sent at once, the number of the
   * others after this. From 5 minutes to one day, in whole minutes.
   *
   * @default Duration.minutes(15)
   */
  readonly mergeWindow?: Duration;

  /**
   * How many alerts are sent in an hour, by the clock. What is above it is kept in the derived bucket, and one message after the hour
   * says how many of which rules there were. At least 1 and at most 1000.
   *
   * @default 60
   */
  readonly maxAlertsPerHour?: number;
}
