import type { Assembly } from './assembly';
import { inEveryWorld } from './explore';
import { bucketByArn, bucketByName } from './find';
import { isJson, section } from './json';
import type { TemplateResource } from './resource';
import { trailsIn } from './trails';
import { listOf, textOf } from './unknown';
import type { World } from './world';

/** A bucket that receives what trails deliver: from them, or as a replica, or as the log of the accesses to such a bucket. */
export interface LogBucketModel {
  readonly name: string;
  /** Why it is one. */
  readonly role: 'delivery' | 'replica' | 'accessLogs';
  /** The bucket, where the assembly defines it. */
  readonly resource?: TemplateResource;
}

/** The log buckets of an assembly, each once. */
export function logBucketsOf(assembly: Assembly): LogBucketModel[] {
  const all = inEveryWorld(assembly, logBucketsIn).results.flatMap(({ value }) => value);
  return [...new Map(all.reverse().map((bucket) => [bucket.name, bucket])).values()].reverse();
}

/** The log buckets of one way to deploy an assembly. */
export function logBucketsIn(world: World): LogBucketModel[] {
  const found = new Map<string, LogBucketModel>();
  const add = (name: string | undefined, role: LogBucketModel['role']): void => {
    if (name === undefined || found.has(name)) return;
    const resource = bucketByName(world, name);
    found.set(name, { name, role, ...(resource && { resource }) });
    // A replica has replicas and access logs of its own.
    if (resource) for (const [other, why] of furtherBuckets(world, resource)) add(other, why);
  };
  for (const { bucketName } of trailsIn(world)) add(bucketName, 'delivery');
  return [...found.values()];
}

function furtherBuckets(world: World, bucket: TemplateResource): [name: string | undefined, role: LogBucketModel['role']][] {
  const rules = listOf(section(bucket.properties, 'ReplicationConfiguration').Rules) ?? [];
  const replicas = rules.filter(isJson).map((rule): [string | undefined, LogBucketModel['role']] => {
    const arn = textOf(section(rule, 'Destination').Bucket);
    return [bucketByArn(world, arn)?.name ?? /^arn:[^:]*:s3:::(.+)$/.exec(arn ?? '')?.[1], 'replica'];
  });
  return [...replicas, [textOf(section(bucket.properties, 'LoggingConfiguration').DestinationBucketName), 'accessLogs']];
}
