import { BY_TYPE, GUARD_NAMESPACE, TYPE_DIMENSION } from '../../lib/processing/data-event-guard.contract';
import { NAME_DIMENSION } from '../../lib/processing/log-processor.contract';

/** A line of the log from which CloudWatch takes how many data events there are on a type of resources. */
export function typeMetric(name: string, [resourceType, events]: readonly [resourceType: string, events: number], now: number) {
  const directive = { Namespace: GUARD_NAMESPACE, Dimensions: [[NAME_DIMENSION, TYPE_DIMENSION]], Metrics: [{ Name: BY_TYPE, Unit: 'Count' }] };
  return { _aws: { Timestamp: now, CloudWatchMetrics: [directive] }, [NAME_DIMENSION]: name, [TYPE_DIMENSION]: resourceType, [BY_TYPE]: events };
}
