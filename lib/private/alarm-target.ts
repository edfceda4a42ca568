import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { areTwo } from './are-two';
import { refuseAwsManagedKey } from './aws-managed-key';
import { refuse, report } from './report';
import { reportSecondTopicPolicy } from './second-policy';
import { statementsJson } from './statement-json';
import { problemId, type Subject } from './subject';

/** Has a topic told of alarms, and lets CloudWatch tell it. Also of their end, unless that says nothing. */
export function notifyOf(alarms: readonly Alarm[], subject: Subject, topic: ITopic, { ofEnd = true } = {}): void {
  const { scope } = subject;
  checkTopic(subject, topic);
  const action = new SnsAction(topic);
  for (const alarm of alarms) {
    alarm.addAlarmAction(action);
    if (ofEnd) alarm.addOkAction(action);
  }
  const publish = allow(scope, ['sns:Publish'], [topic.topicArn]);
  const useKey = allow(scope, ['kms:Decrypt', 'kms:GenerateDataKey*'], ['*']);
  const key = topic.masterKey;
  const unwritten = [
    ...(topic.addToResourcePolicy(publish).statementAdded ? [] : [publish]),
    ...(key && !key.addToResourcePolicy(useKey, true).statementAdded ? [useKey] : []),
  ];
  if (unwritten.length === 0) return;
  report(scope, [
    {
      id: problemId(subject, 'alarmPolicyNotWritten'),
      severity: 'warning',
      message: 'the policy of an imported topic or key cannot be written from here; without a statement for CloudWatch the alarms reach nobody',
      value: topic.node.path,
      fix: `make sure that it allows the following, then acknowledge this: ${statementsJson(scope, unwritten)}`,
    },
  ]);
}

function checkTopic(subject: Subject, topic: ITopic): void {
  const { scope } = subject;
  const [here, there] = [Stack.of(scope).region, topic.env.region];
  if (areTwo(here, there)) {
    refuse(scope, {
      id: problemId(subject, 'alarmTopicRegion'),
      message: `alarms tell topics of their own Region only, ${here}, and this one is in ${there}`,
      value: topic.node.path,
      fix: `pass a topic of ${here}`,
    });
  }
  if (topic.masterKey) refuseAwsManagedKey(scope, topic.masterKey, { id: problemId(subject, 'awsManagedKey'), service: 'CloudWatch' });
  reportSecondTopicPolicy(scope, topic);
}

/**
 * For all alarms of the account, not just these: the first statement on a topic takes the place of SNS's default policy, which others may rely on.
 * By a pattern and not by the alarms' ARNs, which would be a cycle where the topic is in another stack.
 */
function allow(scope: Construct, actions: string[], resources: string[]): PolicyStatement {
  const stack = Stack.of(scope);
  const alarms = stack.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  return new PolicyStatement({
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions,
    resources,
    conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': alarms } },
  });
}
