import { listOf, textOf } from '../../../lib/template/unknown';
import type { DeclaredResource } from './declared';

/** What a look at a resource needs. */
export interface Needed {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

type Needs = (resource: DeclaredResource) => readonly Needed[];

const TRAIL = ['GetTrail', 'GetTrailStatus', 'GetEventSelectors', 'GetInsightSelectors', 'GetEventConfiguration'];
const BUCKET = [
  ...['GetBucketVersioning', 'GetEncryptionConfiguration', 'GetBucketPublicAccessBlock', 'GetBucketObjectLockConfiguration'],
  ...['GetLifecycleConfiguration', 'GetBucketLogging', 'GetBucketNotification'],
];
const KEY = ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus'];

const keys: Needs = (resource) => [{ sid: 'ReadKeys', actions: KEY, resources: [inPlace(resource, 'kms', 'key/*')] }];

const topicPolicy: Needs = ({ properties }) => {
  const topics = [listOf(properties.Topics) ?? [], properties.TopicArn].flat().flatMap((topic) => textOf(topic) ?? []);
  return [{ sid: 'ReadTopics', actions: ['sns:GetTopicAttributes'], resources: topics }];
};

/** The actions of the lookers, by the type of the resource. */
export const ACTIONS: Readonly<Record<string, Needs>> = {
  'AWS::CloudTrail::Trail': (trail) => [
    { sid: 'ReadTrails', actions: TRAIL.map((name) => `cloudtrail:${name}`), resources: [trail.arn] },
    // CloudTrail tells the ARN of a key: an alias or an id has to be looked up.
    ...(/^(?!.*:key\/)./.test(textOf(trail.properties.KMSKeyId) ?? '')
      ? [{ sid: 'ResolveKeys', actions: ['kms:DescribeKey'], resources: [inPlace(trail, 'kms', 'key/*')] }]
      : []),
  ],
  'AWS::S3::Bucket': ({ arn }) => [{ sid: 'ReadBuckets', actions: BUCKET.map((name) => `s3:${name}`), resources: [arn] }],
  'AWS::S3::BucketPolicy': ({ stack, properties }) => [
    { sid: 'ReadBucketPolicies', actions: ['s3:GetBucketPolicy'], resources: [`arn:${stack.partition}:s3:::${textOf(properties.Bucket)}`] },
  ],
  // The id of a key is known when it has been made.
  'AWS::KMS::Key': keys,
  'AWS::KMS::ReplicaKey': keys,
  // CloudWatch Logs and CloudWatch ask for the right to list where a list is asked for, also if it is of one.
  'AWS::Logs::LogGroup': (group) => [
    { sid: 'FindLogGroups', actions: ['logs:DescribeLogGroups'], resources: [inPlace(group, 'logs', 'log-group:*')] },
  ],
  'AWS::Logs::MetricFilter': (filter) => {
    const group = inPlace(filter, 'logs', `log-group:${textOf(filter.properties.LogGroupName)}`);
    return [{ sid: 'ReadMetricFilters', actions: ['logs:DescribeMetricFilters'], resources: [group, `${group}:*`] }];
  },
  'AWS::CloudWatch::Alarm': (alarm) => [
    { sid: 'ReadAlarms', actions: ['cloudwatch:DescribeAlarms'], resources: [inPlace(alarm, 'cloudwatch', 'alarm:*')] },
  ],
  'AWS::SNS::Topic': ({ arn, properties }) => [
    { sid: 'ReadTopics', actions: ['sns:GetTopicAttributes'], resources: [arn] },
    ...(properties.Subscription === undefined ? [] : [{ sid: 'ReadSubscriptions', actions: ['sns:ListSubscriptionsByTopic'], resources: [arn] }]),
  ],
  'AWS::SNS::TopicPolicy': topicPolicy,
  'AWS::SNS::TopicInlinePolicy': topicPolicy,
  'AWS::SNS::Subscription': ({ properties }) => [
    { sid: 'ReadSubscriptions', actions: ['sns:ListSubscriptionsByTopic'], resources: [textOf(properties.TopicArn) ?? '*'] },
  ],
  'AWS::Events::Rule': (rule) => {
    const bus = textOf(rule.properties.EventBusName)?.replace(/^.*event-bus\//, '');
    const arn = bus === undefined || bus === 'default' ? rule.arn : inPlace(rule, 'events', `rule/${bus}/${rule.name}`);
    return [{ sid: 'ReadRules', actions: ['events:DescribeRule', 'events:ListTargetsByRule'], resources: [arn] }];
  },
};

function inPlace({ stack, account, region }: DeclaredResource, service: string, resource: string): string {
  return `arn:${stack.partition}:${service}:${region}:${account}:${resource}`;
}
