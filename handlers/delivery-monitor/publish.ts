import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DELIVERY_DIMENSIONS, DELIVERY_ERRORS, PLACE_METRICS } from '../../lib/monitoring/delivery-monitor.contract';
import type { Tally } from './tally';

/** Publishes what a run found. Only places that must deliver have metrics of their own: each of these is charged for. */
export function publish(metrics: Metrics, { counts, places, errors = {} as Record<string, never> }: Tally): void {
  const { account, region, destination } = DELIVERY_DIMENSIONS;
  for (const [name, value] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
  for (const place of places) {
    const dimensions = { [account]: place.account, [region]: place.region };
    single(metrics, dimensions, PLACE_METRICS.logFileAge, MetricUnit.Seconds, place.logFileAge / 1000);
    single(metrics, dimensions, PLACE_METRICS.digestAge, MetricUnit.Seconds, place.digestAge / 1000);
  }
  for (const [name, value] of Object.entries(errors)) single(metrics, { [destination]: name }, DELIVERY_ERRORS, MetricUnit.Count, value);
}

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

function single(metrics: Metrics, dimensions: Record<string, string>, name: string, unit: Unit, value: number): void {
  const one = metrics.singleMetric();
  for (const [dimension, of] of Object.entries(dimensions)) one.addDimension(dimension, of);
  one.addMetric(name, unit, value);
}
