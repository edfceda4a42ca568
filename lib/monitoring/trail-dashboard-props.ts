import type { Duration } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import type { AuditTrail } from '../trail/audit-trail';
import type { DeliveryMonitor } from './delivery-monitor';

/** What has metrics of its own, such as `IntegrityMonitor` or `DataEventGuard`. */
export interface IMetered extends IConstruct {
  /**
   * A metric of this construct.
   *
   * @param metricName the name of the metric
   * @param options how it is shown
   */
  metric(metricName: string, options?: MetricOptions): Metric;
}

/** A processor of log files: `AccessReport`, `DetectionAlerts`, `LogProcessor`, and what is built like one. */
export interface IMeteredProcessor extends IMetered {
  /** A message for each log file that is still to be processed. */
  readonly queue: IQueue;

  /** Messages of log files that could not be processed. */
  readonly deadLetterQueue: IQueue;
}

/** Properties of `TrailDashboard`. Each part is there if what it shows is given; there must be one. */
export interface TrailDashboardProps {
  /**
   * The trail: what it logs, in words, and how much it delivers to CloudWatch Logs if it does.
   *
   * @default - it is not shown
   */
  readonly trail?: AuditTrail;

  /**
   * The archive: how many files there are in its bucket, and how large they are together, day by day.
   *
   * @default - it is not shown
   */
  readonly archive?: ILogArchive;

  /**
   * Processors of log files: files, records in and what became of them, dead letters, and how long log files wait.
   *
   * @default - they are not shown
   */
  readonly processors?: IMeteredProcessor[];

  /**
   * An `IntegrityMonitor`: hours that are verified, invalid and missing, files that are not as delivered, and the age of the newest verified hour.
   *
   * @default - it is not shown
   */
  readonly integrity?: IMetered;

  /**
   * The monitor of deliveries: ages of the newest log and digest files by account and Region, errors by destination.
   *
   * @default - it is not shown
   */
  readonly delivery?: DeliveryMonitor;

  /**
   * A `DataEventGuard`: data events by the type of their resources, and what was declared. It is shown as a processor as well.
   *
   * @default - it is not shown
   */
  readonly dataEvents?: IMeteredProcessor;

  /**
   * Further alarms, or constructs that have some, such as `ControlAlarms`. The alarms of everything else that is given are shown too, as far as they are
   * there when the dashboard is defined.
   *
   * @default - those of everything else that is given
   */
  readonly alarms?: IConstruct[];

  /**
   * The name of the dashboard: letters, digits, hyphens and underscores.
   *
   * @default - CloudFormation makes one
   */
  readonly dashboardName?: string;

  /**
   * Which time is shown when the dashboard is opened.
   *
   * @default Duration.days(1)
   */
  readonly defaultInterval?: Duration;
}
