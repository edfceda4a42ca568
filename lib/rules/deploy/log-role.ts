import { attachedTo, trustPolicyOf } from '../../policy/attach';
import type { PolicyDocument } from '../../policy/document';
import { UnsupportedPolicyError } from '../../policy/unsupported-policy-error';
import { isJson } from '../../template/json';
import type { TemplateResource } from '../../template/resource';
import { isUnresolved } from '../../template/symbols';
import { listOf, textOf } from '../../template/unknown';
import type { World } from '../../template/world';
import { ask, askAny } from '../access/ask';
import { policiesOfRole } from '../access/role-policies';
import { perTrail, type Rule } from '../rule';
import { checklist, finding, undecided } from './problems';
import { assumeRole, writeLogs } from './requests';

/** E27: whether CloudTrail may assume the role. */
export const logRoleTrust: Rule = perTrail((trail) => {
  const { resource, role, roleArn, logGroupArn } = trail;
  if (roleArn === undefined || logGroupArn === undefined) return [];
  if (!role)
    return [
      checklist(
        resource,
        `the role ${roleArn} is not in the templates: it must trust cloudtrail.amazonaws.com and may create streams in and write to ${logGroupArn}`,
      ),
    ];
  const trust = completed(() => trustPolicyOf(role.arn, role.properties.AssumeRolePolicyDocument as PolicyDocument));
  const { allowed, dependsOn } = trust ? askAny([trust], assumeRole(trail, role.arn)) : { allowed: 'unknown', dependsOn: 'its trust policy' };
  if (allowed === 'unknown')
    return [undecided(resource, 'LogRole.trust', `whether CloudTrail may assume the role ${role.path} depends on ${dependsOn}`)];
  if (allowed === 'yes') return [];
  return [
    finding(resource, 'LogRole.trust', {
      message: `the role ${role.path} does not trust CloudTrail`,
      value: role.properties.AssumeRolePolicyDocument,
      awsMessage: 'Access denied. Check the trust relationships for your role.',
      fix: 'let the service cloudtrail.amazonaws.com assume it, without a condition on its source',
    }),
  ];
});

/** E28: whether the role may write to the log group. */
export const logRolePermissions: Rule = perTrail((trail, { world }) => {
  const { resource, role, roleArn, logGroupArn } = trail;
  if (!role || roleArn === undefined || logGroupArn === undefined || isUnresolved(logGroupArn)) return [];
  const { documents, unknown } = permissionsOf(world, role);
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'] as const;
  const answers = actions.map((action) => ({ action, ...ask(documents, writeLogs(trail, role.arn, logGroupArn, action)) }));
  const missing = answers.filter(({ allowed }) => allowed === 'no').map(({ action }) => action);
  const unsure = unknown ?? answers.find(({ allowed }) => allowed === 'unknown')?.dependsOn;
  if (answers.every(({ allowed }) => allowed === 'yes')) return [];
  if (unsure !== undefined)
    return [undecided(resource, 'LogRole.permissions', `whether the role ${role.path} may write to the log group depends on ${unsure}`)];
  return [
    finding(resource, 'LogRole.permissions', {
      message: `the role ${role.path} may not write to the log group: it lacks ${missing.join(' and ')} on ${logGroupArn.replace(/:\*$/, '')}:log-stream:*`,
      value: missing,
      awsMessage: 'Access denied. Check the permissions for your role.',
      fix: 'allow both actions on the streams of the log group',
    }),
  ];
});

function permissionsOf(world: World, role: TemplateResource): { documents: unknown[]; unknown?: string } {
  const attached = policiesOfRole(world, role);
  const inline = (listOf(role.properties.Policies) ?? []).map((policy) => (isJson(policy) ? policy.PolicyDocument : policy));
  const arns = listOf(role.properties.ManagedPolicyArns)?.map(textOf) ?? ['a list that is not known'];
  const elsewhere = arns.find((arn) => arn !== undefined && !attached.some((policy) => policy.arn === arn));
  const documents = [...inline, ...attached.map(({ properties }) => properties.PolicyDocument)];
  const complete = documents.map((document) => completed(() => attachedTo(role.arn, document as PolicyDocument)) ?? document);
  return { documents: complete, ...(elsewhere !== undefined && { unknown: `the policy ${elsewhere}` }) };
}

/** A document with what its place says; `undefined` if it is none. */
function completed(complete: () => PolicyDocument): PolicyDocument | undefined {
  try {
    return complete();
  } catch (error) {
    if (!(error instanceof UnsupportedPolicyError || error instanceof TypeError)) throw error;
    return undefined;
  }
}
