import type { TemplateResource } from './resource';
import type { World } from './world';

/** The bucket of a name, where the assembly defines it. Names of buckets are unique. */
export function bucketByName(world: World, name: string | undefined): TemplateResource | undefined {
  return name === undefined ? undefined : world.resources('AWS::S3::Bucket').find((bucket) => bucket.name === name);
}

/** The bucket of an ARN. */
export function bucketByArn(world: World, arn: string | undefined): TemplateResource | undefined {
  return bucketByName(world, /^arn:[^:]*:s3:::([^/]+)/.exec(arn ?? '')?.[1]);
}

/** The key of an id, an ARN or an alias, of which the shorter ones mean the account and Region of the resource that names it. */
export function keyById(world: World, id: string | undefined, from: TemplateResource): TemplateResource | undefined {
  if (id === undefined) return undefined;
  const alias = world.resources('AWS::KMS::Alias').find((one) => id === one.arn || (id === one.name && isNear(one, from)));
  if (alias) return keyById(world, String(alias.properties.TargetKeyId), alias);
  return world.resources('AWS::KMS::Key', 'AWS::KMS::ReplicaKey').find((key) => id === key.arn || (id === key.name && isNear(key, from)));
}

/** The topic of an ARN, or of a name in the account and Region of the resource that names it. */
export function topicByName(world: World, name: string | undefined, from: TemplateResource): TemplateResource | undefined {
  if (name === undefined) return undefined;
  const topics = world.resources('AWS::SNS::Topic');
  return topics.find(({ arn }) => arn === name) ?? topics.find((topic) => topic.name === name && isNear(topic, from));
}

/** The log group of an ARN, with or without the star for its streams. */
export function logGroupByArn(world: World, arn: string | undefined): TemplateResource | undefined {
  const wanted = arn?.replace(/:\*$/, '');
  return wanted === undefined ? undefined : world.resources('AWS::Logs::LogGroup').find((group) => group.arn === `${wanted}:*`);
}

/** The role of an ARN. */
export function roleByArn(world: World, arn: string | undefined): TemplateResource | undefined {
  return arn === undefined ? undefined : world.resources('AWS::IAM::Role').find((role) => role.arn === arn);
}

function isNear(one: TemplateResource, other: TemplateResource): boolean {
  return one.account === other.account && one.region === other.region;
}
