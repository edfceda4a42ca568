import type { Assembly } from './assembly';
import { inEveryWorld } from './explore';
import { bucketByArn, bucketByName } from './find';
import { isJson, section } from './json';
import type { TemplateResource } from './resource';
import type { RawResource, Survey } from './survey';
import { isUnresolved } from './symbols';
import type { TrailModel } from './trail-model';
import { trailOf, trailsIn } from './trails';
import { listOf, textOf } from './unknown';
import type { World } from './world';

/** A bucket that receives what trails deliver: from them, or as a replica, or as the log of the accesses to such a bucket. */
export interface LogBucketModel {
  readonly name: string;
  /** Why it is one. */
  readonly role: 'delivery' | 'replica' | 'accessLogs';
  /** What the keys of the files start with; empty where that is not known, or they are everywhere. */
  readonly keyPrefix: string;
  /** The bucket, where the assembly defines it. */
  readonly resource?: TemplateResource;
}

/** The log buckets of an assembly, each once. */
export function logBucketsOf(assembly: Assembly): LogBucketModel[] {
  const all = inEveryWorld(assembly, logBucketsIn).results.flatMap(({ value }) => value);
  return uniqueByName(all);
}

/** The log buckets of one way to deploy an assembly. */
function logBucketsIn(world: World): LogBucketModel[] {
  return uniqueByName(trailsIn(world).flatMap((trail) => logBucketsOfTrail(world, trail)));
}

/** The log buckets that one trail leads to. */
export function logBucketsOfTrail(world: World, { bucketName, keyPrefix }: TrailModel): LogBucketModel[] {
  const found = new Map<string, LogBucketModel>();
  const add = ([name, role, keyPrefix]: Found): void => {
    if (name === undefined || found.has(name)) return;
    const resource = bucketByName(world, name);
    found.set(name, { name, role, keyPrefix, ...(resource && { resource }) });
    // A replica has replicas and access logs of its own.
    if (resource) for (const further of furtherBuckets(world, resource)) add(further);
  };
  add([bucketName, 'delivery', filesBelow(keyPrefix)]);
  return [...found.values()];
}

/** A trail, and every log bucket that it can lead to, whatever the deployment decides. */
export interface PossibleLogBuckets {
  readonly trail: RawResource;
  readonly buckets: readonly LogBucketModel[];
  /** Whether it leads to all of them however it is deployed. */
  readonly isFixed: boolean;
}

/** Where each trail may deliver: to ask for it decides nothing. */
export function possibleLogBuckets(survey: Survey): readonly PossibleLogBuckets[] {
  const known = survey.shared.get('possible log buckets') as readonly PossibleLogBuckets[] | undefined;
  if (known) return known;
  const possible = survey.ofType('AWS::CloudTrail::Trail').map((trail) => {
    const { results } = survey.inEveryWorld((world) => logBucketsOfDeployed(world, trail));
    return { trail, buckets: results.flatMap(({ value }) => value), isFixed: results.length === 1 };
  });
  survey.shared.set('possible log buckets', possible);
  return possible;
}

/** The log buckets that a trail leads to; none where it is not deployed. */
export function logBucketsOfDeployed(world: World, { stack, logicalId }: RawResource): LogBucketModel[] {
  const resource = world.resource(stack, logicalId);
  return resource && world.isDeployed(resource) ? logBucketsOfTrail(world, trailOf(world, resource)) : [];
}

/** The first of each name. */
export function uniqueByName(buckets: readonly LogBucketModel[]): LogBucketModel[] {
  return [...new Map([...buckets].reverse().map((bucket) => [bucket.name, bucket])).values()].reverse();
}

type Found = readonly [name: string | undefined, role: LogBucketModel['role'], keyPrefix: string];

/** CloudTrail writes below this folder; a prefix that is not known may be any. */
function filesBelow(keyPrefix: string | undefined): string {
  if (keyPrefix === undefined || keyPrefix === '') return 'AWSLogs/';
  return isUnresolved(keyPrefix) ? '' : `${keyPrefix}/AWSLogs/`;
}

function furtherBuckets(world: World, bucket: TemplateResource): Found[] {
  const rules = listOf(section(bucket.properties, 'ReplicationConfiguration').Rules) ?? [];
  const replicas = rules.filter(isJson).map((rule): Found => {
    const arn = textOf(section(rule, 'Destination').Bucket);
    return [bucketByArn(world, arn)?.name ?? /^arn:[^:]*:s3:::(.+)$/.exec(arn ?? '')?.[1], 'replica', ''];
  });
  const logging = section(bucket.properties, 'LoggingConfiguration');
  const prefix = textOf(logging.LogFilePrefix) ?? '';
  return [...replicas, [textOf(logging.DestinationBucketName), 'accessLogs', isUnresolved(prefix) ? '' : prefix]];
}
