import { isJson, type Json } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import { display, isUnresolved } from '../../../template/symbols';
import { textOf } from '../../../template/unknown';
import type { World } from '../../../template/world';
import { policiesOfRole, policiesOfSomeRole } from '../../access/role-policies';
import { statementsIn } from '../../access/statements';
import { allOf, fail, type Ground, type Judgement, pass, property, unknown } from '../judgement';
import { type Placed, statementsAt } from '../places';
import { itemsWithin, judgeAllows, within } from './allows';
import { isOfLogGroup } from './log-group-resource';

/** What CloudTrail does in a log group. */
const WRITING = ['logs:createlogstream', 'logs:putlogevents'];

/** Judges whether the policies of a role let it write to a log group, and do nothing else. */
export function judgePermissions(world: World, role: TemplateResource, logGroupArn: string): Judgement {
  const judge = (statement: Json, ground: Ground) => judgeStatement(statement, ground, logGroupArn);
  const attached = policiesOfRole(world, role);
  const judgements = [
    ...judgeAllows(inlineStatements(role), judge),
    ...attached.flatMap((policy) => judgeAllows(statementsAt(policy), judge)),
    ...elsewhere(role, attached),
    ...policiesOfSomeRole(world, role).flatMap((policy) => ofSomeRole(policy, judgeAllows(statementsAt(policy), judge))),
  ];
  if (judgements.length > 0) return allOf(judgements);
  return fail('no policy in these templates allows the role anything', property(role, 'ManagedPolicyArns'), property(role, 'Policies'));
}

/** The statements of the policies that are written in the role itself. */
function inlineStatements(role: TemplateResource): Placed[] {
  return itemsWithin(property(role), role.property('Policies'), 'Policies').flatMap(({ value, ground }) =>
    itemsWithin(ground, statementsIn(isJson(value) ? value.PolicyDocument : value), 'PolicyDocument', 'Statement'),
  );
}

/** Managed policies that these templates do not define. Those of AWS know nobody's log group, so each of them allows more than to write to one. */
function elsewhere(role: TemplateResource, attached: readonly TemplateResource[]): Judgement[] {
  return itemsWithin(property(role), role.property('ManagedPolicyArns'), 'ManagedPolicyArns').flatMap(({ value, ground }) => {
    const arn = textOf(value) ?? 'a managed policy';
    if (attached.some((policy) => policy.arn === arn)) return [];
    if (/^arn:[^:]*:iam::aws:policy\/(?!.*(Deny|Quarantine))/.test(arn)) return [fail(`the role has ${arn}, which allows more`, ground)];
    return [unknown('a managed policy of the role is not defined in these templates', `the policy ${display(arn)}`, ground)];
  });
}

function ofSomeRole(policy: TemplateResource, judgements: readonly Judgement[]): Judgement[] {
  const name = policy.type === 'AWS::IAM::RolePolicy' ? 'RoleName' : 'Roles';
  const role = display(JSON.stringify(policy.property(name)));
  return judgements
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ because, grounds }) => unknown(`${because}, if the policy ${policy.path} is one of this role`, `the role ${role}`, ...grounds));
}

function judgeStatement(statement: Json, ground: Ground, logGroupArn: string): Judgement {
  return allOf([
    ...parts(statement, 'Action', ground, judgeAction),
    ...parts(statement, 'Resource', ground, (resource, at) => judgeResource(logGroupArn, resource, at)),
  ]);
}

function parts(statement: Json, name: 'Action' | 'Resource', ground: Ground, judge: (text: string, at: Ground) => Judgement): Judgement[] {
  if (statement[`Not${name}`] !== undefined) return [fail(`Not${name} allows whatever it does not name`, within(ground, `Not${name}`))];
  return itemsWithin(ground, statement[name], name).map((item) => judge(textOf(item.value) ?? 'what is no text', item.ground));
}

function judgeAction(action: string, at: Ground): Judgement {
  if (WRITING.includes(action.replace(/\*$/, '').toLowerCase()))
    return pass('the role may create and write log streams of the log group, and nothing else', at);
  if (isUnresolved(action)) return unknown('what the role may do is not known', display(action), at);
  return fail(`the role may do ${action}, which is more than CloudTrail needs`, at);
}

function judgeResource(logGroupArn: string, resource: string, at: Ground): Judgement {
  const isOwn = isOfLogGroup(logGroupArn, resource);
  if (isOwn === true) return pass('the role may create and write log streams of the log group, and nothing else', at);
  if (isOwn === false) return fail(`${display(resource)} is more than the streams of the log group`, at);
  return unknown('which log groups the role may write to is not known', isOwn.dependsOn, at);
}
