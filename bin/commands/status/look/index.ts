import { lookAtAlarm } from './alarm';
import { lookAtBucket, lookAtBucketPolicy } from './bucket';
import { lookAtKey } from './key';
import { lookAtLogGroup, lookAtMetricFilter } from './log-group';
import type { Looker } from './looker';
import { lookAtRule } from './rule';
import { lookAtSubscription, lookAtTopic, lookAtTopicPolicy } from './topic';
import { lookAtTrail } from './trail';

/** What is looked at, by the type of the resource. */
export const LOOKERS: Readonly<Record<string, Looker>> = {
  'AWS::CloudTrail::Trail': lookAtTrail,
  'AWS::CloudWatch::Alarm': lookAtAlarm,
  'AWS::Events::Rule': lookAtRule,
  'AWS::KMS::Key': lookAtKey,
  'AWS::KMS::ReplicaKey': lookAtKey,
  'AWS::Logs::LogGroup': lookAtLogGroup,
  'AWS::Logs::MetricFilter': lookAtMetricFilter,
  'AWS::S3::Bucket': lookAtBucket,
  'AWS::S3::BucketPolicy': lookAtBucketPolicy,
  'AWS::SNS::Subscription': lookAtSubscription,
  'AWS::SNS::Topic': lookAtTopic,
  'AWS::SNS::TopicInlinePolicy': lookAtTopicPolicy,
  'AWS::SNS::TopicPolicy': lookAtTopicPolicy,
};
