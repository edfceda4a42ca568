import {
  CloudTrailClient,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, PutMetricAlarmCommand, type PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DeleteMetricFilterCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DisableRuleCommand, EventBridgeClient, PutRuleCommand, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import { DisableKeyRotationCommand, KMSClient, PutKeyPolicyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import {
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SetTopicAttributesCommand, SNSClient, UnsubscribeCommand } from '@aws-sdk/client-sns';
import type { DeployedStack } from './deployed-stack';

/** Something that somebody does to what was deployed, and how it has to be found. */
export interface Change {
  /** The type of the resource that it is done to. */
  readonly type: string;
  /** Verdict and property, where a statement of a policy is named by its property only. */
  readonly found: string;
  readonly make: () => Promise<unknown>;
}

const Name = 'status-audit';
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'All', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

/** One change of each kind, in an order in which none hides another. */
export function changesTo(stack: DeployedStack): Change[] {
  const [trail, s3, kms] = [new CloudTrailClient({}), new S3Client({}), new KMSClient({})];
  const [logs, alarms, sns, events] = [new CloudWatchLogsClient({}), new CloudWatchClient({}), new SNSClient({}), new EventBridgeClient({})];
  const [Bucket, KeyId, TopicArn, Rule] = [stack.id('ArchiveBucket'), stack.id('ArchiveKey'), stack.id('Security'), stack.id('Stopped')];
  const change = (type: string, found: string, make: Change['make']): Change => ({ type: `AWS::${type}`, found, make });
  const ofTrail = (found: string, make: Change['make']) => change('CloudTrail::Trail', `drift ${found}`, make);
  const ofBucket = (found: string, make: Change['make']) => change('S3::Bucket', `drift ${found}`, make);
  const ofKey = (found: string, make: Change['make']) => change('KMS::Key', `drift ${found}`, make);
  const ofRule = (found: string, make: Change['make']) => change('Events::Rule', `drift ${found}`, make);
  const lock = { ObjectLockEnabled: 'Enabled' as const, Rule: { DefaultRetention: { Mode: 'GOVERNANCE' as const, Days: 1 } } };
  const aes = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }] };
  const management = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];
  return [
    ofTrail('AdvancedEventSelectors', () => trail.send(new PutEventSelectorsCommand({ TrailName: Name, AdvancedEventSelectors: management }))),
    ofTrail('InsightSelectors', () =>
      trail.send(new PutInsightSelectorsCommand({ TrailName: Name, InsightSelectors: [{ InsightType: 'ApiErrorRateInsight' }] })),
    ),
    ofTrail('EnableLogFileValidation', () => trail.send(new UpdateTrailCommand({ Name, EnableLogFileValidation: false }))),
    ofTrail('IsMultiRegionTrail', () => trail.send(new UpdateTrailCommand({ Name, IsMultiRegionTrail: false }))),
    ofTrail('S3KeyPrefix', () => trail.send(new UpdateTrailCommand({ Name, S3KeyPrefix: 'elsewhere' }))),
    ofTrail('IsLogging', () => trail.send(new StopLoggingCommand({ Name }))),
    ofBucket('ObjectLockConfiguration.Rule.DefaultRetention.Days', () =>
      s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration: lock })),
    ),
    ofBucket('BucketEncryption.SSEAlgorithm, drift BucketEncryption.KMSMasterKeyID', () =>
      s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: aes })),
    ),
    ofBucket('LifecycleConfiguration.Rules', () => s3.send(new DeleteBucketLifecycleCommand({ Bucket }))),
    ofBucket(PUBLIC.map((flag) => `PublicAccessBlockConfiguration.${flag}`).join(', drift '), () =>
      s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
    ),
    // Last of all: a lock needs versions.
    ofBucket('VersioningConfiguration.Status', () =>
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })),
    ),
    change('S3::BucketPolicy', 'drift PolicyDocument', () => s3.send(new DeleteBucketPolicyCommand({ Bucket }))),
    ofKey('EnableKeyRotation', () => kms.send(new DisableKeyRotationCommand({ KeyId }))),
    ofKey('KeyPolicy', () => kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy: everything }))),
    ofKey('Enabled', () => kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))),
    change('Logs::LogGroup', 'drift RetentionInDays', () => logs.send(new PutRetentionPolicyCommand({ logGroupName: Name, retentionInDays: 1 }))),
    change('Logs::MetricFilter', 'missing AWS::Logs::MetricFilter', () =>
      logs.send(new DeleteMetricFilterCommand({ logGroupName: Name, filterName: 'root-usage' })),
    ),
    // What enables and disables actions is not in the local API.
    change('CloudWatch::Alarm', 'drift ActionsEnabled, drift AlarmActions', () => alarms.send(new PutMetricAlarmCommand(silent(stack)))),
    change('SNS::TopicPolicy', 'drift PolicyDocument', () =>
      sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: everything })),
    ),
    change('SNS::Subscription', 'missing AWS::SNS::Subscription', () => sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionOf(stack) }))),
    ofRule('State', () => events.send(new DisableRuleCommand({ Name: Rule }))),
    ofRule('EventPattern', () => events.send(new PutRuleCommand({ Name: Rule, State: 'DISABLED', EventPattern: '{"source":["aws.s3"]}' }))),
    ofRule('Targets', () => events.send(new RemoveTargetsCommand({ Rule, Ids: ['Target0'] }))),
  ];
}

const PUBLIC = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

function subscriptionOf(stack: DeployedStack): string {
  return stack.resources.find(({ type }) => type === 'AWS::SNS::Subscription')?.physicalId ?? '';
}

/** The alarm of the stack, which nobody hears. */
function silent(stack: DeployedStack): PutMetricAlarmCommandInput {
  const { AlarmActions: _, ...properties } = stack.propertiesOf('AWS::CloudWatch::Alarm');
  return { ...(properties as Omit<PutMetricAlarmCommandInput, 'AlarmName'>), AlarmName: stack.id('RootUsageAlarm'), ActionsEnabled: false };
}
