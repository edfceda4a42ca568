import type { ControlSeverity } from '../../lib/rules/controls/control-rule';
import type { PackControl } from '../../lib/rules/packs/pack';

/** What the sample says of a rule: its title, its weight, what settles it and what repairs it. */
export const RULES: Readonly<Record<string, readonly [title: string, severity: ControlSeverity, live: string, fix: string]>> = {
  'ACCT-01': ['A trail logs all Regions', 'high', 'cloudtrail:DescribeTrails in every Region', 'add a trail of all Regions'],
  'TRAIL-01': ['The trail logs', 'high', 'cloudtrail:GetTrailStatus IsLogging', 'set IsLogging to true'],
  'TRAIL-02': ['The trail logs all Regions', 'high', 'cloudtrail:GetTrail IsMultiRegionTrail', 'set IsMultiRegionTrail to true'],
  'TRAIL-04': ['The trail delivers digest files', 'medium', 'cloudtrail:GetTrail LogFileValidationEnabled', 'set EnableLogFileValidation to true'],
  'TRAIL-05': ['The trail encrypts with a customer key', 'high', 'cloudtrail:GetTrail KmsKeyId', 'set KMSKeyId to a key of yours'],
  'TRAIL-06': [
    'The trail sends events to a log group',
    'medium',
    'cloudtrail:GetTrailStatus',
    'set CloudWatchLogsLogGroupArn and CloudWatchLogsRoleArn',
  ],
  'TRAIL-07': ['The trail logs all management events', 'high', 'cloudtrail:GetEventSelectors', 'log management events without exclusions'],
  'TRAIL-08': ['The trail logs writes of S3 objects', 'low', 'cloudtrail:GetEventSelectors', 'add a selector for the writes of all buckets'],
  'BKT-01': ['The log bucket blocks public access in all four ways', 'critical', 's3:GetPublicAccessBlock', 'set all four flags to true'],
  'BKT-03': ['Access to the log bucket is logged', 'medium', 's3:GetBucketLogging', 'set LoggingConfiguration'],
  'BKT-04': ['The log bucket refuses requests without TLS', 'medium', 's3:GetBucketPolicy', 'deny requests without aws:SecureTransport'],
  'BKT-05': ['The log bucket keeps versions', 'medium', 's3:GetBucketVersioning', 'set VersioningConfiguration.Status to Enabled'],
  'BKT-07': ['Log files are locked', 'low', 's3:GetObjectLockConfiguration', 'set ObjectLockEnabled and a default retention'],
  'BKT-08': ['Log files are kept long enough', 'medium', 's3:GetLifecycleConfiguration', 'let no rule remove log files earlier'],
  'BKT-12': ['Deletion needs a second factor', 'low', 's3:GetBucketVersioning MFADelete', 'switch MFA delete on as the root user'],
  'KEY-01': ['The key rotates', 'medium', 'kms:GetKeyRotationStatus', 'set EnableKeyRotation to true'],
  'KEY-02': ['The policy of the key lets nobody outside in', 'critical', 'kms:GetKeyPolicy', 'name principals in the policy'],
  'LOG-01': ['The log group keeps events long enough', 'medium', 'logs:DescribeLogGroups', 'set RetentionInDays'],
  'LOG-03': ['The role may only write to the log group', 'low', 'iam:GetRolePolicy', 'limit the role to the streams of the trail'],
  'ALM-01': ['Unauthorized calls set off an alarm', 'low', 'logs:DescribeMetricFilters', 'add a metric filter and an alarm'],
  'ALM-03': ['The root user sets off an alarm', 'low', 'logs:DescribeMetricFilters', 'add a metric filter and an alarm'],
  'SNS-01': ['The topic is encrypted', 'medium', 'sns:GetTopicAttributes', 'set KmsMasterKeyId'],
  'LAKE-03': [
    'The event data store cannot be deleted by accident',
    'medium',
    'cloudtrail:GetEventDataStore',
    'leave TerminationProtectionEnabled on',
  ],
};

const LIVE = 'Whether it is so in the account, and stays so, is not seen in templates.';

function control(id: string, title: string, rules: string, coverage: PackControl['coverage'] = 'full', open: string | null = null): PackControl {
  return { id, title, rules: rules.split(' ').filter(Boolean), coverage, open };
}

/** The packs of the sample: a part of what they hold in truth. */
export const PACKS = [
  {
    id: 'cis-aws-5.0',
    name: 'CIS AWS Foundations Benchmark 5.0.0',
    framework: 'CIS AWS Foundations Benchmark',
    version: '5.0.0',
    controls: [
      control('2.1.1', 'Buckets refuse plain HTTP', 'BKT-04'),
      control('2.1.2', 'MFA delete', 'BKT-12', 'partial', 'Templates cannot switch it on: it is a setting of the root user.'),
      control('2.1.4', 'Buckets block public access', 'BKT-01'),
      control('3.1', 'CloudTrail is on in all Regions', 'ACCT-01 TRAIL-02 TRAIL-07', 'partial', LIVE),
      control('3.2', 'Log file validation', 'TRAIL-04'),
      control('3.4', 'Access logs of the log bucket', 'BKT-03'),
      control('3.5', 'Logs are encrypted with a customer key', 'TRAIL-05'),
      control('3.6', 'Customer keys rotate', 'KEY-01', 'partial', 'Keys that have nothing to do with trails are not looked at.'),
      control('3.8', 'Writes of objects are logged', 'TRAIL-08'),
    ],
  },
  {
    id: 'nist-800-53-r5',
    name: 'NIST SP 800-53 Revision 5',
    framework: 'NIST SP 800-53',
    version: 'Revision 5',
    controls: [
      control('AU-2', 'Event logging', 'TRAIL-07 TRAIL-08', 'partial', 'Which events an organization needs is for it to say.'),
      control('AU-3', 'Content of audit records', '', 'partial', 'CloudTrail decides what a record holds.'),
      control('AU-6', 'Review of audit records', 'TRAIL-06 ALM-01 ALM-03', 'partial', 'Whether somebody reads them is not seen.'),
      control('AU-9', 'Protection of audit information', 'TRAIL-04 BKT-01 BKT-05 BKT-07 KEY-02', 'partial', LIVE),
      control('AU-11', 'Retention of audit records', 'BKT-08 LOG-01'),
      control('SC-28(1)', 'Cryptographic protection at rest', 'TRAIL-05 SNS-01'),
    ],
  },
  {
    id: 'core',
    name: 'What every trail should have',
    framework: 'cdk-cloudtrail core',
    version: null,
    controls: [
      control('C-1', 'The trail logs', 'TRAIL-01 TRAIL-07'),
      control('C-2', 'The role of the trail may do nothing else', 'LOG-03'),
      control('C-3', 'Event data stores outlive mistakes', 'LAKE-03'),
    ],
  },
] as const;
