import { Duration, Stack } from 'aws-cdk-lib';
import type { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { notifyOf } from '../private/alarm-target';
import { bundled, defineHandler } from '../private/handler-function';
import { registerLogBucket } from '../private/log-buckets';
import { markPipeline } from '../private/pipeline';
import { defineDerivedBucket, emptyingOf, ownKeyOf, removalPolicyLike } from './derived-bucket';
import { takePrefix } from './derived-prefix';
import { defineIntegrityAlarms } from './integrity-alarms';
import { checkIntegrity, type IntegrityTimes } from './integrity-checks';
import { grantIntegrity } from './integrity-grants';
import { INTEGRITY_ENVIRONMENT, INTEGRITY_METRICS, INTEGRITY_NAMESPACE, INTEGRITY_PREFIX } from './integrity-monitor.contract';
import type { IntegrityMonitorProps } from './integrity-monitor-props';
import { LogFileKind } from './log-file-kind';
import { processorMetric } from './processor-metrics';

const AREA = 'IntegrityMonitor';

/**
 * Proves, hour after hour, that the log files in the archive are all there and as CloudTrail delivered them, and tells when they are not.
 *
 * Each account and Region in the archive is verified from where the last run ended. What is altered, deleted, added or missing is counted
 * once, and named below `integrity/verdicts/` in the derived bucket. With `processors`, log files that one of them has not processed are
 * named below `integrity/unprocessed/`. It only reads the archive. Each file is looked at once: what is altered after that is found by
 * `npx cdk-cloudtrail verify`, and so is the first digest of a further trail in an account and Region if it comes later than the lag.
 */
@propertyInjectable
export class IntegrityMonitor extends Construct {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.processing.IntegrityMonitor';

  /** The function that verifies. */
  public readonly handler: IFunction;

  /** Where checkpoints and verdicts are, below `integrity/`. */
  public readonly derivedBucket: IBucket;

  /** The alarms of this monitor; each tells the `alarmTopic`. */
  public readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: IntegrityMonitorProps) {
    super(scope, id);
    const subject = { scope: this, area: AREA };
    markPipeline(this);
    const times = checkIntegrity(subject, props);
    const { archive, processors = [] } = props;
    const derivedBucket = props.derivedBucket ?? defineDerivedBucket(this, 'Derived', archive);
    takePrefix(subject, derivedBucket, INTEGRITY_PREFIX);
    // Each file that is written would otherwise be an event, which would be delivered in a file.
    registerLogBucket(derivedBucket, { keyPrefix: props.derivedBucket ? INTEGRITY_PREFIX : '', uses: [archive.bucket] });
    const { fn, permissions } = this.defineFunction(props, times, derivedBucket);
    grantIntegrity(permissions, { archive, derivedBucket, processors });
    new Rule(this, 'Schedule', {
      description: `the integrity of ${archive.node.path}`,
      schedule: Schedule.rate(times.interval),
      targets: [new LambdaFunction(fn)],
    });
    const emptying = emptyingOf(derivedBucket);
    if (emptying) fn.node.addDependency(emptying);
    const { silence, failures, ...found } = defineIntegrityAlarms(this, fn, times);
    // What was found once is not over because nothing more is found: only of the others the end is told.
    notifyOf([...Object.values(found), silence, failures], subject, props.alarmTopic, { ofEnd: false });
    for (const alarm of [silence, failures]) alarm.addOkAction(new SnsAction(props.alarmTopic));
    this.handler = fn;
    this.derivedBucket = derivedBucket;
    this.alarms = [...Object.values(found), silence, failures];
  }

  /**
   * A metric of this monitor, such as `HoursInvalid`, `HoursMissing`, `FilesInvalid`, `FilesMissing`, `FilesUnreferenced`, `Undecided` or `Backlog`.
   *
   * @param metricName the name of the metric
   * @param options how it is shown; the sum over five minutes by default
   */
  public metric(metricName: string, options?: MetricOptions): Metric {
    return processorMetric(this, INTEGRITY_NAMESPACE, metricName, options);
  }

  /** Hours whose digest and log files are valid. */
  public metricHoursVerified(options?: MetricOptions): Metric {
    return this.metric(INTEGRITY_METRICS.hoursVerified, options);
  }

  /** How old the newest verified hour is, of the account and Region where it is oldest, in seconds: the longest by default. */
  public metricNewestVerifiedHourAge(options?: MetricOptions): Metric {
    return this.metric(INTEGRITY_METRICS.newestVerifiedHourAge, { statistic: 'Maximum', ...options });
  }

  private defineFunction(props: IntegrityMonitorProps, { lag, lookBack, processingDelay }: IntegrityTimes, derivedBucket: IBucket) {
    const { archive, processors = [], accounts = [], regions = [] } = props;
    const json = (value: unknown) => Stack.of(this).toJsonString(value);
    const ledgers = processors.map((one) => ({
      ...{ bucket: one.derivedBucket.bucketName, prefix: one.prefix },
      kinds: one.ledgerKinds ?? [LogFileKind.CLOUD_TRAIL],
    }));
    return defineHandler(this, 'Handler', {
      code: bundled('integrity-monitor'),
      handler: 'index.handler',
      description: `verifies the integrity of ${archive.node.path}`,
      environment: {
        [INTEGRITY_ENVIRONMENT.archiveBucket]: archive.bucket.bucketName,
        [INTEGRITY_ENVIRONMENT.archivePrefix]: archive.keyPrefix ?? '',
        [INTEGRITY_ENVIRONMENT.derivedBucket]: derivedBucket.bucketName,
        [INTEGRITY_ENVIRONMENT.name]: this.node.path,
        [INTEGRITY_ENVIRONMENT.lag]: String(lag.toSeconds()),
        [INTEGRITY_ENVIRONMENT.lookBack]: String(lookBack.toSeconds()),
        [INTEGRITY_ENVIRONMENT.processingDelay]: String(processingDelay.toSeconds()),
        [INTEGRITY_ENVIRONMENT.ledgers]: json(ledgers),
        [INTEGRITY_ENVIRONMENT.accounts]: json(accounts),
        [INTEGRITY_ENVIRONMENT.regions]: json(regions),
      },
      memorySize: props.memorySize ?? 1024,
      timeout: Duration.minutes(15),
      logRetention: props.logRetention ?? RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicyLike(archive),
      encryptionKey: ownKeyOf(archive),
    });
  }
}
