import { lookUp } from './lookup';
import type { TemplateResource } from './resource';
import type { RawResource } from './survey';
import { listOf, textOf } from './unknown';
import type { World } from './world';

/** The bucket of a name, where the assembly defines it. Names of buckets are unique. */
export function bucketByName(world: World, name: string | undefined): TemplateResource | undefined {
  return name === undefined ? undefined : deployed(world, 'AWS::S3::Bucket', 'name', name);
}

/** The bucket of an ARN. */
export function bucketByArn(world: World, arn: string | undefined): TemplateResource | undefined {
  return bucketByName(world, /^arn:[^:]*:s3:::([^/]+)/.exec(arn ?? '')?.[1]);
}

/** The key of an id, an ARN or an alias, of which the shorter ones mean the account and Region of the resource that names it. */
export function keyById(world: World, id: string | undefined, from: TemplateResource): TemplateResource | undefined {
  if (id === undefined) return undefined;
  const alias = near(world, 'AWS::KMS::Alias', id, from);
  if (alias) return keyById(world, String(alias.properties.TargetKeyId), alias);
  return near(world, 'AWS::KMS::Key', id, from) ?? near(world, 'AWS::KMS::ReplicaKey', id, from);
}

/** The topic of an ARN, or of a name in the account and Region of the resource that names it. */
export function topicByName(world: World, name: string | undefined, from: TemplateResource): TemplateResource | undefined {
  return name === undefined ? undefined : near(world, 'AWS::SNS::Topic', name, from);
}

/** The log group of an ARN, with or without the star for its streams. */
export function logGroupByArn(world: World, arn: string | undefined): TemplateResource | undefined {
  const wanted = arn?.replace(/:\*$/, '');
  return wanted === undefined ? undefined : deployed(world, 'AWS::Logs::LogGroup', 'arn', `${wanted}:*`);
}

/** The role of an ARN. */
export function roleByArn(world: World, arn: string | undefined): TemplateResource | undefined {
  return arn === undefined ? undefined : deployed(world, 'AWS::IAM::Role', 'arn', arn);
}

/** The resource of an ARN, or of a name in the account and Region of the one that names it. */
function near(world: World, type: string, id: string, from: TemplateResource): TemplateResource | undefined {
  return deployed(world, type, 'arn', id) ?? byText(world, type, 'name', id).find((one) => isNear(one, from) && world.isDeployed(one));
}

function deployed(world: World, type: string, by: 'name' | 'arn', text: string): TemplateResource | undefined {
  return byText(world, type, by, text).find((one) => world.isDeployed(one));
}

function byText(world: World, type: string, by: 'name' | 'arn', text: string): TemplateResource[] {
  return candidatesBy(world, type, by, (one) => [one[by]], text);
}

/**
 * The resources of a type that have a key, such as the policies of a bucket. Apps have thousands of resources, so they are looked up; whether they are
 * deployed is asked of those only.
 *
 * @param index what the keys are, in a word
 */
export function resourcesBy(world: World, type: string, index: string, keysOf: (resource: TemplateResource) => readonly string[], key: string) {
  return candidatesBy(world, type, index, keysOf, key).filter((one) => world.isDeployed(one));
}

function candidatesBy(
  world: World,
  type: string,
  index: string,
  keysOf: (resource: TemplateResource) => readonly string[],
  key: string,
): TemplateResource[] {
  const places = () => world.survey.ofType(type);
  const keys = (other: World, { stack, logicalId }: RawResource) => {
    const resource = other.resource(stack, logicalId);
    return resource ? keysOf(resource) : [];
  };
  return lookUp(world, `${type} ${index}`, places, keys, key).flatMap(({ stack, logicalId }) => world.resource(stack, logicalId) ?? []);
}

/** The policies of a bucket, of which S3 keeps one. */
export function policiesOfBucket(world: World, bucketName: string): TemplateResource[] {
  return resourcesBy(world, 'AWS::S3::BucketPolicy', 'bucket', (policy) => [textOf(policy.property('Bucket')) ?? ''], bucketName);
}

/** The policies of a topic, of which SNS keeps one. */
export function policiesOfTopic(world: World, topicArn: string): TemplateResource[] {
  const topics = (policy: TemplateResource) =>
    [listOf(policy.property('Topics')) ?? [], policy.property('TopicArn')].flat().flatMap((topic) => textOf(topic) ?? []);
  return ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'].flatMap((type) => resourcesBy(world, type, 'topic', topics, topicArn));
}

function isNear(one: TemplateResource, other: TemplateResource): boolean {
  return one.account === other.account && one.region === other.region;
}
