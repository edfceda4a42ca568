import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { bundled } from '../private/handler-function';
import { METRIC_NAMESPACE, METRICS, PREFIX } from './access-report.contract';
import type { AccessReportProps } from './access-report-props';
import { AccessRollups } from './access-rollups';
import type { ILedger } from './integrity-ledger';
import { LogFileKind } from './log-file-kind';
import { processorMetric } from './processor-metrics';
import { defineProcessor } from './processor-parts';

/**
 * Who read, wrote, deleted, invoked, or was denied, which S3 object, Lambda function or DynamoDB item.
 *
 * Each log file that lands in the archive becomes a file of rows, a JSON object a line, partitioned by account, Region and day.
 * An event has one row, however often it is delivered, and to how many accounts. Every night the rows are added up by day, resource and principal,
 * with what is new and what is not used any more. Only events that a trail logs can be reported: add data events to its selectors.
 */
@propertyInjectable
export class AccessReport extends Construct implements ILedger {
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

  /** What the keys of everything that the report writes start with; it ends with a slash. */
  public readonly prefix: string;

  constructor(scope: Construct, id: string, props: AccessReportProps) {
    super(scope, id);
    const { queue, deadLetterQueue, fn, derivedBucket } = defineProcessor(this, {
      ...props,
      area: 'AccessReport',
      product: 'the access report',
      description: 'reports who accessed which data',
      code: bundled('access-report'),
      handler: 'index.handler',
      kinds: [LogFileKind.CLOUD_TRAIL],
      prefix: PREFIX,
      metricNamespace: METRIC_NAMESPACE,
      leastMemory: 512,
    });
    this.queue = queue;
    this.deadLetterQueue = deadLetterQueue;
    this.handler = fn;
    this.derivedBucket = derivedBucket;
    this.prefix = PREFIX;
    const { archive, alarmTopic, logRetention } = props;
    new AccessRollups(this, 'Rollups', { archive, derivedBucket, alarmTopic, logRetention });
  }

  /**
   * A metric of this report, such as `Files`, `DuplicateFiles`, `RecordsRead`, `RecordsNotDataAccess` or `RecordsDuplicateEvent`.
   *
   * @param metricName the name of the metric
   * @param options how it is shown; the sum over five minutes by default
   */
  public metric(metricName: string, options?: MetricOptions): Metric {
    return processorMetric(this, METRIC_NAMESPACE, metricName, options);
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
}
