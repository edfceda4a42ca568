import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** What an alarm counts. */
export interface ControlAlarmOptions {
  readonly logGroup: ILogGroup;
  readonly namespace: string;
  readonly metricName: string;
  /** Filter patterns by the ids of their constructs. An event that several of them match is counted as often: one is enough for the alarm. */
  readonly patterns: ReadonlyMap<string, string>;
  readonly description: string;
  /** How many events it takes within `minutes`. */
  readonly least: number;
  readonly minutes: number;
}

/** An alarm on the events that metric filters count. */
export function defineControlAlarm(scope: Construct, id: string, options: ControlAlarmOptions): Alarm {
  const { logGroup, namespace, metricName, patterns } = options;
  for (const [filterId, pattern] of patterns) {
    new MetricFilter(scope, filterId, {
      logGroup,
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: namespace,
      metricName,
      metricValue: '1',
    });
  }
  return new Metric({ namespace, metricName, statistic: 'Sum', period: Duration.minutes(options.minutes) }).createAlarm(scope, id, {
    alarmDescription: options.description,
    threshold: options.least,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
