import { Aws, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { canonicalArn } from './canonical-arn';

/** A bucket that receives what trails deliver, or what is made of it. */
export interface LogBucket {
  readonly path: string;
  /** The ARN of the bucket, without the slash that its objects' ARNs go on with. */
  readonly arn: string;
  /** The same, in the form in which ARNs can be compared. */
  readonly canonical: string;
}

const REGISTRY = Symbol.for('cdk-cloudtrail.LogBuckets');

/** Remembers a bucket whose own traffic no trail of the app may log: each event would cause the next delivery. */
export function registerLogBucket(bucket: IBucket): void {
  const root = bucket.node.root as IConstruct & { [REGISTRY]?: IBucket[] };
  root[REGISTRY] ??= [];
  root[REGISTRY].push(bucket);
}

/** Every bucket of the app that receives log files or what is made of them, each once, in the order of their paths. */
export function logBucketsOf(scope: IConstruct): LogBucket[] {
  const root = scope.node.root as IConstruct & { [REGISTRY]?: IBucket[] };
  const all = root.node.findAll();
  const known = [...(root[REGISTRY] ?? []).map(({ node, bucketArn }) => toLogBucket(node.path, bucketArn)), ...all.filter(isTrail).map(bucketOf)];
  const byCanonical = new Map(known.reverse().map((bucket) => [bucket.canonical, bucket]));
  for (const replica of all.filter(isBucket).flatMap((bucket) => replicasOf(bucket, byCanonical))) byCanonical.set(replica.canonical, replica);
  return [...byCanonical.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function toLogBucket(path: string, arn: string): LogBucket {
  return { path, arn, canonical: canonicalArn(arn) };
}

const isTrail = (construct: IConstruct): construct is CfnTrail => CfnTrail.isCfnTrail(construct);
const isBucket = (construct: IConstruct): construct is CfnBucket => CfnBucket.isCfnBucket(construct);

function bucketOf(trail: CfnTrail): LogBucket {
  return toLogBucket(trail.node.path, `arn:${Aws.PARTITION}:s3:::${trail.s3BucketName}`);
}

/** What is delivered to a log bucket is written again to the buckets that it is replicated to. */
function replicasOf(bucket: CfnBucket, known: ReadonlyMap<string, LogBucket>): LogBucket[] {
  if (!known.has(canonicalArn(bucket.attrArn))) return [];
  const rules = Stack.of(bucket).resolve(bucket.replicationConfiguration)?.rules;
  if (!Array.isArray(rules)) return [];
  const original = bucket.replicationConfiguration as CfnBucket.ReplicationConfigurationProperty;
  return (original.rules as CfnBucket.ReplicationRuleProperty[]).flatMap(({ destination }) =>
    'bucket' in destination && typeof destination.bucket === 'string' ? [toLogBucket(`${bucket.node.path} (replica)`, destination.bucket)] : [],
  );
}
