/** Ends the name of a place below which everything is meant. No key can contain it. */
export const BELOW = '\u0000';

/** A bucket or an access point, and a key in it. */
const OBJECT = /^(arn:[^:]*:s3[\w-]*:[^:]*:[^:]*:(?:accesspoint[/:][^/]+\/object\/|[^/]+\/))(.*)$/s;

/**
 * Puts the ARNs of objects together by the folders that they are in, the deepest first, until there are few enough of each bucket.
 *
 * It stays within each bucket: at most it ends at all objects of the buckets that were accessed. Other ARNs stay as they are. What is folded
 * ends with `BELOW`, and can be folded again.
 */
export function fold(arns: Iterable<string>, most: number): string[] {
  const byBucket = new Map<string, Set<string>>();
  const others: string[] = [];
  for (const arn of arns) {
    const [, bucket, key] = OBJECT.exec(arn) ?? [];
    if (bucket === undefined || key === undefined) others.push(arn);
    else byBucket.set(bucket, (byBucket.get(bucket) ?? new Set()).add(key));
  }
  return [...others, ...[...byBucket].flatMap(([bucket, keys]) => foldKeys(keys, most).map((key) => `${bucket}${key}`))];
}

/** The pattern of a policy for an ARN or a folded one. */
export function resourcePatternOf(arn: string): string {
  return arn.endsWith(BELOW) ? `${literal(arn.slice(0, -1))}*` : literal(arn);
}

/** What has a meaning in policies is replaced by one arbitrary character, the least that matches it. */
export function literal(text: string): string {
  return text.replace(/[*?]|\$(?=\{)/g, '?');
}

function foldKeys(keys: ReadonlySet<string>, most: number): string[] {
  let left = withoutCovered([...keys]);
  while (left.length > most && left[0] !== BELOW) {
    const deepest = left.reduce((depth, key) => Math.max(depth, depthOf(key)), 0);
    left = withoutCovered([...new Set(left.map((key) => (depthOf(key) === deepest ? parentOf(key) : key)))]);
  }
  return left;
}

/** Sorted, what a folder covers stands behind it. */
function withoutCovered(keys: readonly string[]): string[] {
  const left: string[] = [];
  let folder: string | undefined;
  for (const key of [...keys].sort()) {
    if (folder !== undefined && key.startsWith(folder)) continue;
    left.push(key);
    if (key.endsWith(BELOW)) folder = key.slice(0, -1);
  }
  return left;
}

/** A folder is less deep than what is in it. */
function depthOf(key: string): number {
  return (key.split('/').length - 1) * 2 + (key.endsWith(BELOW) ? 0 : 1);
}

function parentOf(key: string): string {
  const path = key.endsWith(BELOW) ? key.slice(0, -1).replace(/\/$/, '') : key;
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${BELOW}`;
}
