import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ControlAlarms } from '../../lib/monitoring/control-alarms';
import { evaluate } from '../../lib/policy/evaluate';
import { arnOf, identityPoliciesOf, policyOf } from '../helpers/policies';
import { alarmsIn, env } from './control-stacks';

const CLOUDWATCH = { service: 'cloudwatch.amazonaws.com' };
const ALARM = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:any';
const FOREIGN = 'arn:aws:cloudwatch:eu-west-1:444455556666:alarm:any';

/** Alarms that tell a topic with a key of its own. */
function encrypted() {
  const setting = alarmsIn({ alarms: { tellEvents: false, lowNoiseAlarms: false } });
  const topic = new Topic(setting.stack, 'Told', { masterKey: new Key(setting.stack, 'TopicKey') });
  new ControlAlarms(setting.stack, 'Others', { trail: setting.trail, topic, namespace: 'Others' });
  return setting.template();
}

const template = encrypted();
const policies = identityPoliciesOf(template, 'OthersHandlerRole', env);
const role = { arn: arnOf(template, 'OthersHandlerRole', env) };
const effect = (action: string, resource: string) => evaluate(policies, { principal: role, action, resource }).effect;
const topicArn = arnOf(template, 'Told', env);
const keyArn = arnOf(template, 'TopicKey', env);

test('the function may tell its topic, use the key of that, and keep what failed', () => {
  expect(effect('sns:Publish', topicArn)).toBe('allowed');
  expect(effect('kms:GenerateDataKey', keyArn)).toBe('allowed');
  expect(effect('kms:Decrypt', keyArn)).toBe('allowed');
  expect(effect('sqs:SendMessage', arnOf(template, 'OthersDeadLetters', env))).toBe('allowed');
});

test('it may not tell other topics, change its own, read the log group, or take back what failed', () => {
  expect(effect('sns:Publish', arnOf(template, 'Topic', env))).toBe('notAllowed');
  expect(effect('sns:SetTopicAttributes', topicArn)).toBe('notAllowed');
  expect(effect('kms:Decrypt', arnOf(template, 'TrailCloudWatchLogsKey', env))).toBe('notAllowed');
  expect(effect('logs:FilterLogEvents', arnOf(template, 'TrailCloudWatchLogsLogGroup', env))).toBe('notAllowed');
  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:PurgeQueue']) {
    expect(effect(action, arnOf(template, 'OthersDeadLetters', env))).toBe('notAllowed');
  }
});

test('alarms of this account may tell the topic and use its key, and others may not', () => {
  const asks = (source: string, account: string) => ({ principal: CLOUDWATCH, context: { 'aws:SourceArn': source, 'aws:SourceAccount': account } });
  const policy = policyOf(template, 'ToldPolicy', env);
  const key = policyOf(template, 'TopicKey', env);
  const [own, foreign] = [asks(ALARM, '111122223333'), asks(FOREIGN, '444455556666')];

  expect(evaluate([policy], { ...own, action: 'sns:Publish', resource: topicArn }).effect).toBe('allowed');
  expect(evaluate([policy], { ...foreign, action: 'sns:Publish', resource: topicArn }).effect).toBe('notAllowed');
  expect(evaluate([key], { ...own, action: 'kms:GenerateDataKey', resource: keyArn }).effect).toBe('allowed');
  expect(evaluate([key], { ...foreign, action: 'kms:GenerateDataKey', resource: keyArn }).effect).toBe('notAllowed');
});
