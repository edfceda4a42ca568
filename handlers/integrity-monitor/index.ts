import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { INTEGRITY_METRICS, INTEGRITY_NAMESPACE } from '../../lib/processing/integrity-monitor.contract';
import { listObjects } from '../shared/aws/s3';
import { bucketStore } from '../shared/store';
import type { Invocation } from '../shared/time-guard';
import { bucketArchive } from './archive';
import { keysOfCloudTrail } from './keys';
import { monitorIntegrity } from './run';
import { settingsOf } from './settings';

const settings = settingsOf(process.env);
const metrics = new Metrics({ namespace: INTEGRITY_NAMESPACE, serviceName: settings.name });

/** Verifies what CloudTrail has delivered since the last run, as far as there is time. */
export function handler(_event: unknown, context: Invocation): Promise<void> {
  return monitorIntegrity({
    ...settings,
    archive: bucketArchive(settings.bucket),
    derived: bucketStore(settings.derivedBucket),
    list: listObjects,
    keys: keysOfCloudTrail(),
    now: new Date(),
    remaining: () => context.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY,
    count,
    log: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
  });
}

function count(counts: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(counts)) {
    metrics.addMetric(name, name === INTEGRITY_METRICS.newestVerifiedHourAge ? MetricUnit.Seconds : MetricUnit.Count, value);
  }
  metrics.publishStoredMetrics();
}
