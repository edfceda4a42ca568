import type { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Grant, IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { prefixOf } from './derived-prefix';
import type { ILedger } from './integrity-ledger';
import { LogFileKind } from './log-file-kind';
import { METRICS } from './log-processor.contract';
import { checkLogProcessor } from './log-processor-checks';
import type { LogProcessorProps } from './log-processor-props';
import { processorMetric } from './processor-metrics';
import { defineProcessor } from './processor-parts';

const AREA = 'LogProcessor';
const NAMESPACE = 'CdkCloudTrail/LogProcessor';

/**
 * Runs your code on each log file that lands in the archive, at least once and exactly counted.
 *
 * A queue, a function that may read log files of its families and write below its prefix, a ledger of what is done, a
 * dead-letter queue, metrics, and alarms. What else the code needs is granted to this construct: `table.grantWriteData(processor)`.
 */
@propertyInjectable
export class LogProcessor extends Construct implements IGrantable, ILedger {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.processing.LogProcessor';

  /** A message for each log file that is still to be processed. */
  public readonly queue: IQueue;

  /** Messages of log files that could not be processed, kept for 14 days. */
  public readonly deadLetterQueue: IQueue;

  /** The function that processes the log files. */
  public readonly handler: IFunction;

  /** Where everything is that the function writes, below `prefix`. */
  public readonly derivedBucket: IBucket;

  /** What the keys of everything that the function writes start with; it ends with a slash. */
  public readonly prefix: string;

  /** The families of log files that it processes. */
  public readonly ledgerKinds?: LogFileKind[];

  /** Who acts when the function runs. */
  public readonly grantPrincipal: IPrincipal;

  /** The alarms of this processor; each tells the `alarmTopic`. */
  public readonly alarms: Alarm[];

  private readonly namespace: string;

  constructor(scope: Construct, id: string, props: LogProcessorProps) {
    super(scope, id);
    checkLogProcessor({ scope: this, area: AREA }, props);
    this.prefix = props.prefix ?? prefixOf(id);
    this.namespace = props.metricNamespace ?? NAMESPACE;
    this.ledgerKinds = props.kinds ?? [LogFileKind.CLOUD_TRAIL];
    const parts = defineProcessor(this, {
      ...props,
      area: AREA,
      product: `what ${this.node.path} makes`,
      description: `the processor ${id}`,
      handler: props.handler ?? 'index.handler',
      kinds: this.ledgerKinds,
      prefix: this.prefix,
      metricNamespace: this.namespace,
      leastMemory: 128,
    });
    this.queue = parts.queue;
    this.deadLetterQueue = parts.deadLetterQueue;
    this.handler = parts.fn;
    this.derivedBucket = parts.derivedBucket;
    this.grantPrincipal = parts.permissions.grantPrincipal;
    this.alarms = Object.values(parts.alarms);
  }

  /**
   * Lets somebody get and list what the function wrote; the function itself may not, unless this is called with the processor.
   *
   * @param grantee who may read
   */
  public grantReadDerived(grantee: IGrantable): Grant {
    return this.derivedBucket.grantRead(grantee, `${this.prefix}*`);
  }

  /**
   * A metric of this processor: one of its own, or such as `RecordsDropped`, `RecordsLate`, `DuplicateFiles` or `FilesPassedOver`.
   *
   * @param metricName the name of the metric
   * @param options how it is shown; the sum over five minutes by default
   */
  public metric(metricName: string, options?: MetricOptions): Metric {
    return processorMetric(this, this.namespace, metricName, options);
  }

  /** Log files that were processed. */
  public metricFiles(options?: MetricOptions): Metric {
    return this.metric(METRICS.files, options);
  }

  /** Log files whose message was put into the dead-letter queue with the reason, since no repetition would help. */
  public metricFilesParked(options?: MetricOptions): Metric {
    return this.metric(METRICS.filesParked, options);
  }

  /** Records in the log files: the sum of those that were handled, dropped for a reason, and unreadable. */
  public metricRecordsRead(options?: MetricOptions): Metric {
    return this.metric(METRICS.recordsRead, options);
  }

  /** Records that the code did something with. */
  public metricRecordsHandled(options?: MetricOptions): Metric {
    return this.metric(METRICS.recordsHandled, options);
  }

  /** Records that nobody could read; they are kept below `unreadable/` in the prefix. */
  public metricUnreadableRecords(options?: MetricOptions): Metric {
    return this.metric(METRICS.unreadableRecords, options);
  }

  /** How old the message of a log file was when it was taken from the queue, in seconds: the longest by default. */
  public metricMessageAge(options?: MetricOptions): Metric {
    return this.metric(METRICS.messageAge, { statistic: 'Maximum', ...options });
  }
}
