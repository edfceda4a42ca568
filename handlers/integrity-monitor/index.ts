import { INTEGRITY_METRICS, INTEGRITY_NAMESPACE } from '../../lib/processing/integrity-monitor.contract';
import { NAME_DIMENSION } from '../../lib/processing/log-processor.contract';
import { listObjects } from '../shared/aws/s3';
import { metricLine, writeLine } from '../shared/metrics';
import { bucketStore } from '../shared/store';
import type { Invocation } from '../shared/time-guard';
import { bucketArchive } from './archive';
import { keysOfCloudTrail } from './keys';
import { monitorIntegrity } from './run';
import { settingsOf } from './settings';

const settings = settingsOf(process.env);
const of = { namespace: INTEGRITY_NAMESPACE, dimensions: { [NAME_DIMENSION]: settings.name } };

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
    log: writeLine,
  });
}

function count(values: Readonly<Record<string, number>>): void {
  writeLine(metricLine({ ...of, values, units: { [INTEGRITY_METRICS.newestVerifiedHourAge]: 'Seconds' } }, Date.now()));
}
