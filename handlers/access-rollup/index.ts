import { ROLLUP_ENVIRONMENT } from '../../lib/processing/access-rollup.contract';
import { listObjects } from '../shared/aws/s3';
import { bucketStore } from '../shared/store';
import { computeRollups } from './run';

const bucket = required(ROLLUP_ENVIRONMENT.derivedBucket);
const days = Number(required(ROLLUP_ENVIRONMENT.days));
const unusedDays = Number(required(ROLLUP_ENVIRONMENT.unusedDays));

/** Adds the rows of the access report up by day. */
export function handler(): Promise<void> {
  return computeRollups({
    store: bucketStore(bucket),
    list: (prefix, startAfter) => listObjects(bucket, prefix, startAfter),
    now: new Date(),
    days,
    unusedDays,
    log: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
  });
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable '${name}' is missing; the construct AccessReport sets it`);
  return value;
}
