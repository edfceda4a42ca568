import { Duration, Stack } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, type Metric, type MetricOptions, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { notifyOf } from '../private/alarm-target';
import { bundled } from '../private/handler-function';
import { budgetOf } from './data-event-checks';
import { grantGuard } from './data-event-grants';
import { GUARD_ENVIRONMENT, GUARD_FOLDERS, GUARD_METRICS, GUARD_NAMESPACE, GUARD_PREFIX, TELL, TELL_MINUTES } from './data-event-guard.contract';
import type { DataEventGuardProps } from './data-event-guard-props';
import type { ILedger } from './integrity-ledger';
import { LogFileKind } from './log-file-kind';
import { processorMetric } from './processor-metrics';
import { defineProcessor } from './processor-parts';

const AREA = 'DataEventGuard';
const GUIDE = 'https://github.com/cdk-cloudtrail/cdk-cloudtrail/blob/main/docs/delivery-monitor.md';

/**
 * Tells when more data events are logged than declared, and who causes them: the bill for data events comes at the end of the month, and this within the hour.
 *
 * Each log file is counted as it lands in the archive, and the last 24 hours are added up every 15 minutes. The topic gets an alarm, and in words
 * the five who cause the most, with the option of the event selector that leaves each of them out.
 */
@propertyInjectable
export class DataEventGuard extends Construct implements ILedger {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.processing.DataEventGuard';

  /** A message for each log file that is still to be counted. */
  public readonly queue: IQueue;

  /** Messages of log files that could not be counted, kept for 14 days. */
  public readonly deadLetterQueue: IQueue;

  /** The function that counts and tells. */
  public readonly handler: IFunction;

  /** Where the counts are, below `data-event-guard/`. */
  public readonly derivedBucket: IBucket;

  /** What the keys of everything that is written start with; it ends with a slash. */
  public readonly prefix: string;

  /** The alarms of this guard; each tells the `alarmTopic`, also of its end. */
  public readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: DataEventGuardProps) {
    super(scope, id);
    const subject = { scope: this, area: AREA };
    const budget = budgetOf(subject, props);
    const { alarmTopic } = props;
    const parts = defineProcessor(this, {
      ...props,
      area: AREA,
      product: 'the number of data events',
      description: 'counts data events',
      code: bundled('data-event-guard'),
      handler: 'index.handler',
      kinds: [LogFileKind.CLOUD_TRAIL],
      prefix: GUARD_PREFIX,
      metricNamespace: GUARD_NAMESPACE,
      leastMemory: 512,
      environment: { [GUARD_ENVIRONMENT.topicArn]: alarmTopic.topicArn, [GUARD_ENVIRONMENT.budget]: Stack.of(this).toJsonString(budget) },
    });
    const { fn, permissions, derivedBucket, queue, deadLetterQueue } = parts;
    grantGuard(permissions, { derivedBucket, topic: alarmTopic });
    if (!props.derivedBucket) expireCounts(derivedBucket as Bucket);
    new Rule(this, 'Tell', {
      description: `data events of ${this.node.path}`,
      schedule: Schedule.rate(Duration.minutes(TELL_MINUTES)),
      targets: [new LambdaFunction(fn, { event: RuleTargetInput.fromObject(TELL) })],
    });
    const own = [this.excessAlarm(props), this.silenceAlarm()];
    notifyOf(own, subject, alarmTopic);
    this.alarms = [...own, ...Object.values(parts.alarms)];
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
    this.handler = fn;
    this.derivedBucket = derivedBucket;
    this.prefix = GUARD_PREFIX;
  }

  /**
   * A metric of this guard, such as `DataEvents`, `DataEventsPerDay`, `DataEventsDeclared` or `BudgetsExceeded`.
   *
   * @param metricName the name of the metric
   * @param options how it is shown; the sum over five minutes by default
   */
  public metric(metricName: string, options?: MetricOptions): Metric {
    return processorMetric(this, GUARD_NAMESPACE, metricName, options);
  }

  /** Data events that were delivered in the last 24 hours: the most by default. */
  public metricDataEventsPerDay(options?: MetricOptions): Metric {
    return this.metric(GUARD_METRICS.perDay, { statistic: 'Maximum', ...options });
  }

  private excessAlarm({ expectedDataEventsPerDay }: DataEventGuardProps): Alarm {
    const { exceeded } = GUARD_METRICS;
    return this.metric(exceeded, { statistic: 'Maximum', period: Duration.minutes(TELL_MINUTES) }).createAlarm(this, 'ExcessAlarm', {
      ...{ threshold: 0, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD },
      ...{ evaluationPeriods: 1, treatMissingData: TreatMissingData.MISSING },
      alarmDescription: `More data events than declared, ${expectedDataEventsPerDay} in 24 hours for all of them: a message to the same topic says who causes them. See ${GUIDE}#more-data-events-than-declared`,
    });
  }

  /** Who does not add up finds nothing. */
  private silenceAlarm(): Alarm {
    return this.metricDataEventsPerDay({ period: Duration.minutes(TELL_MINUTES) }).createAlarm(this, 'SilenceAlarm', {
      ...{ threshold: 0, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD },
      ...{ evaluationPeriods: 3, treatMissingData: TreatMissingData.BREACHING },
      alarmDescription: `Data events are not added up any more, or nobody could be told. See ${GUIDE}#data-event-guard-silence`,
    });
  }
}

/** Counts are of use for a day. */
function expireCounts(bucket: Bucket): void {
  for (const folder of Object.values(GUARD_FOLDERS)) {
    const [id, prefix] = [folder.replace('/', ''), `${GUARD_PREFIX}${folder}`];
    bucket.addLifecycleRule({ id, prefix, expiration: Duration.days(45), noncurrentVersionExpiration: Duration.days(1) });
    bucket.addLifecycleRule({ id: `${id}-markers`, prefix, expiredObjectDeleteMarker: true });
  }
}
