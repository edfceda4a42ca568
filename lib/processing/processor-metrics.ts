import { MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRICS, NAME_DIMENSION } from './log-processor.contract';

/** A metric of the processor that a construct is: the sum over five minutes by default. */
export function processorMetric(scope: Construct, namespace: string, metricName: string, options: MetricOptions = {}): Metric {
  const dimensionsMap = { [NAME_DIMENSION]: scope.node.path };
  return new Metric({ namespace, metricName, statistic: 'Sum', dimensionsMap, ...options }).attachTo(scope);
}

/** How many records were read and are neither handled nor dropped nor kept as unreadable, or are counted twice: zero, or the processor lost some. */
export function unaccountedRecords(scope: Construct, namespace: string): MathExpression {
  const of = (name: string) => processorMetric(scope, namespace, name);
  return new MathExpression({
    label: 'records that are not accounted for',
    // What a processor never counted has no data, and stands for none.
    expression: 'ABS(FILL(read, 0) - FILL(handled, 0) - FILL(dropped, 0) - FILL(unreadable, 0))',
    usingMetrics: {
      read: of(METRICS.recordsRead),
      handled: of(METRICS.recordsHandled),
      dropped: of(METRICS.recordsDropped),
      unreadable: of(METRICS.unreadableRecords),
    },
  });
}
