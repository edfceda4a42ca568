import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { Unknown, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import { isInline, policiesOfRole, policiesOfSomeRole } from '../../access/role-policies';
import type { ControlRule } from '../control-rule';
import { fail, type Ground, type Judgement, pass, property, unknown } from '../judgement';
import { itemsWithin } from './allows';

/** LOG-04. */
export const noInlinePolicy: ControlRule = {
  id: 'LOG-04',
  name: 'NoInlinePolicy',
  title: 'The delivery role has managed policies only',
  severity: 'info',
  decidable: 'full',
  resourceTypes: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'],
  rationale: 'A managed policy has versions, and is seen in the list of policies; an inline one is found by whoever looks into its role.',
  predicate: 'no AWS::IAM::Policy or AWS::IAM::RolePolicy is for the role, it has no Policies, and a managed policy is attached to it',
  live: 'iam:ListRolePolicies',
  fix: 'write the policy as AWS::IAM::ManagedPolicy, with the role in its Roles',
  of: 'logRole',
  judge: (role, { world }) => judgeWritten(role) ?? judgeAttached(world, role),
};

function judgeWritten(role: TemplateResource): Judgement | undefined {
  const policies = role.property('Policies');
  if (policies instanceof Unknown)
    return unknown('whether the role has Policies is not known', display(policies.dependsOn), property(role, 'Policies'));
  const items = itemsWithin(property(role), policies, 'Policies');
  return items.length > 0 ? fail('the role has Policies of its own', ...items.map(({ ground }) => ground)) : undefined;
}

function judgeAttached(world: World, role: TemplateResource): Judgement {
  const policies = policiesOfRole(world, role);
  const inline = policies.filter(isInline);
  if (inline.length > 0) return fail(inline.map(({ path }) => `${path} is an inline policy of the role`).join('; '), ...inline.map(toRole));
  const [open] = policiesOfSomeRole(world, role).filter(isInline);
  if (open) return unknown(`${open.path} may be an inline policy of the role`, display(String(unknownIn(rolesOf(open)))), toRole(open));
  const managed = [
    ...itemsWithin(property(role), role.property('ManagedPolicyArns'), 'ManagedPolicyArns').map(({ ground }) => ground),
    ...policies.filter((policy) => rolesOf(policy) !== undefined).map(toRole),
  ];
  if (managed.length > 0) return pass('the role has managed policies and no inline one', property(role, 'Policies'), ...managed);
  return unknown('the role has no policy in these templates', 'what the role has from elsewhere', property(role, 'Policies'));
}

function rolesOf(policy: TemplateResource): unknown {
  return policy.property(policy.type === 'AWS::IAM::RolePolicy' ? 'RoleName' : 'Roles');
}

/** Where a policy names its role. */
function toRole(policy: TemplateResource): Ground {
  return property(policy, policy.type === 'AWS::IAM::RolePolicy' ? 'RoleName' : 'Roles');
}
