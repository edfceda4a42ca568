import { ALERT_METRICS, RULE_DIMENSION } from '../../lib/processing/detection-alerts.contract';
import { NAME_DIMENSION } from '../../lib/processing/log-processor.contract';

/** A line of the log from which CloudWatch takes how many findings a rule has. A rule without findings has no metric, and costs nothing. */
export function ruleMetric(namespace: string, name: string, [rule, count]: readonly [rule: string, count: number], now: number) {
  return {
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[NAME_DIMENSION, RULE_DIMENSION]],
          Metrics: [{ Name: ALERT_METRICS.findings, Unit: 'Count' }],
        },
      ],
    },
    [NAME_DIMENSION]: name,
    [RULE_DIMENSION]: rule,
    [ALERT_METRICS.findings]: count,
  };
}
