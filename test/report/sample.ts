import type { ComplianceReport, ResultRow } from '../../lib/report/compliance-report';
import { audit, locked } from './sample-audit';
import { absent, at, leadsTo, nothing, reportOf, resource, result } from './sample-parts';

const payments = resource('PaymentsStack', 'DataTrail', 'AWS::CloudTrail::Trail', 'PaymentsStack/DataTrail/Resource');
const legacy = resource('LegacyStack', 'Trail', 'AWS::CloudTrail::Trail', 'LegacyStack/Trail');
const legacyBucket = resource('LegacyStack', 'LogBucket', 'AWS::S3::Bucket', 'LegacyStack/LogBucket');

const external = at(payments, 'S3BucketName', 'central-payment-logs-111122223333', { resolvedTo: 'central-payment-logs-111122223333' });
const elsewhere = 'the log bucket central-payment-logs-111122223333 is not defined in these templates';
const dependsOn = ['the log bucket central-payment-logs-111122223333'];

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
