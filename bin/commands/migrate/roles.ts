import type { Assembly } from '../../../lib/template/assembly';
import { inEveryWorld } from '../../../lib/template/explore';
import { keyById } from '../../../lib/template/find';
import { isJson, section } from '../../../lib/template/json';
import { logBucketsOfTrail } from '../../../lib/template/log-buckets';
import type { TemplateResource } from '../../../lib/template/resource';
import type { TrailModel } from '../../../lib/template/trail-model';
import { trailsIn } from '../../../lib/template/trails';
import { listOf, textOf } from '../../../lib/template/unknown';
import type { World } from '../../../lib/template/world';

/** What a resource is to a trail. */
export type Role =
  | ('trail' | 'log bucket' | 'policy of the log bucket' | 'replica' | 'access log bucket' | 'key' | 'alias of the key')
  | ('log group' | 'role for the log group' | 'permissions of that role' | 'topic' | 'policy of the topic');

type Found = readonly [resource: TemplateResource | undefined, role: Role];

/** What tells a resource from all others of an assembly. */
export function keyOf({ stack, logicalId }: { readonly stack: { readonly id: string }; readonly logicalId: string }): string {
  return `${stack.id} ${logicalId}`;
}

/** The roles of the resources that trails of an assembly need, by `keyOf()`. The first one that was found counts. */
export function rolesOf(assembly: Assembly): ReadonlyMap<string, Role> {
  const found = inEveryWorld(assembly, (world) => trailsIn(world).flatMap((trail) => ofTrail(world, trail)));
  const entries = found.results
    .flatMap(({ value }) => value)
    .flatMap(([resource, role]): [string, Role][] => (resource ? [[keyOf(resource), role]] : []));
  return new Map(entries.reverse());
}

function ofTrail(world: World, trail: TrailModel): Found[] {
  const buckets = logBucketsOfTrail(world, trail);
  const delivery = buckets.filter(({ role }) => role === 'delivery');
  const keys = [trail.key, ...delivery.map(({ resource }) => resource && keyOfBucket(world, resource))].filter((key) => key !== undefined);
  return [
    [trail.resource, 'trail'],
    ...delivery.map(({ resource }): Found => [resource, 'log bucket']),
    ...naming(world, 'AWS::S3::BucketPolicy', 'Bucket', [trail.bucketName], 'policy of the log bucket'),
    ...keys.map((key): Found => [key, 'key']),
    ...keys.flatMap((key) => naming(world, 'AWS::KMS::Alias', 'TargetKeyId', [key.name, key.arn], 'alias of the key')),
    [trail.logGroup, 'log group'],
    [trail.role, 'role for the log group'],
    ...['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
      naming(world, type, 'Roles', [trail.role?.name], 'permissions of that role'),
    ),
    [trail.topic, 'topic'],
    ...naming(world, 'AWS::SNS::TopicPolicy', 'Topics', [trail.topic?.arn], 'policy of the topic'),
    ...buckets.flatMap(({ resource, role }): Found[] => (role === 'delivery' ? [] : [[resource, role === 'replica' ? role : 'access log bucket']])),
  ];
}

/** The resources of a type whose property names something. */
function naming(world: World, type: string, property: string, names: readonly (string | undefined)[], role: Role): Found[] {
  const wanted = names.filter((name) => name !== undefined);
  const named = (resource: TemplateResource) => (listOf(resource.property(property)) ?? []).map((value) => textOf(value));
  return world
    .resources(type)
    .flatMap((one): Found[] => (named(one).some((name) => name !== undefined && wanted.includes(name)) ? [[one, role]] : []));
}

/** The key that encrypts what is put into a bucket without saying which. */
function keyOfBucket(world: World, bucket: TemplateResource): TemplateResource | undefined {
  const rules = listOf(section(bucket.properties, 'BucketEncryption').ServerSideEncryptionConfiguration) ?? [];
  const ids = rules.filter(isJson).map((rule) => textOf(section(rule, 'ServerSideEncryptionByDefault').KMSMasterKeyID));
  return ids.map((id) => keyById(world, id, bucket)).find((key) => key !== undefined);
}
