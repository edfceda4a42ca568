import { Aws, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { canonicalArn } from './canonical-arn';
import { propertyOf } from './property';
import { arnIn, nameIn, propertyIn } from './resolved-bucket';

/** A place in a bucket that receives what trails deliver, or what is made of it. */
export interface LogBucket {
  readonly path: string;
  /** The ARN of the bucket, without the slash that its objects' ARNs go on with. */
  readonly arn: string;
  /** The same, in the form in which ARNs can be compared. */
  readonly canonical: string;
  /** What the keys of the files start with: empty for the whole bucket. */
  readonly keyPrefix: string;
  /** The stack of the bucket: that of whoever wraps it, for an imported one. */
  readonly stack: Stack;
  /** Stacks that the bucket's stack waits for, before the CDK knows. */
  readonly waitsFor: readonly Stack[];
}

/** How a log bucket is used. */
export interface LogBucketUse {
  /** What the keys of the files start with. By default, the whole bucket. */
  readonly keyPrefix?: string;
  /** Constructs that whoever fills the bucket refers to. */
  readonly uses?: readonly IConstruct[];
}

const REGISTRY = Symbol.for('cdk-cloudtrail.LogBuckets');

type Root = IConstruct & { [REGISTRY]?: { readonly bucket: IBucket; readonly use: LogBucketUse }[] };

/** Remembers a bucket whose own traffic no trail of the app may log: each event would cause the next delivery. */
export function registerLogBucket(bucket: IBucket, use: LogBucketUse = {}): void {
  const root = bucket.node.root as Root;
  root[REGISTRY] ??= [];
  root[REGISTRY].push({ bucket, use });
}

/** Every place of the app that receives log files or what is made of them, each once, in the order of their paths. */
export function logBucketsOf(scope: IConstruct): LogBucket[] {
  const root = scope.node.root as Root;
  const all = root.node.findAll();
  const found = new Map<string, LogBucket>();
  const byArn = bucketsByArn(all);
  const add = (bucket: LogBucket): boolean => {
    const key = `${bucket.canonical}/${bucket.keyPrefix}`;
    if (found.has(key)) return false;
    found.set(key, bucket);
    return true;
  };
  // What arrives in a log bucket is written again to its replicas, and is itself the reason for access logs.
  const follow = (bucket: LogBucket): void => {
    for (const next of (byArn.get(bucket.canonical) ?? []).flatMap(successorsOf)) if (add(next)) follow(next);
  };
  // Those that are known by their constructs come first: that is how they are named.
  for (const { bucket, use } of root[REGISTRY] ?? []) add(fromBucket(bucket, use));
  for (const trail of all) if (CfnTrail.isCfnTrail(trail)) add(fromTrail(trail));
  for (const bucket of [...found.values()]) follow(bucket);
  return [...found.values()].filter((bucket) => !isWithinAnother(bucket, found)).sort((one, other) => (one.path < other.path ? -1 : 1));
}

function isWithinAnother(bucket: LogBucket, found: ReadonlyMap<string, LogBucket>): boolean {
  return bucket.keyPrefix !== '' && found.has(`${bucket.canonical}/`);
}

function fromBucket(bucket: IBucket, { keyPrefix = '', uses = [] }: LogBucketUse): LogBucket {
  const stack = Stack.of(bucket);
  return {
    path: bucket.node.path,
    arn: bucket.bucketArn,
    canonical: canonicalArn(bucket.bucketArn),
    keyPrefix,
    stack,
    waitsFor: uses.map((one) => Stack.of(one)),
  };
}

function fromTrail(trail: CfnTrail): LogBucket {
  const arn = logBucketArnOf(trail);
  const keyPrefix = propertyOf(trail, 'S3KeyPrefix', trail.s3KeyPrefix);
  return { path: trail.node.path, arn, canonical: canonicalArn(arn), keyPrefix: filesBelow(keyPrefix), stack: Stack.of(trail), waitsFor: [] };
}

/** The ARN of the bucket that a trail delivers to; empty where that cannot be told. */
export function logBucketArnOf(trail: CfnTrail): string {
  const name = propertyOf(trail, 'S3BucketName', trail.s3BucketName);
  return typeof name === 'string' ? `arn:${Aws.PARTITION}:s3:::${name}` : arnIn(Stack.of(trail).resolve(name), trail);
}

/** What the keys of the log files start with, for a prefix of a trail. */
export function filesBelow(keyPrefix: unknown): string {
  if (keyPrefix === undefined) return 'AWSLogs/';
  return typeof keyPrefix === 'string' ? knownPrefix(`${keyPrefix}/AWSLogs/`) : '';
}

/** A prefix that is only known at deployment leaves out the whole bucket. */
function knownPrefix(keyPrefix: string): string {
  return Token.isUnresolved(keyPrefix) ? '' : keyPrefix;
}

function bucketsByArn(all: readonly IConstruct[]): Map<string, CfnBucket[]> {
  const byArn = new Map<string, CfnBucket[]>();
  for (const construct of all) {
    if (!CfnBucket.isCfnBucket(construct)) continue;
    const arn = canonicalArn(construct.attrArn);
    byArn.set(arn, [...(byArn.get(arn) ?? []), construct]);
  }
  return byArn;
}

/** Where what arrives in a bucket is written again: replicas, and the access logs of the bucket. */
function successorsOf(bucket: CfnBucket): LogBucket[] {
  const replication = plain(bucket, propertyOf(bucket, 'ReplicationConfiguration', bucket.replicationConfiguration));
  const logging = plain(bucket, propertyOf(bucket, 'LoggingConfiguration', bucket.loggingConfiguration));
  const rules = plain(bucket, propertyIn(replication, 'rules') ?? []) as unknown[];
  const replicas = rules.map((rule) => plain(bucket, propertyIn(plain(bucket, propertyIn(plain(bucket, rule), 'destination')), 'bucket')));
  const target = propertyIn(logging, 'destinationBucketName');
  return [
    ...replicas.map((arn) => successor(bucket, 'replica', arnIn(arn, bucket), '')),
    ...(target === undefined
      ? []
      : [
          successor(
            bucket,
            'access logs',
            `arn:${Aws.PARTITION}:s3:::${nameIn(target, bucket)}`,
            knownPrefix(String(propertyIn(logging, 'logFilePrefix') ?? '')),
          ),
        ]),
  ].filter(({ arn }) => arn !== '' && !arn.endsWith(':::'));
}

/** The next level of a value. Texts keep their tokens: they say which bucket is meant, and resolved ones have to be searched for. */
function plain(bucket: CfnBucket, value: unknown): unknown {
  return typeof value !== 'string' && Tokenization.isResolvable(value) ? Stack.of(bucket).resolve(value) : value;
}

function successor(bucket: CfnBucket, kind: string, arn: string, keyPrefix: string): LogBucket {
  return {
    path: `${bucket.node.path.replace(/\/Resource$/, '')} (${kind})`,
    arn,
    canonical: canonicalArn(arn),
    keyPrefix,
    stack: Stack.of(bucket),
    waitsFor: [],
  };
}
