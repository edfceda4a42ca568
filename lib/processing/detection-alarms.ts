import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { ALERT_METRICS, METRIC_NAMESPACE } from './detection-alerts.contract';
import { processorMetric } from './processor-metrics';

const GUIDE = 'https://github.com/cdk-cloudtrail/cdk-cloudtrail/blob/main/docs/detection.md';

/** What is amiss with alerts: some are held back, or cannot be sent. */
export function defineDetectionAlarms(scope: Construct, topic: ITopic): void {
  const metric = (name: string): Metric => processorMetric(scope, METRIC_NAMESPACE, name, { period: Duration.minutes(5) });
  const alarms = [
    alarmOn(
      scope,
      'HeldBackAlarm',
      metric(ALERT_METRICS.alertsHeldBack),
      `There are more alerts than are sent in an hour. See ${GUIDE}#alerts-are-held-back`,
    ),
    alarmOn(
      scope,
      'SendFailuresAlarm',
      metric(ALERT_METRICS.sendFailures),
      `Alerts could not be sent; they are tried again. See ${GUIDE}#alerts-cannot-be-sent`,
    ),
  ];
  // The policy of the topic lets all alarms of the account publish, since the other alarms of the processor do.
  const action = new SnsAction(topic);
  for (const alarm of alarms) {
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

function alarmOn(scope: Construct, id: string, metric: Metric, alarmDescription: string): Alarm {
  return metric.createAlarm(scope, id, {
    alarmDescription,
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
