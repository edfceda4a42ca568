import type { Acceptance, ComplianceReport, ResultRow } from '../../lib/report/compliance-report';
import { absent, at, leadsTo, nothing, reportOf, resource, result } from './sample-parts';

const trail = resource('AuditStack', 'AuditTrail8C2F1A', 'AWS::CloudTrail::Trail', 'AuditStack/Audit/Trail');
const key = resource('AuditStack', 'AuditKey961B73FD', 'AWS::KMS::Key', 'AuditStack/Audit/Archive/Key');
const group = resource('AuditStack', 'AuditLogGroup40A1', 'AWS::Logs::LogGroup', 'AuditStack/Audit/LogGroup');
const role = resource('AuditStack', 'AuditLogRoleB2', 'AWS::IAM::Role', 'AuditStack/Audit/LogRole');
const bucket = resource('LogArchiveStack', 'ArchiveBucket7D11', 'AWS::S3::Bucket', 'LogArchiveStack/Archive/Bucket');
const payments = resource('PaymentsStack', 'DataTrail', 'AWS::CloudTrail::Trail', 'PaymentsStack/DataTrail/Resource');
const legacy = resource('LegacyStack', 'Trail', 'AWS::CloudTrail::Trail', 'LegacyStack/Trail');
const legacyBucket = resource('LegacyStack', 'LogBucket', 'AWS::S3::Bucket', 'LegacyStack/LogBucket');
const lake = resource('AuditStack', 'Lake', 'AWS::CloudTrail::EventDataStore', 'AuditStack/Lake');

const locked: Acceptance = {
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
const external = at(payments, 'S3BucketName', 'central-payment-logs-111122223333', { resolvedTo: 'central-payment-logs-111122223333' });
const elsewhere = 'the log bucket central-payment-logs-111122223333 is not defined in these templates';
const dependsOn = ['the log bucket central-payment-logs-111122223333'];

const audit: readonly ResultRow[] = [
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

const others: readonly ResultRow[] = [
  result('TRAIL-01', payments, 'pass', 'IsLogging is true', [at(payments, 'IsLogging', true)]),
  result('TRAIL-02', payments, 'pass', 'the trail logs all Regions', [at(payments, 'IsMultiRegionTrail', true)]),
  result('TRAIL-04', payments, 'pass', 'digest files are delivered', [at(payments, 'EnableLogFileValidation', 'true')]),
  result('TRAIL-05', payments, 'fail', 'KMSKeyId is missing', [absent(payments, 'KMSKeyId')]),
  result('TRAIL-07', payments, 'fail', 'the only selector logs data events', [at(payments, 'AdvancedEventSelectors', [{ Name: 'Card data' }])]),
  ...['BKT-01', 'BKT-04', 'BKT-05', 'BKT-07'].map((rule) => result(rule, payments, 'unknown', elsewhere, [external], { dependsOn })),
  result('TRAIL-01', legacy, 'unknown', 'IsLogging is not known', [at(legacy, 'IsLogging', { 'Fn::If': ['IsProduction', true, false] })], {
    dependsOn: ['the condition IsProduction'],
    withDefaults: 'pass',
  }),
  result('TRAIL-02', legacy, 'fail', 'IsMultiRegionTrail is missing, and the default is false', [absent(legacy, 'IsMultiRegionTrail')]),
  result('TRAIL-05', legacy, 'fail', 'KMSKeyId is missing', [absent(legacy, 'KMSKeyId')]),
  result('BKT-01', legacyBucket, 'fail', 'BlockPublicPolicy and RestrictPublicBuckets are missing, and the default is false', [
    leadsTo(legacy, 'S3BucketName', { Ref: 'LogBucket' }, legacyBucket),
    at(legacyBucket, 'PublicAccessBlockConfiguration', { BlockPublicAcls: true, IgnorePublicAcls: true }),
  ]),
  result('BKT-05', legacyBucket, 'fail', 'VersioningConfiguration is missing', [absent(legacyBucket, 'VersioningConfiguration')]),
  nothing('SNS-01', 'AWS::SNS::Topic'),
  result('ACCT-01', { logicalId: null, type: 'AWS::CloudTrail::Trail', path: null, stack: null }, 'pass', 'AuditStack/Audit/Trail is such a trail'),
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

/** A report as somebody may get it: three trails and an event data store in four stacks, with every verdict. */
export function sampleReport(): ComplianceReport {
  const stack = (name: string, account: string | null, region: string | null, digit: string) => ({
    name,
    template: `${name}.template.json`,
    sha256: digit.repeat(64),
    account,
    region,
  });
  return reportOf([...audit, ...others], {
    subject: {
      assemblyVersion: '55.0.0',
      stacks: [
        stack('AuditStack', '111122223333', 'eu-west-1', 'a'),
        stack('LegacyStack', null, null, 'b'),
        stack('LogArchiveStack', '444455556666', 'eu-west-1', 'c'),
        stack('PaymentsStack', '111122223333', 'eu-central-1', 'd'),
      ],
    },
    assumptions: { ...reportOf([]).assumptions, parameters: { Stage: 'production' } },
    suppressions: [
      { ...locked, rule: 'BKT-07', matched: 1, problems: [] },
      {
        rule: 'TRAIL-05',
        reason: 'Test data only',
        owner: null,
        ticket: null,
        expires: '2026-01-31',
        at: 'LegacyStack',
        matched: 0,
        problems: ['it expired'],
      },
    ],
    limits: [
      'Templates show what is declared: what is deployed, and what was changed since, is not seen.',
      'LegacyStack: the template of the nested stack Reporting was not read.',
    ],
  });
}
