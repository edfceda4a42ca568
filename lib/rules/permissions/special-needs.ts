import { flagOf } from '../../template/unknown';
import type { Need } from './need';
import type { Scene } from './scene';

type Special = (scene: Scene, own: readonly string[]) => Need[];

/** What hangs on more than the presence of a property. */
const SPECIAL: Readonly<Record<string, Special>> = {
  'AWS::CloudTrail::Trail': (scene) => (flagOf(scene.resource.property('IsOrganizationTrail')) === false ? [] : serviceLinkedRole(scene)),
  'AWS::CloudFormation::Stack': (scene) => [
    { actions: ['s3:GetObject'], resources: scene.at('TemplateURL').flatMap((url) => objectsAt(scene, url)) },
  ],
  'AWS::IAM::ManagedPolicy': attachedPolicy,
  'AWS::IAM::Policy': inlinePolicy,
  'AWS::IAM::Role': (scene, own) => attached(scene, own, 'Role', scene.texts(scene.resource.property('ManagedPolicyArns'))),
  'AWS::Lambda::EventSourceMapping': eventSource,
  'AWS::Lambda::Function': (scene) => [
    { actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: scene.at('Code.S3Bucket').flatMap((bucket) => objectsOf(scene, bucket)) },
  ],
};

/** What the deployment of a resource needs besides what is needed for any of its type. */
export function specialNeeds(scene: Scene, own: readonly string[]): Need[] {
  return SPECIAL[scene.resource.type]?.(scene, own) ?? [];
}

/** What a resource needs that a function makes: that it may be called. */
export function customResourceNeeds(scene: Scene): Need[] {
  const functions = scene.texts(scene.resource.property('ServiceToken')).map((arn) => scene.pattern(arn));
  return [{ actions: ['lambda:InvokeFunction'], resources: functions }];
}

/** The role by which CloudTrail reads the organization is made with the first trail of an organization. */
function serviceLinkedRole(scene: Scene): Need[] {
  if (scene.resource.rawProperties.IsOrganizationTrail === undefined) return [];
  const resources = [scene.arn('iam::ACCOUNT:role/aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail')];
  const condition = { StringEquals: { 'iam:AWSServiceName': 'cloudtrail.amazonaws.com' } };
  return [{ actions: ['iam:CreateServiceLinkedRole'], resources, condition }];
}

function objectsOf(scene: Scene, bucket: unknown): string[] {
  return scene.texts(bucket).map((name) => scene.arn('s3:::NAME/*', scene.pattern(name)));
}

/** The object of a URL: `https://s3.eu-west-1.amazonaws.com/bucket/key`, or with the bucket before the host. */
function objectsAt(scene: Scene, url: unknown): string[] {
  return scene.texts(url).map((text) => {
    const [, before, inPath] = /^https:\/\/(?:(.+)\.)?s3[.-][^/]*\/([^/]+)/.exec(text) ?? [];
    return scene.arn('s3:::NAME/*', scene.pattern(before ?? inPath ?? '*'));
  });
}

/** Without the condition, whoever may attach policies to a role could give it all of the account. */
function attached(scene: Scene, targets: readonly string[], kind: 'Role' | 'User' | 'Group', policies: readonly string[]): Need[] {
  if (policies.length === 0) return [];
  const condition = { ArnLike: { 'iam:PolicyARN': policies.map((arn) => scene.pattern(arn)) } };
  return [{ actions: [`iam:Attach${kind}Policy`, `iam:Detach${kind}Policy`], resources: targets, condition }];
}

const HOLDERS = { Roles: 'Role', Users: 'User', Groups: 'Group' } as const;

function attachedPolicy(scene: Scene, own: readonly string[]): Need[] {
  return Object.entries(HOLDERS).flatMap(([property, kind]) => attached(scene, holders(scene, property, kind), kind, own));
}

function inlinePolicy(scene: Scene): Need[] {
  return Object.entries(HOLDERS).map(([property, kind]): Need => {
    const actions = [`iam:Delete${kind}Policy`, `iam:Get${kind}Policy`, `iam:Put${kind}Policy`];
    return { actions, resources: holders(scene, property, kind) };
  });
}

function holders(scene: Scene, property: string, kind: 'Role' | 'User' | 'Group'): string[] {
  const names = scene.resource.property(property);
  if (kind === 'Role') return scene.named('AWS::IAM::Role', names);
  return scene.texts(names).map((name) => scene.arn(`iam::ACCOUNT:${kind.toLowerCase()}/NAME`, scene.pattern(name)));
}

/** A mapping has no ARN before there is one: its function tells it. */
function eventSource(scene: Scene): Need[] {
  const functions = scene.named('AWS::Lambda::Function', scene.resource.property('FunctionName'));
  return [{ actions: ['lambda:CreateEventSourceMapping'], resources: ['*'], condition: { ArnLike: { 'lambda:FunctionArn': functions } } }];
}
