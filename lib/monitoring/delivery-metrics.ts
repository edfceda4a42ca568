import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { runbook } from '../private/runbook';
import { DELIVERY_DIMENSIONS, DELIVERY_NAMESPACE } from './delivery-monitor.contract';

/** A metric of a monitor: the maximum over five minutes by default, since each run says how things stand. */
export function deliveryMetric(monitor: Construct, metricName: string, { dimensionsMap, ...options }: MetricOptions = {}): Metric {
  return new Metric({
    ...{ namespace: DELIVERY_NAMESPACE, metricName, statistic: 'Maximum' },
    dimensionsMap: { [DELIVERY_DIMENSIONS.name]: monitor.node.path, ...dimensionsMap },
    ...options,
  }).attachTo(monitor);
}

/** Where the description of an alarm sends whoever it wakes. The anchors are headings of `docs/delivery-monitor.md`. */
export function guide(anchor: string): string {
  return runbook(anchor).replace('/runbook.md', '/delivery-monitor.md');
}
