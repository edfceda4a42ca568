import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import { evaluate } from '../../lib/policy/evaluate';
import { logBucketsOf } from '../../lib/private/log-buckets';
import type { ILedger } from '../../lib/processing/integrity-ledger';
import { IntegrityMonitor } from '../../lib/processing/integrity-monitor';
import { INTEGRITY_METRICS } from '../../lib/processing/integrity-monitor.contract';
import type { IntegrityMonitorProps } from '../../lib/processing/integrity-monitor-props';
import { LogFileKind } from '../../lib/processing/log-file-kind';
import { LogProcessor } from '../../lib/processing/log-processor';
import { ALL_FLAGS } from '../helpers/apps';
import { arnOf, identityPoliciesOf, policyOf } from '../helpers/policies';

// `npm test` bundles the handlers first; what is in the bundle is of no interest here.
const asset = join(__dirname, '../../assets/integrity-monitor');
if (!existsSync(asset)) {
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.js'), '');
}

const RUNBOOK = (readFileSync(join(__dirname, '../../docs/runbook.md'), 'utf8').match(/^## .*$/gm) ?? []).map((heading) =>
  heading.slice(3).toLowerCase().replaceAll(' ', '-'),
);
const env = { account: '111122223333', region: 'eu-west-1' };

function monitorIn(propsIn: (stack: Stack, archive: LogArchive, alarmTopic: Topic) => Partial<IntegrityMonitorProps> = () => ({}), context = {}) {
  const stack = new Stack(new App({ context }), 'Stack', { env });
  const archive = new LogArchive(stack, 'Archive', { keyPrefix: 'audit' });
  const alarmTopic = new Topic(stack, 'Alarms');
  const monitor = new IntegrityMonitor(stack, 'Integrity', { archive, alarmTopic, ...propsIn(stack, archive, alarmTopic) });
  return { stack, archive, monitor, template: () => Template.fromStack(stack) };
}

const withProcessor = () =>
  monitorIn((stack, archive, alarmTopic) => ({
    processors: [new LogProcessor(stack, 'Deletions', { archive, alarmTopic, code: Code.fromInline('exports.handler = async () => {};') })],
  }));

test('runs every hour with what the handler needs to know', () => {
  const { stack, monitor, archive, template } = withProcessor();

  template().hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
  template().hasResourceProperties('AWS::Lambda::Function', {
    Timeout: 900,
    MemorySize: 1024,
    Environment: {
      Variables: {
        ARCHIVE_BUCKET: stack.resolve(archive.bucket.bucketName),
        ARCHIVE_PREFIX: 'audit',
        DERIVED_BUCKET: stack.resolve(monitor.derivedBucket.bucketName),
        MONITOR_NAME: 'Stack/Integrity',
        LAG_SECONDS: '7200',
        LOOK_BACK_SECONDS: '86400',
        PROCESSING_DELAY_SECONDS: '3600',
        LEDGERS: { 'Fn::Join': ['', ['[{"bucket":"', Match.anyValue(), '","prefix":"Deletions/","kinds":["CloudTrail"]}]']] },
        ACCOUNTS: '[]',
        REGIONS: '[]',
      },
    },
  });
});

test('takes what it is told', () => {
  const { template } = monitorIn((stack) => ({
    ...{ interval: Duration.minutes(30), lag: Duration.hours(3), lookBack: Duration.days(90), processingDelay: Duration.hours(6) },
    ...{ accounts: ['111122223333'], regions: ['eu-west-1'], memorySize: 2048 },
    processors: [{ derivedBucket: Bucket.fromBucketName(stack, 'There', 'there'), prefix: 'own/', ledgerKinds: [LogFileKind.INSIGHT] }],
  }));

  template().hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(30 minutes)' });
  template().hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 2048,
    Environment: {
      Variables: Match.objectLike({
        ...{ LAG_SECONDS: '10800', LOOK_BACK_SECONDS: '7776000', PROCESSING_DELAY_SECONDS: '21600' },
        ...{ ACCOUNTS: '["111122223333"]', REGIONS: '["eu-west-1"]' },
        LEDGERS: '[{"bucket":"there","prefix":"own/","kinds":["CloudTrail-Insight"]}]',
      }),
    },
  });
});

