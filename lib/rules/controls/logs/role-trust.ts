import { isJson, type Json } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import { display, isUnresolved } from '../../../template/symbols';
import { textOf } from '../../../template/unknown';
import { allOf, fail, type Ground, type Judgement, pass, property, unknown } from '../judgement';
import { type Placed, statementsAt } from '../places';
import { itemsWithin, judgeAllows, within } from './allows';

const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

/** Judges whether CloudTrail, and nobody else, may assume a role. */
export function judgeTrust(role: TemplateResource): Judgement {
  const name = 'AssumeRolePolicyDocument';
  if (role.property(name) === undefined) return fail(`${name} is missing`, property(role, name));
  const judgements = judgeAllows(statementsAt(role, name), judgePrincipals);
  return judgements.length > 0 ? allOf(judgements) : fail('nobody may assume the role, and CloudTrail has to', property(role, name));
}

function judgePrincipals({ Principal, NotPrincipal }: Json, ground: Ground): Judgement {
  if (NotPrincipal !== undefined) return fail('NotPrincipal lets everybody else assume the role', within(ground, 'NotPrincipal'));
  if (!isJson(Principal)) return judgePrincipal('Service', { value: Principal, ground: within(ground, 'Principal') });
  return allOf(
    Object.entries(Principal).flatMap(([type, names]) => itemsWithin(ground, names, 'Principal', type).map((item) => judgePrincipal(type, item))),
  );
}

function judgePrincipal(type: string, { value, ground }: Placed): Judgement {
  const text = textOf(value) ?? 'somebody';
  if (type === 'Service' && text === CLOUDTRAIL) return pass('CloudTrail alone may assume the role', ground);
  if (type === 'Service' && isUnresolved(text)) return unknown('who may assume the role is not known', display(text), ground);
  return fail(`${display(text)} may assume the role, too`, ground);
}
