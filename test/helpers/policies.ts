import type { Template } from 'aws-cdk-lib/assertions';
import { attachedTo, trustPolicyOf as trust } from '../../lib/policy/attach';
import type { PolicyDocument } from '../../lib/policy/document';
import { type Deployment, type Json, ResolvedTemplate } from '../policy/intrinsics';
import { arnOfResource, type DeployedResource, refOfResource } from '../policy/resources';

export type { Deployment, Json } from '../policy/intrinsics';
export { type MutationOptions, unguardedConditions } from '../policy/mutation';

/** A synthesized template. */
export type AnyTemplate = Template | Json;

/** Which resource: its type, its logical id (the hash at the end may be left out) or a test. It has to be exactly one. */
export type Target = string | ((resource: Pick<DeployedResource, 'id' | 'type' | 'properties'>) => boolean);

/** Options of `policyOf()` and its siblings: where the template is deployed. */
export interface PolicyOptions extends Omit<Deployment, 'others'> {
  /** Templates whose outputs are imported, with the place where each is deployed if it is another one. */
  readonly others?: readonly (Omit<Deployment, 'others'> & { readonly template: AnyTemplate })[];
}

/** Options of `identityPoliciesOf()`. */
export interface IdentityPolicyOptions extends PolicyOptions {
  /** Names of AWS managed policies that do not matter for what is asked; any other fails, since a template does not say what it allows. */
  readonly besides?: readonly string[];
}

const POLICY_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
  'AWS::IAM::Policy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::Logs::ResourcePolicy': 'PolicyDocument',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
};

/** The policy that a resource is or has, with literal strings in place of intrinsic functions. */
export function policyOf(template: AnyTemplate, target: Target, options: PolicyOptions = {}): PolicyDocument {
  return documentOf(find(deploy(template, options), target));
}

/** Who may assume a role: its trust policy, ready to be evaluated. */
export function trustPolicyOf(template: AnyTemplate, role: Target, options: PolicyOptions = {}): PolicyDocument {
  const resource = find(deploy(template, options), role);
  return trust(arnOfResource(resource), literal(resource, resource.properties.AssumeRolePolicyDocument));
}

/** What a role may do: its inline policies and those of the template that are attached to it, ready to be evaluated. */
export function identityPoliciesOf(template: AnyTemplate, role: Target, options: IdentityPolicyOptions = {}): PolicyDocument[] {
  const deployed = deploy(template, options);
  const resource = find(deployed, role);
  const managed = (resource.resolve(resource.properties.ManagedPolicyArns) ?? []) as string[];
  const isAttached = (policy: DeployedResource) =>
    ((policy.resolve(policy.properties.Roles) ?? []) as string[]).includes(refOfResource(resource)) ||
    (policy.type === 'AWS::IAM::ManagedPolicy' && managed.includes(refOfResource(policy)));
  const attached = deployed.resources().filter((one) => /^AWS::IAM::(Managed)?Policy$/.test(one.type) && isAttached(one));
  const unknown = managed.filter(
    (arn) =>
      !attached.some((one) => one.type === 'AWS::IAM::ManagedPolicy' && refOfResource(one) === arn) &&
      !options.besides?.some((name) => arn.endsWith(`/${name}`)),
  );
  if (unknown.length > 0) throw new Error(`the template does not say what ${unknown} allows; give the name in besides if it does not matter`);
  const inline = ((resource.properties.Policies ?? []) as Json[]).map((policy) => literal(resource, policy.PolicyDocument));
  return [...inline, ...attached.map(documentOf)].map((document) => attachedTo(arnOfResource(resource), document));
}

/** The ARN that a resource will have, as the policies name it. */
export function arnOf(template: AnyTemplate, target: Target, options: PolicyOptions = {}): string {
  return arnOfResource(find(deploy(template, options), target));
}

function deploy(template: AnyTemplate, { others = [], ...place }: PolicyOptions): ResolvedTemplate {
  const { partition, account, region } = place;
  return new ResolvedTemplate({
    ...place,
    template: jsonOf(template),
    others: others.map((other) => ({ partition, account, region, ...other, template: jsonOf(other.template) })),
  });
}

function jsonOf(template: AnyTemplate): Json {
  return typeof template.toJSON === 'function' ? template.toJSON() : (template as Json);
}

function find(template: ResolvedTemplate, target: Target): DeployedResource {
  const isIt =
    typeof target === 'function' ? target : ({ id, type }: DeployedResource) => [type, id, id.replace(/[0-9A-F]{8}$/, '')].includes(target);
  const [found, ...others] = template.resources().filter(isIt);
  if (!found || others.length > 0) {
    const which = [found, ...others].map((resource) => resource?.id ?? 'none').join(', ');
    throw new Error(`expected one resource for ${target}, found: ${which}`);
  }
  return found;
}

function documentOf(resource: DeployedResource): PolicyDocument {
  const property = POLICY_PROPERTY[resource.type];
  if (!property) throw new Error(`${resource.type} (${resource.id}) has no policy; give the resource that is the policy, such as its bucket policy`);
  return literal(resource, resource.properties[property]);
}

/** What comes out is checked when it is evaluated. CloudWatch Logs wants its resource policies as text. */
function literal({ resolve }: DeployedResource, document: unknown): PolicyDocument {
  const resolved = resolve(document);
  return (typeof resolved === 'string' ? JSON.parse(resolved) : resolved) as PolicyDocument;
}
