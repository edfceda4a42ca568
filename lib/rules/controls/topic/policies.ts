import { policiesOfTopic, resourcesBy, topicByName } from '../../../template/find';
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
  const own = policiesOfTopic(world, topic.arn);
  const policies = own.length > 0 ? own : policiesOfSomeTopic(world);
  const judged = [...(own.length > 0 ? [] : [judge.none]), ...policies.map(judge.policy)];
  if (new Set(judged.map(({ verdict }) => verdict)).size === 1) return own.length > 0 ? allOf(judged) : judge.none;
  const which = [...(own.length > 0 ? [] : ['none']), ...policies.map(({ path }) => path)].join(' or ');
  return unknown('the policies that the topic may have differ', `which policy it has: ${which}`, ...judged.flatMap(({ grounds }) => grounds));
}

/** The policies of which the templates do not say whose they are. */
function policiesOfSomeTopic(world: World): TemplateResource[] {
  const open = (policy: TemplateResource) => (isOpen(world, policy) ? ['yes'] : []);
  return ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'].flatMap((type) => resourcesBy(world, type, 'topic that is not known', open, 'yes'));
}

function namedBy(policy: TemplateResource): readonly unknown[] {
  const topics = policy.property('Topics');
  return [...(listOf(topics) ?? [topics]), policy.property('TopicArn')];
}

function isOpen(world: World, policy: TemplateResource): boolean {
  return namedBy(policy).some((topic) => unknownIn(topic) !== undefined && topicByName(world, textOf(topic), policy) === undefined);
}
