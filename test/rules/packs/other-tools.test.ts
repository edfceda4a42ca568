import { otherToolsOf } from '../../../lib/rules/packs/other-tools';
import { RULES } from './tables';

test('a rule is told with what other tools call it, tool by tool', () => {
  expect(otherToolsOf('TRAIL-04')).toEqual([
    { tool: 'Checkov', rule: 'CKV_AWS_36' },
    { tool: 'Control Tower', rule: 'CT.CLOUDTRAIL.PR.2' },
    { tool: 'KICS', rule: '2a3560fe-52ca-4443-b34f-bf0ed5eb74c8' },
    { tool: 'Prowler', rule: 'cloudtrail_log_file_validation_enabled' },
    { tool: 'Trivy', rule: 'AVD-AWS-0016' },
    { tool: 'aws-guard-rules-registry', rule: 'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED' },
    { tool: 'cdk-nag', rule: 'HIPAA.Security-CloudTrailLogFileValidationEnabled' },
    { tool: 'cdk-nag', rule: 'NIST.800.53.R4-CloudTrailLogFileValidationEnabled' },
    { tool: 'cdk-nag', rule: 'NIST.800.53.R5-CloudTrailLogFileValidationEnabled' },
    { tool: 'cdk-nag', rule: 'PCI.DSS.321-CloudTrailLogFileValidationEnabled' },
  ]);
});

test.each([
  ['BKT-02', 'cfn_nag', ['F14', 'F16', 'W31']],
  ['BKT-05', 'Control Tower', ['CT.S3.PR.3', 'CT.S3.PR.11']],
  ['BKT-06', 'Checkov', ['CKV_AWS_19', 'CKV_AWS_145']],
  ['BKT-07', 'cdk-nag', ['NIST.800.53.R4-S3BucketDefaultLockEnabled']],
  ['SNS-02', 'cdk-nag', ['AwsSolutions-SNS3']],
  [
    'KEY-01',
    'cdk-nag',
    [
      'AwsSolutions-KMS5',
      'NIST.800.53.R4-KMSBackingKeyRotationEnabled',
      'NIST.800.53.R5-KMSBackingKeyRotationEnabled',
      'PCI.DSS.321-KMSBackingKeyRotationEnabled',
    ],
  ],
  ['ALM-03', 'Prowler', ['cloudwatch_log_metric_filter_root_usage']],
  ['TRAIL-08', 'aws-guard-rules-registry', ['CLOUDTRAIL_S3_DATAEVENTS_ENABLED']],
])('%s is the same as rules of %s', (rule, tool, names) => {
  expect(otherToolsOf(rule).flatMap((other) => (other.tool === tool ? [other.rule] : []))).toEqual(names);
});

/** How many rules of each tool look at something that ours look at. */
test('the tools have as many rules of the same kind as the tables say', () => {
  const names = RULES.flatMap(otherToolsOf).map(({ tool, rule }) => `${tool}: ${rule}`);
  const count = (tool: string) => new Set(names.filter((name) => name.startsWith(`${tool}: `))).size;

  expect(Object.fromEntries([...new Set(names.map((name) => name.split(': ')[0] ?? ''))].map((tool) => [tool, count(tool)]))).toEqual({
    'cdk-nag': 71,
    'Control Tower': 20,
    'aws-guard-rules-registry': 23,
    cfn_nag: 11,
    Checkov: 26,
    KICS: 21,
    Prowler: 44,
    Trivy: 38,
  });
});

test('a rule has no name twice, and some rules are known to nobody else', () => {
  expect(
    RULES.filter((rule) => new Set(otherToolsOf(rule).map(({ tool, rule: name }) => `${tool} ${name}`)).size < otherToolsOf(rule).length),
  ).toEqual([]);
  expect(RULES.filter((rule) => otherToolsOf(rule).length === 0)).toEqual([
    'TRAIL-03',
    'TRAIL-12',
    'TRAIL-13',
    'BKT-08',
    'BKT-09',
    'BKT-10',
    'BKT-11',
    'KEY-03',
    'LOG-03',
    'ALM-21',
    'LAKE-02',
    'LAKE-03',
    'SUP-01',
    'SUP-02',
  ]);
});

test('a rule that nobody knows has no other names', () => {
  expect(otherToolsOf('NONE-01')).toEqual([]);
});
