import { Metrics } from '@aws-lambda-powertools/metrics';
import { DELIVERY_DIMENSIONS, DELIVERY_NAMESPACE } from '../../lib/monitoring/delivery-monitor.contract';
import { bucketArchive } from '../integrity-monitor/archive';
import { listObjects } from '../shared/aws/s3';
import type { Invocation } from '../shared/time-guard';
import { publish } from './publish';
import { monitorDeliveries } from './run';
import { settingsOf } from './settings';
import { statusOf } from './status';

const settings = settingsOf(process.env);
const { bucket, trailArn, name } = settings;
const metrics = new Metrics({ namespace: DELIVERY_NAMESPACE, defaultDimensions: { [DELIVERY_DIMENSIONS.name]: name } });
const seen = new Map<string, number>();

/** Looks whether CloudTrail delivers, and tells it by metrics and in its log. */
export async function handler(_event: unknown, context: Invocation): Promise<void> {
  const { folders } = bucketArchive(bucket);
  const tally = await monitorDeliveries({
    ...{ settings, folders, seen, now: new Date() },
    list: (prefix, startAfter) => listObjects(bucket, prefix, startAfter),
    ...(trailArn && { status: statusOf(trailArn) }),
    remaining: () => context.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY,
    log: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
  });
  publish(metrics, tally);
}
