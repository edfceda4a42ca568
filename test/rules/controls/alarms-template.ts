import { ALARM_DEMANDS, type AlarmRuleId, demandedPattern, type PatternSource } from '../../../lib/rules/controls/alarms/demands';
import { ACCOUNT, type Template } from './hardened';

export const NAMESPACE = 'CloudTrail';

/** Adds to a hardened template a metric filter and an alarm for each control, with an encrypted topic to which a queue has subscribed. */
export function withAlarms(template: Template, patterns: PatternSource = 'cis-5.0'): Template {
  const ids = Object.keys(ALARM_DEMANDS) as AlarmRuleId[];
  Object.assign(template.Resources, ...ids.map((id) => alarm(id, demandedPattern(id, patterns))), topic());
  return template;
}

/** The logical id of the metric filter for a rule. */
export function filterOf(id: string): string {
  return `${id.replace('-', '')}Filter`;
}

/** The logical id of the alarm for a rule. */
export function alarmOf(id: string): string {
  return `${id.replace('-', '')}Alarm`;
}

function alarm(id: string, pattern: string): Template {
  return {
    [filterOf(id)]: {
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: { Ref: 'Group' },
        FilterPattern: pattern,
        MetricTransformations: [{ MetricNamespace: NAMESPACE, MetricName: id, MetricValue: '1' }],
      },
    },
    [alarmOf(id)]: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: NAMESPACE,
        MetricName: id,
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: 'AlarmTopic' }],
      },
    },
  };
}

function topic(): Template {
  const publish = { Action: 'sns:Publish', Resource: { Ref: 'AlarmTopic' } };
  return {
    AlarmKey: key(),
    AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['AlarmKey', 'Arn'] } } },
    AlarmTopicPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'AlarmTopic' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              ...publish,
              Effect: 'Allow',
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
            },
            { ...publish, Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          ],
        },
      },
    },
    AlarmQueue: { Type: 'AWS::SQS::Queue' },
    AlarmSubscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'AlarmTopic' }, Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': ['AlarmQueue', 'Arn'] } },
    },
  };
}

function key(): Template {
  const action = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  return {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      EnableKeyRotation: true,
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: action,
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
          },
        ],
      },
    },
  };
}
