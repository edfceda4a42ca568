import type { TemplateStack } from './assembly';
import type { TemplateResource } from './resource';
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

/** Which resources a text may mean is looked up: apps have thousands. Whether they are deployed is asked of those only. */
function byText(world: World, type: string, by: 'name' | 'arn', text: string): TemplateResource[] {
  const index = world.once(`index ${type} ${by}`, () => {
    const found = new Map<string, [stack: TemplateStack, logicalId: string][]>();
    for (const one of world.candidates(type)) found.set(one[by], [...(found.get(one[by]) ?? []), [one.stack, one.logicalId]]);
    return found;
  });
  return (index.get(text) ?? []).flatMap(([stack, logicalId]) => world.resource(stack, logicalId) ?? []);
}

function isNear(one: TemplateResource, other: TemplateResource): boolean {
  return one.account === other.account && one.region === other.region;
}
