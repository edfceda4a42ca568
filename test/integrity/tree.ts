import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type ComposedDigest, composeDigest, publicKeyOf } from '../../lib/integrity/compose';
import type { PublicKey } from '../../lib/integrity/public-key';
import type { RegionScope } from '../../lib/integrity/result';
import { composeDeliveredFileKey } from '../../lib/log-format/log-file-key';
import { Archive } from './archive';

export const HOUR = 3_600_000;
export const TREE_BUCKET = 'archive-bucket';
/** Digests begin and end at this minute and second of the hours. */
export const PHASE = 12 * 60_000 + 34_000;
export const START = Date.parse('2026-07-01T00:00:00Z');

/** Short keys: making a thousand signatures takes a moment, and the length proves nothing here. */
export const newKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey;

/** The digests of one account and Region, and their log files. */
export interface Branch {
  readonly scope: RegionScope;
  readonly digests: ComposedDigest[];
  /** The keys of the log files, by digest. */
  readonly logs: string[][];
}

export interface Tree {
  readonly archive: Archive;
  readonly branches: readonly Branch[];
  readonly keys: readonly PublicKey[];
  readonly from: Date;
  readonly to: Date;
}

interface TreeOptions {
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly hours: number;
  readonly logsPerHour?: number;
  readonly organizationId?: string;
  readonly prefix?: string;
  /** The key changes after so many hours. */
  readonly rotation?: number;
  /** Whether the first digest names one before it, as in an archive that is older. */
  readonly older?: boolean;
  readonly key?: KeyObject;
}

/** An archive as CloudTrail would have filled it. */
export function treeOf(options: TreeOptions): Tree {
  const { accounts = ['111122223333'], regions = ['eu-west-1'], hours, rotation = 100 } = options;
  const archive = new Archive(TREE_BUCKET);
  const keys: PublicKey[] = [];
  const branches: Branch[] = [];
  for (const region of regions) {
    const signers = Array.from({ length: Math.ceil((hours + 1) / rotation) }, () => options.key ?? newKey());
    keys.push(...signers.map((signer) => ({ ...publicKeyOf(signer), region })));
    for (const account of accounts) {
      const { prefix, organizationId } = options;
      const scope = { ...(prefix && { prefix }), ...(organizationId && { organizationId }), account, region };
      branches.push(branchOf(archive, scope, options, (hour) => signers[Math.floor(hour / rotation)] as KeyObject));
    }
  }
  return { archive, branches, keys, from: new Date(START + PHASE), to: new Date(START + PHASE + hours * HOUR) };
}

function branchOf(archive: Archive, scope: RegionScope, options: TreeOptions, signer: (hour: number) => KeyObject): Branch {
  const { hours, logsPerHour = 2, older = true } = options;
  const branch: Branch = { scope, digests: [], logs: [] };
  const names = { ...scope, trailName: 'audit_trail', homeRegion: 'us-east-1', bucket: archive.bucket };
  let previous: ComposedDigest | undefined;
  if (older) previous = composeDigest({ ...names, start: new Date(START + PHASE - HOUR), end: new Date(START + PHASE), logFiles: [] }, signer(0));
  for (let hour = 0; hour < hours; hour++) {
    const start = START + PHASE + hour * HOUR;
    // Every fourth hour is empty.
    const logFiles = Array.from({ length: hour % 4 === 3 ? 0 : logsPerHour }, (_, index) =>
      logFile(archive, scope, start + (index + 1) * 60_000, hour, index),
    );
    const content = { ...names, start: new Date(start), end: new Date(start + HOUR), logFiles, ...(previous && { previous }) };
    previous = composeDigest(content, signer(hour));
    archive.put(previous);
    branch.digests.push(previous);
    branch.logs.push(logFiles.map(({ key }) => key));
  }
  return branch;
}

function logFile(archive: Archive, scope: RegionScope, time: number, hour: number, index: number) {
  const key = logKey(scope, time, `${String(hour).padStart(8, 'h')}${String(index).padStart(8, 'n')}`);
  const content = Buffer.from(
    JSON.stringify({ Records: [{ eventID: `${scope.account}-${scope.region}-${hour}-${index}` }, { eventName: 'GetObject' }] }),
  );
  archive.put({ key, content: gzipSync(content) });
  return { bucket: archive.bucket, key, content };
}

export function logKey(scope: RegionScope, time: number, uniqueString: string): string {
  const minute = new Date(Math.floor(time / 60_000) * 60_000);
  return composeDeliveredFileKey({ ...scope, kind: 'CloudTrail', day: minute.toISOString().slice(0, 10), time: minute, uniqueString });
}
