import { BY_TYPE, GUARD_NAMESPACE, TYPE_DIMENSION } from '../../lib/processing/data-event-guard.contract';
import { NAME_DIMENSION } from '../../lib/processing/log-processor.contract';
import { metricLine } from '../shared/metrics';

/** A line of the log from which CloudWatch takes how many data events there are on a type of resources. */
export function typeMetric(name: string, [resourceType, events]: readonly [resourceType: string, events: number], now: number) {
  const dimensions = { [NAME_DIMENSION]: name, [TYPE_DIMENSION]: resourceType };
  return metricLine({ namespace: GUARD_NAMESPACE, dimensions, values: { [BY_TYPE]: events } }, now);
}