describe('what the function may do', () => {
  const template = withProcessor().template();
  const arn = (id: string) => arnOf(template, id, env);
  const [archive, derived, ledgers] = [arn('ArchiveBucket'), arn('IntegrityDerived'), arn('DeletionsDerived')];
  const policies = identityPoliciesOf(template, 'IntegrityHandlerRole', env);
  const principal = { arn: arn('IntegrityHandlerRole') };
  const effect = (action: string, resource: string, context = {}) => evaluate(policies, { principal, action, resource, context }).effect;
  const delivered = `${archive}/audit/AWSLogs/111122223333`;

  test.each<[string, string, Record<string, string>?]>([
    ['s3:GetObject', `${delivered}/CloudTrail-Digest/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:GetObject', `${delivered}/CloudTrail/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:GetObject', `${archive}/audit/AWSLogs/o-abc/111122223333/CloudTrail-Insight/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:ListBucket', archive, { 's3:prefix': 'audit/AWSLogs/' }],
    ['cloudtrail:ListPublicKeys', '*'],
    ['s3:PutObject', `${derived}/integrity/verdicts/x`],
    ['s3:GetObject', `${derived}/integrity/checkpoints/x`],
    ['s3:ListBucket', derived, { 's3:prefix': 'integrity/checkpoints/' }],
    ['s3:ListBucket', ledgers, { 's3:prefix': 'Deletions/ledger/account=1/' }],
    ['kms:Decrypt', arn('ArchiveKey')],
  ])('%s on %s', (action, resource, context = {}) => {
    expect(effect(action, resource, context)).toBe('allowed');
  });

  test.each<[string, string, Record<string, string>?]>([
    ['s3:PutObject', `${delivered}/CloudTrail/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:PutObject', `${archive}/integrity/x`],
    ['s3:DeleteObject', `${delivered}/CloudTrail/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:DeleteObjectVersion', `${delivered}/CloudTrail/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:GetObject', `${archive}/other/x`],
    ['s3:GetObjectVersion', `${delivered}/CloudTrail/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:ListBucket', archive],
    ['s3:ListBucket', archive, { 's3:prefix': 'other/' }],
    ['s3:PutBucketPolicy', archive],
    ['s3:PutObject', `${derived}/other/x`],
    ['s3:DeleteObject', `${derived}/integrity/checkpoints/x`],
    ['s3:ListBucket', derived],
    ['s3:GetObject', `${ledgers}/Deletions/ledger/x`],
    ['s3:PutObject', `${ledgers}/Deletions/ledger/x`],
    ['s3:ListBucket', ledgers, { 's3:prefix': 'Deletions/' }],
    ['cloudtrail:StopLogging', 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'],
    ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/another'],
  ])('not %s on %s', (action, resource, context = {}) => {
    expect(effect(action, resource, context)).toBe('notAllowed');
  });

  test('the archive allows it no more by its own policy', () => {
    const request = { principal, action: 's3:PutObject', resource: `${delivered}/x`, context: { 'aws:SecureTransport': 'true' } };
    expect(evaluate([policyOf(template, (one) => one.id.startsWith('ArchiveBucketPolicy'), env)], request).effect).toBe('notAllowed');
  });
});

test.each([
  ['Damage', { TreatMissingData: 'notBreaching', Threshold: 1 }],
  ['MissingHours', { MetricName: 'HoursMissing', TreatMissingData: 'notBreaching', Threshold: 1 }],
  ['Unprocessed', { MetricName: 'FilesNotProcessed', TreatMissingData: 'notBreaching', Threshold: 1 }],
  ['Failures', { MetricName: 'Errors', Namespace: 'AWS/Lambda', OKActions: [Match.anyValue()] }],
  [
    'Silence',
    {
      ...{ MetricName: 'NewestVerifiedHourAge', Namespace: 'CdkCloudTrail/IntegrityMonitor', Statistic: 'Maximum', Period: 3600 },
      ...{ Threshold: 18_000, EvaluationPeriods: 3, TreatMissingData: 'breaching', OKActions: [Match.anyValue()] },
      Dimensions: [{ Name: 'service', Value: 'Stack/Integrity' }],
    },
  ],
])('tells the topic by the alarm %s, with what to do', (name, properties) => {
  const { template } = monitorIn();
  const [alarm] = Object.entries(template().findResources('AWS::CloudWatch::Alarm')).filter(([id]) => id.startsWith(`Integrity${name}Alarm`));

  const anchor = /docs\/runbook\.md#([a-z-]+)$/.exec(alarm?.[1].Properties.AlarmDescription)?.[1];
  expect(RUNBOOK).toContain(anchor);
  template().hasResourceProperties('AWS::CloudWatch::Alarm', { ...properties, AlarmActions: [Match.anyValue()] });
});

test('adds up for the alarm on damage what is altered, deleted and added', () => {
  const { template } = monitorIn();
  const metrics = ['HoursInvalid', 'FilesInvalid', 'FilesMissing', 'FilesUnreferenced'];

  template().hasResourceProperties('AWS::CloudWatch::Alarm', {
    Metrics: Match.arrayWith(metrics.map((MetricName) => Match.objectLike({ MetricStat: { Metric: Match.objectLike({ MetricName }) } }))),
  });
});

test('offers its metrics and alarms', () => {
  const { stack, monitor } = monitorIn();

  expect(stack.resolve(monitor.metric(INTEGRITY_METRICS.undecided))).toMatchObject({ metricName: 'Undecided', statistic: 'Sum' });
  expect(monitor.metricHoursVerified().metricName).toBe('HoursVerified');
  expect(monitor.metricNewestVerifiedHourAge()).toMatchObject({ metricName: 'NewestVerifiedHourAge', statistic: 'Maximum' });
  expect(monitor.alarms).toHaveLength(5);
});

test('what it writes is no reason for the next delivery', () => {
  const own = monitorIn();
  const shared = monitorIn((stack) => ({ derivedBucket: new Bucket(stack, 'Shared') }));

  expect(logBucketsOf(own.stack)).toContainEqual(expect.objectContaining({ path: 'Stack/Integrity/Derived', keyPrefix: '' }));
  expect(logBucketsOf(shared.stack)).toContainEqual(expect.objectContaining({ path: 'Stack/Shared', keyPrefix: 'integrity/' }));
});

test('keeps what it found with the archive, without a rule that lets it expire', () => {
  monitorIn()
    .template()
    .hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: { LifecycleConfiguration: { Rules: [Match.objectLike({ Id: 'versions' })] }, VersioningConfiguration: { Status: 'Enabled' } },
    });
});

test.each<[string, (stack: Stack, archive: LogArchive) => Partial<IntegrityMonitorProps>, string]>([
  ['the archive as the derived bucket', (_, archive) => ({ derivedBucket: archive.bucket }), 'derivedInArchive'],
  ['a short interval', () => ({ interval: Duration.minutes(14) }), 'interval'],
  ['an interval of seconds', () => ({ interval: Duration.seconds(1801) }), 'interval'],
  ['a long interval', () => ({ interval: Duration.hours(25) }), 'interval'],
  ['a short lag', () => ({ lag: Duration.minutes(59) }), 'lag'],
  ['a long lag', () => ({ lag: Duration.hours(25) }), 'lag'],
  ['a short look back', () => ({ lookBack: Duration.minutes(1) }), 'lookBack'],
  ['a long look back', () => ({ lookBack: Duration.days(401) }), 'lookBack'],
  ['a long delay', () => ({ processingDelay: Duration.days(15) }), 'processingDelay'],
  ['an age that no hour can have', () => ({ maxAge: Duration.hours(4) }), 'maxAge'],
  ['little memory', () => ({ memorySize: 256 }), 'memorySize'],
  ['no account', () => ({ accounts: [] }), 'accounts'],
  ['a name as an account', () => ({ accounts: ['111122223333', 'prod'] }), 'accounts'],
  ['a zone as a Region', () => ({ regions: ['eu-west-1a'] }), 'regions'],
  ['a ledger anywhere', (stack) => ({ processors: [ledgerAt(stack, '*')] }), 'prefix'],
  ['an archive in another Region', (stack) => ({ archive: archiveIn(stack, { region: 'us-east-1' }) }), 'otherPlace'],
  ['an archive in another account', (stack) => ({ archive: archiveIn(stack, { account: '444455556666' }) }), 'otherPlace'],
])('refuses %s', (_, propsIn, id) => {
  expect(() => monitorIn(propsIn)).toThrow(`[cdk-cloudtrail:IntegrityMonitor.${id}]`);
});

test('refuses a second monitor in the same bucket', () => {
  const { stack, archive, monitor } = monitorIn();
  const props = { archive, alarmTopic: new Topic(stack, 'Others'), derivedBucket: monitor.derivedBucket };

  expect(() => new IntegrityMonitor(stack, 'Again', props)).toThrow('[cdk-cloudtrail:IntegrityMonitor.prefixTaken]');
});

const IDS = [
  'IntegrityDamageAlarmC8651A1C',
  'IntegrityDerivedBF11DC00',
  'IntegrityDerivedPolicyC2838BAC',
  'IntegrityFailuresAlarm4B11E840',
  'IntegrityHandler738A6983',
  'IntegrityHandlerLog9DF0CD31',
  'IntegrityHandlerPolicy4A38FA4F',
  'IntegrityHandlerRoleEFEB2374',
  'IntegrityMissingHoursAlarm63E87E75',
  'IntegritySchedule70EF4DB0',
  'IntegrityScheduleAllowEventRuleStackIntegrityHandlerF69A3B71EF316544',
  'IntegritySilenceAlarmBD520941',
  'IntegrityUnprocessedAlarm62E98DCD',
];

test('is the same with all feature flags, says nothing, and keeps its logical ids', () => {
  const ids = [undefined, ALL_FLAGS].map((context) => {
    const { stack, template } = monitorIn(undefined, context);
    const made = Object.keys(template().toJSON().Resources).filter((id) => id.startsWith('Integrity'));
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
    return made.sort();
  });

  expect(ids[0]).toEqual(ids[1]);
  expect(ids[0]).toEqual(IDS);
});

function ledgerAt(stack: Stack, prefix: string): ILedger {
  return { derivedBucket: Bucket.fromBucketName(stack, 'Ledger', 'ledger'), prefix };
}

function archiveIn(stack: Stack, place: { account?: string; region?: string }) {
  return LogArchive.fromBucket(stack, 'There', { bucket: Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'there', ...place }) });
}
