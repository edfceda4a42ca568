import { isJson } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import { ask } from '../../access/ask';
import { conditionKeys } from '../../access/statements';
import type { ControlRule } from '../control-rule';
import { attribute, fail, type Judgement, pass, unknown } from '../judgement';
import { placeOf, statementsAt } from '../places';
import { judgePolicies } from './policies';

/** What others say, such as the policies of an account, may allow it: only a Deny counts. */
const ALLOWED = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: '*' }] };

/** SNS-02. */
export const topicTlsOnly: ControlRule = {
  id: 'SNS-02',
  name: 'TopicTlsOnly',
  title: 'Nobody can publish to the topic without TLS',
  severity: 'low',
  decidable: 'full',
  resourceTypes: ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
  rationale: 'Without TLS, whoever is on the way can read and change messages.',
  predicate: 'the policy of the topic denies everyone sns:Publish if aws:SecureTransport is false, and the Deny demands nothing else',
  live: 'sns:GetTopicAttributes Policy',
  fix: 'deny sns:Publish on the topic to "*" with the condition Bool aws:SecureTransport "false"',
  of: 'topic',
  judge: (topic, { world }) =>
    judgePolicies(world, topic, {
      policy: (policy) => judgePolicy(topic, policy),
      none: fail('the topic has no policy, and the default one takes messages without TLS', attribute(topic, 'Type')),
    }),
};

function judgePolicy(topic: TemplateResource, policy: TemplateResource): Judgement {
  const denying = statementsAt(policy).filter(({ value }) => !isJson(value) || (value.Effect !== 'Allow' && isForAll(value)));
  // Who does not sign is nobody but everyone.
  const request = {
    principal: 'anonymous',
    action: 'sns:Publish',
    resource: topic.arn,
    context: { 'aws:SecureTransport': 'false' },
  } as const;
  const { allowed, dependsOn } = ask([ALLOWED, { Statement: denying.map(({ value }) => value) }], request);
  const grounds = denying.length > 0 ? denying.map(({ ground }) => ground) : [placeOf(policy, 'PolicyDocument', 'Statement')];
  if (allowed === 'no') return pass('nobody can publish without TLS', ...grounds);
  if (allowed === 'unknown') return unknown('whether everyone is denied sns:Publish without TLS is not known', String(dependsOn), ...grounds);
  return fail('no Deny on sns:Publish is for everyone and demands aws:SecureTransport false alone', ...grounds);
}

/** Whether a statement spares nobody, and looks at nothing but the transport. */
function isForAll(statement: { readonly NotPrincipal?: unknown }): boolean {
  return statement.NotPrincipal === undefined && conditionKeys(statement).every((key) => key.toLowerCase() === 'aws:securetransport');
}
