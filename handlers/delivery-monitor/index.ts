import { bucketArchive } from '../integrity-monitor/archive';
import { listObjects } from '../shared/aws/s3';
import { writeLine } from '../shared/metrics';
import type { Invocation } from '../shared/time-guard';
import { publish } from './publish';
import { monitorDeliveries } from './run';
import { settingsOf } from './settings';
import { statusOf } from './status';

const settings = settingsOf(process.env);
const { bucket, trailArn, name } = settings;
const seen = new Map<string, number>();

/** Looks whether CloudTrail delivers, and tells it by metrics and in its log. */
export async function handler(_event: unknown, context: Invocation): Promise<void> {
  const { folders } = bucketArchive(bucket);
  const tally = await monitorDeliveries({
    ...{ settings, folders, seen, now: new Date() },
    list: (prefix, startAfter) => listObjects(bucket, prefix, startAfter),
    ...(trailArn && { status: statusOf(trailArn) }),
    remaining: () => context.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY,
    log: writeLine,
  });
  publish(name, tally);
}
