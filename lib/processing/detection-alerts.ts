import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { defineDetectionAlarms } from './detection-alarms';
import { ALERT_FOLDERS, ALERT_METRICS, ENVIRONMENT, FLUSH, FLUSH_MINUTES, METRIC_NAMESPACE, PREFIX } from './detection-alerts.contract';
import type { DetectionAlertsProps } from './detection-alerts-props';
import { checkDetection, checkRules } from './detection-checks';
import { detectionCode } from './detection-code';
import { DetectionLevel } from './detection-level';
import { DetectionRules } from './detection-rules';
import type { ILedger } from './integrity-ledger';
import { LogFileKind } from './log-file-kind';
import { processorMetric } from './processor-metrics';
import { defineProcessor } from './processor-parts';

/**
 * Alerts about what rules find in the log: at once, put together, and no more in an hour than people read.
 *
 * Every record of each log file that lands in the archive is looked at. An event is told once for each rule, however often it is delivered, also
 * where several accounts receive copies of it. What is found, and was not sent for whatever reason, is in the derived bucket.
 */
@propertyInjectable
export class DetectionAlerts extends Construct implements ILedger {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.processing.DetectionAlerts';

  /** A message for each log file that is still to be looked at. */
  public readonly queue: IQueue;

  /** Messages of log files that could not be looked at, kept for 14 days. */
  public readonly deadLetterQueue: IQueue;

  /** The function that looks at the log files, and sends the alerts. */
  public readonly handler: IFunction;

  /** Where the alerts are, below `detection-alerts/alerts/`. */
  public readonly derivedBucket: IBucket;

  /** What the keys of everything that is written start with; it ends with a slash. */
  public readonly prefix: string;

  /** The families of log files that are looked at. */
  public readonly ledgerKinds?: LogFileKind[];

  constructor(scope: Construct, id: string, props: DetectionAlertsProps) {
    super(scope, id);
    checkDetection(this, props);
    const { rules = DetectionRules.recommended(), mergeWindow = Duration.minutes(15), timeout = Duration.minutes(3) } = props;
    checkRules(this, rules, props.trail);
    this.prefix = PREFIX;
    this.ledgerKinds = [LogFileKind.CLOUD_TRAIL, LogFileKind.INSIGHT, LogFileKind.NETWORK_ACTIVITY];
    const parts = defineProcessor(this, {
      ...props,
      timeout,
      area: 'DetectionAlerts',
      product: 'the detection of what rules are about',
      description: 'sends alerts about what rules find',
      code: detectionCode(this, rules),
      handler: 'index.handler',
      kinds: this.ledgerKinds,
      prefix: this.prefix,
      metricNamespace: METRIC_NAMESPACE,
      leastMemory: 512,
      environment: {
        [ENVIRONMENT.timeout]: String(timeout.toSeconds()),
        [ENVIRONMENT.mergeWindow]: String(mergeWindow.toSeconds()),
        [ENVIRONMENT.maxAlertsPerHour]: String(props.maxAlertsPerHour ?? 60),
        [ENVIRONMENT.minimumLevel]: props.minimumLevel ?? DetectionLevel.LOW,
      },
    });
    const { fn, permissions, derivedBucket } = parts;
    fn.addEnvironment(ENVIRONMENT.targets, Stack.of(this).toJsonString(props.targets.map((target) => target._bind(this, permissions))));
    grantAlerts(derivedBucket, permissions);
    if (!props.derivedBucket) expireState(derivedBucket as Bucket);
    new Rule(this, 'Flush', {
      description: `alerts of ${this.node.path} that are due`,
      schedule: Schedule.rate(Duration.minutes(FLUSH_MINUTES)),
      targets: [new LambdaFunction(fn, { event: RuleTargetInput.fromObject(FLUSH) })],
    });
    defineDetectionAlarms(this, props.alarmTopic);

    this.queue = parts.queue;
    this.deadLetterQueue = parts.deadLetterQueue;
    this.handler = fn;
    this.derivedBucket = derivedBucket;
  }

  /**
   * A metric of these alerts, such as `Findings`, `FindingsStaged`, `FindingsMerged`, `AlertsSent`, `AlertsHeldBack` or `SendFailures`.
   *
   * @param metricName the name of the metric
   * @param options how it is shown; the sum over five minutes by default
   */
  public metric(metricName: string, options?: MetricOptions): Metric {
    return processorMetric(this, METRIC_NAMESPACE, metricName, options);
  }

  /** Events that rules found: each once for each rule. */
  public metricFindings(options?: MetricOptions): Metric {
    return this.metric(ALERT_METRICS.findings, options);
  }

  /** Alerts that were sent. */
  public metricAlertsSent(options?: MetricOptions): Metric {
    return this.metric(ALERT_METRICS.alertsSent, options);
  }

  /** Alerts above the ceiling. */
  public metricAlertsHeldBack(options?: MetricOptions): Metric {
    return this.metric(ALERT_METRICS.alertsHeldBack, options);
  }
}

/** What it wrote it reads again, to go on with it: alerts, groups, agenda and hours, and nothing else. */
function grantAlerts(bucket: IBucket, grantee: IGrantable): void {
  const resourceArns = Object.values(ALERT_FOLDERS).map((folder) => bucket.arnForObjects(`${PREFIX}${folder}*`));
  Grant.addToPrincipal({ grantee, actions: ['s3:GetObject'], resourceArns });
}

/** What is put together is of use as long as its events may be delivered, for 30 days. The alerts stay. */
function expireState(bucket: Bucket): void {
  const { groups, agenda, hours } = ALERT_FOLDERS;
  for (const folder of [groups, agenda, hours]) {
    const [id, prefix] = [folder.replace('/', ''), `${PREFIX}${folder}`];
    bucket.addLifecycleRule({ id, prefix, expiration: Duration.days(45), noncurrentVersionExpiration: Duration.days(1) });
    bucket.addLifecycleRule({ id: `${id}-markers`, prefix, expiredObjectDeleteMarker: true });
  }
}
