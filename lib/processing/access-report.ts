import { Duration, Token } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, Metric, type MetricOptions, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { registerLogBucket } from '../private/log-buckets';
import { markPipeline } from '../private/pipeline';
import { ENVIRONMENT, METRIC_NAMESPACE, METRICS, NAME_DIMENSION, PREFIX } from './access-report.contract';
import { checkAccessReport } from './access-report-checks';
import type { AccessReportProps } from './access-report-props';
import { notifyOf } from './alarm-target';
import { defineDerivedBucket, emptyingOf, grantDerived, ownKeyOf, removalPolicyLike } from './derived-bucket';
import { defineHandler } from './handler-function';
import { LogFileQueue } from './log-file-queue';
import { runbook } from './runbook';

const MAX_CONCURRENCY = 10;

/**
 * Who read, wrote, deleted, invoked, or was denied, which S3 object, Lambda function or DynamoDB item.
 *
 * Each log file that lands in the archive becomes a file of rows, a JSON object a line, partitioned by account, Region and day.
 * An event has one row, however often it is delivered. Only events that a trail logs can be reported: add data events to its selectors.
 */
@propertyInjectable
export class AccessReport extends Construct {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.processing.AccessReport';

  /** A message for each log file that is still to be processed. */
  public readonly queue: IQueue;

  /** Messages of log files that could not be processed, kept for 14 days. */
  public readonly deadLetterQueue: IQueue;

  /** The function that processes the log files. */
  public readonly handler: IFunction;

  /** Where the report is, below `access-report/`. */
  public readonly derivedBucket: IBucket;

  constructor(scope: Construct, id: string, props: AccessReportProps) {
    super(scope, id);
    markPipeline(this);
    checkAccessReport(this, props);
    const { archive, timeout = Duration.minutes(3) } = props;

    this.derivedBucket = props.derivedBucket ?? defineDerivedBucket(this, 'Derived', archive);
    // Each file that is written would otherwise be an event, which would be delivered in a file.
    registerLogBucket(this.derivedBucket, { keyPrefix: props.derivedBucket ? PREFIX : '', uses: [archive.bucket] });
    const { fn, permissions } = defineHandler(this, 'Handler', {
      handler: 'access-report',
      description: `reports who accessed which data, from the log files in ${archive.node.path}`,
      environment: { [ENVIRONMENT.derivedBucket]: this.derivedBucket.bucketName, [ENVIRONMENT.reportName]: this.node.path },
      memorySize: props.memorySize ?? 1024,
      timeout,
      reservedConcurrency: props.reservedConcurrency,
      logRetention: props.logRetention ?? RetentionDays.ONE_YEAR,
      removalPolicy: removalPolicyLike(archive),
      encryptionKey: ownKeyOf(archive),
    });
    archive.grants.getObjects(permissions);
    grantDerived(this.derivedBucket, permissions);

    const { queue, deadLetterQueue } = new LogFileQueue(this, 'LogFiles', { archive, timeout, maxBatchingWindow: props.maxBatchingWindow });
    queue.grantConsumeMessages(permissions);
    fn.addEventSource(
      new SqsEventSource(queue, {
        batchSize: props.batchSize ?? 10,
        maxBatchingWindow: props.maxBatchingWindow,
        maxConcurrency: props.maxConcurrency ?? concurrencyWithin(props.reservedConcurrency),
        reportBatchItemFailures: true,
      }),
    );
    const emptying = emptyingOf(this.derivedBucket);
    if (emptying) fn.node.addDependency(emptying);
    this.handler = fn;
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
    notifyOf([this.deadLetters(), this.delay(props.maxDelay ?? Duration.hours(1))], this, props.alarmTopic);
  }

  /**
   * A metric of this report, such as `Files`, `DuplicateFiles`, `RecordsRead`, `RecordsNotDataAccess` or `RecordsDuplicateEvent`.
   *
   * @param metricName the name of the metric
   * @param options how it is shown; the sum over five minutes by default
   */
  public metric(metricName: string, options: MetricOptions = {}): Metric {
    const dimensionsMap = { [NAME_DIMENSION]: this.node.path };
    return new Metric({ namespace: METRIC_NAMESPACE, metricName, statistic: 'Sum', dimensionsMap, ...options }).attachTo(this);
  }

  /** Log files whose rows were written. */
  public metricFiles(options?: MetricOptions): Metric {
    return this.metric(METRICS.files, options);
  }

  /** Rows that were written: one for each event that accessed data. */
  public metricRows(options?: MetricOptions): Metric {
    return this.metric(METRICS.rows, options);
  }

  /** Records that nobody could read; they are kept below `access-report/unreadable/`. */
  public metricUnreadableRecords(options?: MetricOptions): Metric {
    return this.metric(METRICS.unreadableRecords, options);
  }

  private deadLetters(): Alarm {
    return this.deadLetterQueue
      .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' })
      .createAlarm(this, 'DeadLettersAlarm', {
        alarmDescription: `Log files were not processed: the access report lacks what they say. See ${runbook('access-report-dead-letters')}`,
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
  }

  private delay(maxDelay: Duration): Alarm {
    return this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }).createAlarm(this, 'DelayAlarm', {
      alarmDescription: `Log files wait longer than ${maxDelay.toHumanString()}: the access report lags behind. See ${runbook('access-report-delay')}`,
      threshold: maxDelay.toSeconds(),
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}

function concurrencyWithin(reserved: number | undefined): number {
  return reserved === undefined || Token.isUnresolved(reserved) ? MAX_CONCURRENCY : Math.min(MAX_CONCURRENCY, reserved);
}
