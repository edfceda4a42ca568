import { resourcesBy } from '../../template/find';
import type { TemplateResource } from '../../template/resource';
import { isGenerated, isUnresolved } from '../../template/symbols';
import { listOf, textOf } from '../../template/unknown';
import type { World } from '../../template/world';

const MANAGED = 'AWS::IAM::ManagedPolicy';
const NOT_KNOWN = 'a role that is not known';

/** The policies that say what a role may do, of the resources that belong to it. */
export function policiesOfRole(world: World, role: TemplateResource): TemplateResource[] {
  const arns = (listOf(role.property('ManagedPolicyArns')) ?? []).flatMap((arn) => textOf(arn) ?? []);
  const managed = [...attached(world, MANAGED, role.name), ...arns.flatMap((arn) => resourcesBy(world, MANAGED, 'arn', (one) => [one.arn], arn))];
  return [...attached(world, 'AWS::IAM::Policy', role.name), ...new Set(managed), ...attached(world, 'AWS::IAM::RolePolicy', role.name)];
}

/** The policies of which the templates do not say whose they are: they may be those of a role, unless CloudFormation makes up its name. */
export function policiesOfSomeRole(world: World, role: TemplateResource): TemplateResource[] {
  if (isGenerated(role.name)) return [];
  return ['AWS::IAM::Policy', MANAGED, 'AWS::IAM::RolePolicy']
    .flatMap((type) => attached(world, type, NOT_KNOWN))
    .filter((policy) => !rolesOf(policy).includes(role.name));
}

/** Whether a policy is a part of the role itself, and not one that several could have. */
export function isInline({ type }: TemplateResource): boolean {
  return type !== MANAGED;
}

function attached(world: World, type: string, roleName: string): TemplateResource[] {
  return resourcesBy(world, type, 'role', (policy) => rolesOf(policy).flatMap((name) => (isUnresolved(name) ? [name, NOT_KNOWN] : [name])), roleName);
}

/** The names of the roles that a policy is attached to. */
function rolesOf(policy: TemplateResource): string[] {
  const named = policy.type === 'AWS::IAM::RolePolicy' ? policy.property('RoleName') : policy.property('Roles');
  return [named].flat().flatMap((name) => textOf(name) ?? []);
}
