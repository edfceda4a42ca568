import { isJson, type Json } from '../../template/json';
import type { TemplateResource } from '../../template/resource';
import { display, isUnresolved } from '../../template/symbols';
import { listOf, textOf, unknownIn } from '../../template/unknown';
import type { World } from '../../template/world';
import { type Answer, every, not, some } from './answer';
import { allOf, fail, type Ground, type Judgement, pass, unknown } from './judgement';
import { isLimited } from './limiting-condition';
import { isFixed } from './open-texts';
import { placeOf, statementsAt } from './places';

/** A statement of a policy, with whether it lets everyone do something. */
export interface PublicGrant {
  readonly isPublic: Answer;
  /** The statement. */
  readonly ground: Ground;
}

/**
 * What each statement of a policy grants to everyone: it is public if it allows something to any principal, and no condition says which caller,
 * source or network is meant. Statements that deny take nothing back here: what they are about is seldom all that another one allows.
 *
 * @param name the property that the policy is in
 */
export function publicGrants(world: World, resource: TemplateResource, name?: string): PublicGrant[] {
  return statementsAt(resource, name).map(({ value, ground }) => ({ isPublic: isPublic(world, value), ground }));
}

/** Judges policies by what they grant to everyone: it passes if that is nothing. There has to be a policy. */
export function judgePublicGrants(world: World, policies: readonly TemplateResource[], name = 'PolicyDocument'): Judgement {
  return allOf(policies.map((policy) => judgePolicy(world, policy, name)));
}

function judgePolicy(world: World, policy: TemplateResource, name: string): Judgement {
  const judgements = publicGrants(world, policy, name).flatMap(({ isPublic, ground }): Judgement[] => {
    if (isPublic === false) return [];
    if (isPublic === true) return [fail('a statement allows something to everyone, and no condition limits who that is', ground)];
    return [unknown('whether a statement allows something to everyone is not known', isPublic.dependsOn, ground)];
  });
  return judgements.length > 0 ? allOf(judgements) : pass('no statement allows anything to everyone', placeOf(policy, name, 'Statement'));
}

function isPublic(world: World, statement: unknown): Answer {
  if (!isJson(statement)) return { dependsOn: display(textOf(statement) ?? 'a statement that cannot be read') };
  return every([allows(statement), isForEveryone(world, statement), not(isLimited(world, statement))]);
}

/** Whether a statement allows something. */
export function allows({ Effect }: Json): Answer {
  if (Effect === 'Allow' || Effect === 'Deny') return Effect === 'Allow';
  return { dependsOn: display(textOf(Effect) ?? 'the effect of a statement') };
}

/** Whether a statement is about any principal. */
export function isForEveryone(world: World, { Principal, NotPrincipal }: Json): Answer {
  // Everyone but some is everyone.
  if (NotPrincipal !== undefined) return true;
  if (!isJson(Principal)) return Principal === undefined ? { dependsOn: 'a statement without a principal' } : namesEveryone(world, Principal);
  return some(Object.values(Principal).map((names) => namesEveryone(world, names)));
}

/** No service takes a name with a wildcard in it; if it did, that would be everyone. */
function namesEveryone(world: World, names: unknown): Answer {
  const list = listOf(names);
  if (!list) return { dependsOn: display(unknownIn(names) as string) };
  return some(list.map((name) => isWildcard(world, textOf(name) ?? '')));
}

function isWildcard(world: World, name: string): Answer {
  const isPart = isUnresolved(name) && !/^‹[^›]*›$/.test(name);
  // A part of a name cannot be a wildcard: the deployment would fail.
  return isPart ? /[*?]/.test(name) : not(isFixed(world, name));
}
