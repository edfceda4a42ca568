import type { RecordedAws } from './recorded-aws';
import type { Change } from './trail-changes';

/** The beginning of the bucket of the log files, in a path. */
export const ARCHIVE = '/statusaudit-archivebucket';

/** What can be otherwise about what a trail relies on, and what can be gone. */
export function otherChanges(aws: RecordedAws) {
  const [, key] = /ArchiveKey\w*<\/LogicalResourceId><PhysicalResourceId>([^<]*)/.exec(aws.recorded('cloudformation:ListStackResources')) ?? [];
  const others: Change[] = [
    [
      'a bucket keeps no versions',
      () => aws.text('s3:GetBucketVersioning', 'Enabled', 'Suspended', ARCHIVE),
      'drift: VersioningConfiguration.Status',
    ],
    [
      'a lock is shorter',
      () => aws.text('s3:GetBucketObjectLockConfiguration', '365', '1', ARCHIVE),
      'drift: ObjectLockConfiguration.Rule.DefaultRetention.Days',
    ],
    [
      'a bucket encrypts otherwise',
      () => aws.text('s3:GetEncryptionConfiguration', 'aws:kms<', 'AES256<', ARCHIVE),
      'drift: BucketEncryption.SSEAlgorithm',
    ],
    [
      'a bucket may become public',
      () => aws.text('s3:GetBucketPublicAccessBlock', '<BlockPublicPolicy>true', '<BlockPublicPolicy>false', ARCHIVE),
      'drift: PublicAccessBlockConfiguration.BlockPublicPolicy',
    ],
    ['log files expire sooner', () => aws.text('s3:GetLifecycleConfiguration', '2557', '1', ARCHIVE), 'drift: LifecycleConfiguration.Rules'],
    [
      'accesses are not logged',
      () => aws.text('s3:GetBucketLogging', /<LoggingEnabled>.*<\/LoggingEnabled>/s, '', ARCHIVE),
      'drift: LoggingConfiguration.DestinationBucketName',
    ],
    [
      'a key is to be deleted',
      () =>
        aws.json(
          'kms:DescribeKey',
          ({ KeyMetadata }) => ({ KeyMetadata: { ...KeyMetadata, KeyState: 'PendingDeletion', DeletionDate: 1_800_000_000 } }),
          key,
        ),
      'drift: Enabled',
    ],
    ['a key does not rotate', () => aws.json('kms:GetKeyRotationStatus', () => ({ KeyRotationEnabled: false }), key), 'drift: EnableKeyRotation'],
    [
      'a log group forgets sooner',
      () => aws.json('logs:DescribeLogGroups', ({ logGroups: [group] }) => ({ logGroups: [{ ...group, retentionInDays: 1 }] })),
      'drift: RetentionInDays',
    ],
    [
      'a log group has another key',
      () =>
        aws.json('logs:DescribeLogGroups', ({ logGroups: [group] }) => ({
          logGroups: [{ ...group, kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/x' }],
        })),
      'drift: KmsKeyId',
    ],
    ['a filter counts other events', () => aws.text('logs:DescribeMetricFilters', 'Root\\"', 'Other\\"'), 'drift: FilterPattern'],
    [
      'an alarm is silenced',
      () => aws.text('cloudwatch:DescribeAlarms', '"ActionsEnabled": true', '"ActionsEnabled": false'),
      'drift: ActionsEnabled',
    ],
    ['an alarm tells nobody', () => aws.text('cloudwatch:DescribeAlarms', /"AlarmActions": \[[^\]]*\]/, '"AlarmActions": []'), 'drift: AlarmActions'],
    ['an alarm goes off later', () => aws.text('cloudwatch:DescribeAlarms', '"Threshold": 1.0', '"Threshold": 100.0'), 'drift: Threshold'],
    [
      'a subscription is not confirmed',
      () => aws.text('sns:ListSubscriptionsByTopic', /<SubscriptionArn>[^<]*</, '<SubscriptionArn>PendingConfirmation<'),
      'drift: Confirmed',
    ],
    ['a rule is off', () => aws.text('events:DescribeRule', '"ENABLED"', '"DISABLED"'), 'drift: State'],
    ['a rule matches other events', () => aws.text('events:DescribeRule', 'StopLogging', 'StartLogging'), 'drift: EventPattern'],
    ['a rule tells nobody', () => aws.json('events:ListTargetsByRule', () => ({ Targets: [] })), 'drift: Targets'],
  ];
  const gone: Change[] = [
    ['a filter is gone', () => aws.json('logs:DescribeMetricFilters', () => ({ metricFilters: [] })), 'missing: AWS::Logs::MetricFilter'],
    ['a subscription is gone', () => aws.text('sns:ListSubscriptionsByTopic', /<member>.*<\/member>/s, ''), 'missing: AWS::SNS::Subscription'],
    ['a rule is gone', () => aws.refuse('events:DescribeRule', 'ResourceNotFoundException'), 'missing: AWS::Events::Rule'],
  ];
  return { others, gone };
}
