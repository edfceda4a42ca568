import { resourcesBy, topicByName } from '../../../template/find';
import type { TemplateResource } from '../../../template/resource';
import { listOf, textOf, unknownIn } from '../../../template/unknown';
import type { World } from '../../../template/world';
import { allOf, type Judgement, unknown } from '../judgement';

/** What is said of a topic because of its policy. */
export interface TopicJudge {
  readonly policy: (policy: TemplateResource) => Judgement;
  /** Without a policy of its own, a topic has the default one, which is for its account alone. */
  readonly none: Judgement;
}

/**
 * Judges a topic by its policies. SNS keeps one, that which is written last, so all have to agree. Where there is none, one that is for a topic that is
 * not known could be it.
 */
export function judgePolicies(world: World, topic: TemplateResource, judge: TopicJudge): Judgement {
  const own = policiesBy(world, 'topic', topicsOf, topic.arn);
  const policies = own.length > 0 ? own : policiesBy(world, 'topic that is not known', (policy) => (isOpen(world, policy) ? ['yes'] : []), 'yes');
  const judged = [...(own.length > 0 ? [] : [judge.none]), ...policies.map(judge.policy)];
  if (new Set(judged.map(({ verdict }) => verdict)).size === 1) return own.length > 0 ? allOf(judged) : judge.none;
  const which = [...(own.length > 0 ? [] : ['none']), ...policies.map(({ path }) => path)].join(' or ');
  return unknown('the policies that the topic may have differ', `which policy it has: ${which}`, ...judged.flatMap(({ grounds }) => grounds));
}

function policiesBy(world: World, index: string, keysOf: (policy: TemplateResource) => readonly string[], key: string): TemplateResource[] {
  return ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'].flatMap((type) => resourcesBy(world, type, index, keysOf, key));
}

function topicsOf(policy: TemplateResource): string[] {
  return namedBy(policy).flatMap((topic) => textOf(topic) ?? []);
}

function namedBy(policy: TemplateResource): readonly unknown[] {
  const topics = policy.property('Topics');
  return [...(listOf(topics) ?? [topics]), policy.property('TopicArn')];
}

function isOpen(world: World, policy: TemplateResource): boolean {
  return namedBy(policy).some((topic) => unknownIn(topic) !== undefined && topicByName(world, textOf(topic), policy) === undefined);
}
