import { append } from '../../template/append';
import type { Survey } from '../../template/survey';
import { trailOf } from '../../template/trails';
import type { World } from '../../template/world';
import { type Asked, combined } from './combine';
import type { ControlResult } from './control-result';
import type { ControlRule, ControlScene } from './control-rule';
import { evidenceOf } from './evidence';
import type { Judgement } from './judgement';
import { beyondTemplate } from './macros';
import type { RuleParameters } from './rule-parameters';
import { judgeElsewhere, type Target, targetKey, targetsOf } from './targets';

/**
 * What a rule says of each thing that it is about, over all ways to deploy an assembly. Rules look at one trail at a time, so that what other trails
 * hang on decides nothing.
 */
export function judgeRule(survey: Survey, rule: ControlRule, parameters: RuleParameters): ControlResult[] {
  const results = judged(survey, rule, parameters);
  if (survey.withDefaults === survey || !results.some(({ result }) => result.verdict === 'unknown')) return results.map(({ result }) => result);
  const usual = new Map(judged(survey.withDefaults, rule, parameters).map(({ key, result }) => [key, result.verdict]));
  return results.map(({ key, result }) => {
    const verdict = result.verdict === 'unknown' ? usual.get(key) : undefined;
    return verdict === undefined || verdict === 'unknown' ? result : { ...result, withDefaults: verdict };
  });
}

function judged(survey: Survey, rule: ControlRule, parameters: RuleParameters): { readonly key: string; readonly result: ControlResult }[] {
  const groups = new Map<string, Asked[][]>();
  for (const look of looksOf(survey, rule, parameters)) {
    const { results, complete } = survey.inEveryWorld((world) => look(world));
    const found = new Map<string, Asked[]>();
    for (const { value, when } of results) {
      for (const { key, ...asked } of value) append(found, key, { ...asked, when, complete });
    }
    for (const [key, asked] of found) append(groups, key, asked);
  }
  return [...groups].map(([key, asked]) => ({ key, result: combined(asked) }));
}

type Look = (world: World) => (Omit<Asked, 'when' | 'complete'> & { readonly key: string })[];

/** What is looked at one after the other: each trail, or each resource of a type. */
function looksOf(survey: Survey, rule: ControlRule, parameters: RuleParameters): Look[] {
  if (rule.of === 'report') return [];
  const types = rule.of === 'resource' ? rule.resourceTypes : ['AWS::CloudTrail::Trail'];
  return types
    .flatMap((type) => survey.ofType(type))
    .map(({ stack, logicalId }) => (world) => {
      const resource = world.resource(stack, logicalId);
      if (!resource || !world.isDeployed(resource)) return [];
      if (rule.of === 'resource') {
        return [answer(world, { resource, scene: { world, parameters } as ControlScene }, rule.judge(resource, { world, parameters }))];
      }
      const scene = { world, parameters, trail: trailOf(world, resource) };
      return targetsOf(rule.of, scene).map((target) => answer(world, target, judge(rule, target)));
    });
}

function judge(rule: ControlRule, target: Target): Judgement {
  if (!('resource' in target)) return judgeElsewhere(target);
  const asked = rule as { readonly judge: (resource: unknown, scene: unknown) => Judgement };
  return asked.judge(rule.of === 'trail' ? target.scene.trail : target.resource, target.scene);
}

function answer(world: World, target: Target, judgement: Judgement): Omit<Asked, 'when' | 'complete'> & { readonly key: string } {
  const resource = 'resource' in target ? target.resource : target.named.resource;
  return {
    key: targetKey(target),
    resource: { logicalId: resource.logicalId, type: resource.type, path: resource.path, stack: resource.stack.id },
    judgement: beyondTemplate(judgement, resource),
    // Last, why the resource is asked about at all.
    evidence: [...judgement.grounds, ...('resource' in target && target.named ? [target.named] : [])].map((ground) => evidenceOf(world, ground)),
  };
}
