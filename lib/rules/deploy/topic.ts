import { keyById, policiesOfTopic } from '../../template/find';
import { isOpen } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';
import { flagOf, textOf } from '../../template/unknown';
import type { World } from '../../template/world';
import { ask, askAll } from '../access/ask';
import { diagnose } from '../access/diagnose';
import { type Observation, perTrail, type Rule } from '../rule';
import { keyPoliciesOf } from './key-policy';
import { checklist, finding, undecided } from './problems';
import { publish, useTopicKey } from './requests';

const AWS_MESSAGE = 'SNS Topic does not exist or the topic policy is incorrect!';

/** E30: whether the policy of the topic lets CloudTrail publish; X07: a name means a topic of the trail's own account and Region. */
export const topicPolicy: Rule = perTrail((trail, { world }) => {
  const { resource, topic, topicName } = trail;
  if (topicName === undefined) return [];
  if (!topic) return notNear(trail, world);
  const policies = policiesOfTopic(world, topic.arn).map(({ properties }) => properties.PolicyDocument);
  const { allowed, dependsOn } = ask(policies, publish(trail, topic.arn));
  if (allowed === 'yes') return [];
  if (allowed === 'unknown')
    return [undecided(resource, 'TopicPolicy.missing', `whether CloudTrail may publish to the topic ${topic.path} depends on ${dependsOn}`)];
  const reason = diagnose(policies, publish(trail, topic.arn));
  const forAnother = reason.why === 'condition' && reason.keys.some((key) => /^aws:source(arn|account|owner)$/i.test(key));
  return [
    finding(resource, forAnother ? 'TopicPolicy.sourceArn' : 'TopicPolicy.missing', {
      message: forAnother
        ? `the policy of the topic ${topic.path} lets CloudTrail publish for another trail, not for this one`
        : `the topic ${topic.path} has no policy that lets CloudTrail publish`,
      value: reason.why === 'nothing' ? topicName : reason.statement,
      awsMessage: AWS_MESSAGE,
      fix: `allow cloudtrail.amazonaws.com sns:Publish with the condition aws:SourceArn ${trail.arn}`,
    }),
  ];
});

function notNear({ resource, topicName = '', account, region, arn }: TrailModel, world: World): Observation[] {
  const elsewhere = topicName.startsWith('arn:') ? undefined : world.resources('AWS::SNS::Topic').find(({ name }) => name === topicName);
  if (!elsewhere || [elsewhere.account, elsewhere.region, account, region].some(isOpen)) {
    return [
      checklist(
        resource,
        `the policy of the topic ${topicName} is not in the templates: it must allow cloudtrail.amazonaws.com sns:Publish for ${arn}`,
      ),
    ];
  }
  return [
    finding(resource, 'Trail.topicElsewhere', {
      message: `a name means a topic in the account and Region of the trail, and ${elsewhere.path} is in ${elsewhere.account} and ${elsewhere.region}`,
      value: topicName,
      awsMessage: AWS_MESSAGE,
      fix: `write the ARN of the topic: ${elsewhere.arn}`,
    }),
  ];
}

/** E33: topics that keep an order. */
export const fifoTopic: Rule = perTrail(({ resource, topic, topicName = '' }) => {
  if (!topicName.endsWith('.fifo') && flagOf(topic?.properties.FifoTopic) !== true) return [];
  return [
    finding(resource, 'Trail.fifoTopic', {
      message: 'CloudTrail is not known to publish to FIFO topics',
      value: topicName,
      awsMessage: AWS_MESSAGE,
      fix: 'use a standard topic; the files have their times in their names',
    }),
  ];
});

/** E32: whether CloudTrail may use the key of an encrypted topic. */
export const topicKey: Rule = perTrail((trail, { world }) => {
  const { topic, resource } = trail;
  const keyId = textOf(topic?.properties.KmsMasterKeyId);
  if (!topic || keyId === undefined) return [];
  const key = keyById(world, keyId, topic);
  const managed = /alias\/aws\//.test(keyId);
  if (!key && !managed)
    return [
      checklist(
        resource,
        `the policy of the key ${keyId} is not in the templates: it must allow cloudtrail.amazonaws.com kms:GenerateDataKey* and kms:Decrypt`,
      ),
    ];
  const problem = (message: string, fix: string) => [finding(resource, 'KeyPolicy.topic', { message, value: keyId, awsMessage: AWS_MESSAGE, fix })];
  if (!key) return problem('the topic is encrypted with a key that AWS manages, which CloudTrail cannot use', 'use a customer managed key');
  if (key.region !== topic.region)
    return problem(`the key of the topic is in ${key.region}, and the topic in ${topic.region}`, 'use a key of that Region');
  const { allowed, dependsOn } = askAll(keyPoliciesOf(key), [
    useTopicKey(trail, key.arn, 'kms:GenerateDataKey'),
    useTopicKey(trail, key.arn, 'kms:Decrypt'),
  ]);
  if (allowed === 'unknown')
    return [undecided(resource, 'KeyPolicy.topic', `whether CloudTrail may use the key of the topic depends on ${dependsOn}`)];
  if (allowed === 'yes') return [];
  return problem(
    `the policy of the key ${key.path} does not let CloudTrail publish to the encrypted topic`,
    'allow cloudtrail.amazonaws.com kms:GenerateDataKey* and kms:Decrypt',
  );
});
