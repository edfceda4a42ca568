import type { Acceptance, ResultRow } from '../../lib/report/compliance-report';
import { absent, at, leadsTo, resource, result } from './sample-parts';

const trail = resource('AuditStack', 'AuditTrail8C2F1A', 'AWS::CloudTrail::Trail', 'AuditStack/Audit/Trail');
const key = resource('AuditStack', 'AuditKey961B73FD', 'AWS::KMS::Key', 'AuditStack/Audit/Archive/Key');
const group = resource('AuditStack', 'AuditLogGroup40A1', 'AWS::Logs::LogGroup', 'AuditStack/Audit/LogGroup');
const role = resource('AuditStack', 'AuditLogRoleB2', 'AWS::IAM::Role', 'AuditStack/Audit/LogRole');
const bucket = resource('LogArchiveStack', 'ArchiveBucket7D11', 'AWS::S3::Bucket', 'LogArchiveStack/Archive/Bucket');
const lake = resource('AuditStack', 'Lake', 'AWS::CloudTrail::EventDataStore', 'AuditStack/Lake');

/** Somebody takes responsibility for a lock that is missing. */
export const locked: Acceptance = {
  reason: 'Log files are copied to a vault that is locked; the lock here follows with the next archive.',
  owner: 'platform-security@example.com',
  ticket: 'SEC-1427',
  expires: '2027-03-31',
  at: 'LogArchiveStack/Archive/Bucket',
};

const importName = 'LogArchiveStack:ExportsOutputRefArchiveBucket7D11';
const bucketRoute = [
  {
    template: 'LogArchiveStack.template.json',
    pointer: '/Outputs/ExportsOutputRefArchiveBucket7D11/Value',
    value: { Ref: 'ArchiveBucket7D11' },
  },
  { template: 'LogArchiveStack.template.json', pointer: '/Resources/ArchiveBucket7D11/Type', value: 'AWS::S3::Bucket' },
];
const toBucket = at(trail, 'S3BucketName', { 'Fn::ImportValue': importName }, { route: bucketRoute, resolvedTo: bucket.path });

/** What the rules say of a trail with nearly all that it should have, and of an event data store. */
export const audit: readonly ResultRow[] = [
  result('TRAIL-01', trail, 'pass', 'IsLogging is true', [at(trail, 'IsLogging', true)], {
    otherTools: [{ tool: 'AWS Security Hub CSPM', rule: 'CloudTrail.1' }],
  }),
  result('TRAIL-02', trail, 'pass', 'the trail logs all Regions', [at(trail, 'IsMultiRegionTrail', true)]),
  result('TRAIL-04', trail, 'pass', 'digest files are delivered', [at(trail, 'EnableLogFileValidation', true)], {
    otherTools: [
      { tool: 'AWS Security Hub CSPM', rule: 'CloudTrail.4' },
      { tool: 'cdk-nag', rule: 'NIST.800.53.R5-CloudTrailLogFileValidationEnabled' },
    ],
  }),
  result('TRAIL-05', trail, 'pass', 'the trail encrypts with a key of these templates', [
    leadsTo(trail, 'KMSKeyId', { 'Fn::GetAtt': ['AuditKey961B73FD', 'Arn'] }, key),
  ]),
  result('TRAIL-06', trail, 'pass', 'log group and role are set', [
    leadsTo(trail, 'CloudWatchLogsLogGroupArn', { 'Fn::GetAtt': ['AuditLogGroup40A1', 'Arn'] }, group),
    leadsTo(trail, 'CloudWatchLogsRoleArn', { 'Fn::GetAtt': ['AuditLogRoleB2', 'Arn'] }, role),
  ]),
  result('TRAIL-07', trail, 'pass', 'one selector logs all management events', [
    at(trail, 'AdvancedEventSelectors', [
      { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      {
        Name: 'Objects of all buckets',
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'readOnly', Equals: ['false'] },
        ],
      },
    ]),
  ]),
  result('TRAIL-08', trail, 'pass', 'writes of all buckets are logged', [at(trail, 'AdvancedEventSelectors/1', { Name: 'Objects of all buckets' })]),
  result('BKT-01', bucket, 'pass', 'all four flags are true', [
    toBucket,
    at(bucket, 'PublicAccessBlockConfiguration', {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    }),
  ]),
  result('BKT-03', bucket, 'fail', 'LoggingConfiguration is missing', [absent(bucket, 'LoggingConfiguration')]),
  result('BKT-04', bucket, 'pass', 'a statement denies every request without TLS', [
    at(bucket, 'PolicyDocument/Statement/0', {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [{ 'Fn::GetAtt': ['ArchiveBucket7D11', 'Arn'] }, { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['ArchiveBucket7D11', 'Arn'] }, '/*']] }],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ]),
  result('BKT-05', bucket, 'pass', 'versions are kept', [at(bucket, 'VersioningConfiguration/Status', 'Enabled')]),
  result('BKT-07', bucket, 'fail', 'ObjectLockEnabled is missing, and the default is false', [absent(bucket, 'ObjectLockEnabled')], {
    accepted: locked,
  }),
  result('BKT-08', bucket, 'pass', 'no rule removes log files', [absent(bucket, 'LifecycleConfiguration')], { parameters: { retentionDays: 365 } }),
  result('BKT-12', bucket, 'unknown', 'templates cannot say it', [], { dependsOn: ['the setting in the account'] }),
  result('KEY-01', key, 'pass', 'the key rotates', [at(key, 'EnableKeyRotation', true)]),
  result('KEY-02', key, 'pass', 'no statement lets everybody in', [at(key, 'KeyPolicy', longPolicy())]),
  result('LOG-01', group, 'unknown', 'RetentionInDays is not known', [at(group, 'RetentionInDays', { Ref: 'RetentionDays' })], {
    dependsOn: ['the parameter RetentionDays'],
    withDefaults: 'pass',
    parameters: { logGroupRetentionDays: 365 },
  }),
  result('LOG-03', role, 'pass', 'the role may only write to the log group', [absent(role, 'Policies')]),
  result('ALM-01', trail, 'pass', 'a filter and an alarm cover the pattern'),
  result('ALM-03', trail, 'fail', 'no metric filter of the log group covers the pattern', [absent(trail, 'MetricFilter')]),
  result('LAKE-03', lake, 'pass', 'TerminationProtectionEnabled is missing, and the default is true', [absent(lake, 'TerminationProtectionEnabled')]),
];

/** A policy that is too long to be shown at once. */
function longPolicy(): unknown {
  const principals = ['cloudtrail.amazonaws.com', 'logs.eu-west-1.amazonaws.com', 'sns.amazonaws.com'];
  const statements = principals.map((Service) => ({
    Effect: 'Allow',
    Principal: { Service },
    Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
    Resource: '*',
  }));
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' }, ...statements],
  };
}
