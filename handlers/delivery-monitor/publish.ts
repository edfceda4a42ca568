import { DELIVERY_DIMENSIONS, DELIVERY_ERRORS, DELIVERY_NAMESPACE, PLACE_METRICS } from '../../lib/monitoring/delivery-monitor.contract';
import { type Measured, metricLine, writeLine } from '../shared/metrics';
import type { Tally } from './tally';

/** Publishes what a run found. Only places that must deliver have metrics of their own: each of these is charged for. */
export function publish(name: string, { counts, places, errors = {} as Record<string, never> }: Tally, now = Date.now()): void {
  const { name: monitor, account, region, destination } = DELIVERY_DIMENSIONS;
  const line = (dimensions: Measured['dimensions'], values: Measured['values'], units?: Measured['units']) =>
    writeLine(metricLine({ namespace: DELIVERY_NAMESPACE, dimensions: { [monitor]: name, ...dimensions }, values, units }, now));
  line({}, counts);
  const { logFileAge, digestAge } = PLACE_METRICS;
  for (const place of places) {
    const ages = { [logFileAge]: place.logFileAge / 1000, [digestAge]: place.digestAge / 1000 };
    line({ [account]: place.account, [region]: place.region }, ages, { [logFileAge]: 'Seconds', [digestAge]: 'Seconds' });
  }
  for (const [of, value] of Object.entries(errors)) line({ [destination]: of }, { [DELIVERY_ERRORS]: value });
}
