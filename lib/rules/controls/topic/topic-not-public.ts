import type { ControlRule } from '../control-rule';
import { attribute, pass } from '../judgement';
import { judgePublicGrants } from '../public-grant';
import { judgePolicies } from './policies';

/** SNS-03. */
export const topicNotPublic: ControlRule = {
  id: 'SNS-03',
  name: 'TopicNotPublic',
  title: 'The policy of the topic allows nothing to everyone',
  severity: 'high',
  decidable: 'full',
  resourceTypes: ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
  rationale: 'Whoever may subscribe learns where log files are, and whoever may publish can announce what never happened.',
  predicate: 'no Allow statement of the policy is for every principal, unless a condition limits it, such as aws:SourceOwner or aws:SourceArn',
  live: 'sns:GetTopicAttributes Policy',
  fix: 'name the principals, or add the condition aws:SourceAccount or aws:SourceArn',
  of: 'topic',
  judge: (topic, { world }) =>
    judgePolicies(world, topic, {
      policy: (policy) => judgePublicGrants(world, [policy]),
      none: pass('the topic has no policy, and the default one is for its account alone', attribute(topic, 'Type')),
    }),
};
