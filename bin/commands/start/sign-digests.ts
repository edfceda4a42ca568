import { createHash, type KeyObject } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type ComposedDigest, composeDigest } from '../../../lib/integrity/compose';
import type { RegionScope } from '../../../lib/integrity/result';
import { type LogFileKey, parseLogFileKey } from '../../../lib/log-format/log-file-key';
import type { LogFile } from './find-logs';
import { contentOf } from './objects';

const HOUR = 3_600_000;

/** Digests of hours without files follow the last file of each run of the trail. */
const HOURS_AFTER = 2;

/** After so much time without a file the trail was stopped and started again: the demo does not make years of empty digests. */
const LONGEST_PAUSE = 6 * HOUR;

/** A time in which an account and Region has a digest for each hour. */
export interface SignedRun {
  readonly scope: RegionScope;
  /** The start of the first digest, and the end of the last one. */
  readonly from: Date;
  readonly to: Date;
  readonly digests: readonly ComposedDigest[];
}

interface Work {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly files: readonly LogFile[];
  /** In the place of CloudTrail's. */
  readonly privateKey: KeyObject;
}

/** Writes the digest files of log files that were delivered, hour by hour, as CloudTrail does. */
export async function signDigests({ files, ...work }: Work): Promise<SignedRun[]> {
  const regions = new Map<string, LogFileKey[]>();
  const keys = new Map<LogFileKey, string>();
  for (const { key } of files) {
    const parts = parseLogFileKey(key);
    if (!parts) continue;
    keys.set(parts, key);
    const name = [parts.prefix, parts.organizationId, parts.account, parts.region].join(' ');
    regions.set(name, [...(regions.get(name) ?? []), parts]);
  }
  const runs = await Promise.all([...regions.values()].map((delivered) => signRegion(delivered, keys, work)));
  return runs.flat();
}

async function signRegion(delivered: readonly LogFileKey[], keys: ReadonlyMap<LogFileKey, string>, work: Omit<Work, 'files'>): Promise<SignedRun[]> {
  const [{ prefix, organizationId, account, region }] = delivered as [LogFileKey];
  const scope = { ...(prefix && { prefix }), ...(organizationId && { organizationId }), account, region };
  const byHour = new Map<number, string[]>();
  for (const file of delivered) {
    const end = (Math.floor(file.time.getTime() / HOUR) + 1) * HOUR;
    byHour.set(end, [...(byHour.get(end) ?? []), keys.get(file) ?? '']);
  }
  const ends = [...new Set([...byHour.keys()].flatMap((end) => [end, end + HOURS_AFTER * HOUR]))].sort((one, other) => one - other);
  const runs: { from: Date; to: Date; digests: ComposedDigest[] }[] = [];
  for (const end of ends) {
    const run = runs.at(-1);
    const isNew = run === undefined || end - run.to.getTime() > LONGEST_PAUSE;
    const current = isNew ? { from: new Date(end - HOUR), to: new Date(end - HOUR), digests: [] } : run;
    if (isNew) runs.push(current);
    for (let hour = current.to.getTime() + HOUR; hour <= end; hour += HOUR) {
      current.digests.push(await signHour({ ...scope, previous: current.digests.at(-1), end: new Date(hour) }, byHour.get(hour) ?? [], work));
    }
    current.to = new Date(end);
  }
  return runs.map((run) => ({ scope, ...run }));
}

async function signHour(
  hour: RegionScope & { readonly previous?: ComposedDigest; readonly end: Date },
  keys: readonly string[],
  { s3, bucket, privateKey }: Omit<Work, 'files'>,
): Promise<ComposedDigest> {
  const logFiles = await Promise.all(keys.map(async (key) => ({ bucket, key, content: hashOf(await contentOf(s3, bucket, key)) })));
  const chain = { trailName: 'demo', homeRegion: hour.region, bucket };
  const digest = composeDigest({ ...hour, ...chain, start: new Date(hour.end.getTime() - HOUR), logFiles }, privateKey);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: digest.key, Body: digest.content, Metadata: { ...digest.metadata } }));
  return digest;
}

/** Of the content before it was compressed; of a file that is damaged from the start, what there is. */
function hashOf(object: Buffer): string {
  const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
  try {
    return sha256(gunzipSync(object));
  } catch {
    return sha256(object);
  }
}
