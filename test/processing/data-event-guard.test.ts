import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import { evaluate } from '../../lib/policy/evaluate';
import { logBucketsOf } from '../../lib/private/log-buckets';
import { DataEventGuard } from '../../lib/processing/data-event-guard';
import type { DataEventGuardProps } from '../../lib/processing/data-event-guard-props';
import { ALL_FLAGS } from '../helpers/apps';
import { arnOf, identityPoliciesOf } from '../helpers/policies';

// `npm test` bundles the handlers first; what is in the bundle is of no interest here.
const asset = join(__dirname, '../../assets/data-event-guard');
if (!existsSync(join(asset, 'index.js'))) {
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.js'), '');
}

const PAGES = ['runbook', 'delivery-monitor'].flatMap((page) =>
  (readFileSync(join(__dirname, `../../docs/${page}.md`), 'utf8').match(/^## .*$/gm) ?? []).map(
    (heading) => `${page}.md#${heading.slice(3).toLowerCase().replaceAll(' ', '-')}`,
  ),
);
const env = { account: '111122223333', region: 'eu-west-1' };

function guardIn(propsIn: (stack: Stack) => Partial<DataEventGuardProps> = () => ({}), context = {}) {
  const stack = new Stack(new App({ context }), 'Stack', { env });
  const archive = new LogArchive(stack, 'Archive', { keyPrefix: 'audit' });
  const alarmTopic = new Topic(stack, 'Alarms', { masterKey: new Key(stack, 'TopicKey') });
  const guard = new DataEventGuard(stack, 'Guard', { archive, alarmTopic, expectedDataEventsPerDay: 1_000_000, ...propsIn(stack) });
  let made: Template | undefined;
  const template = () => {
    made ??= Template.fromStack(stack);
    return made;
  };
  return { stack, guard, alarmTopic, template };
}

test('counts each log file, adds up every 15 minutes, and knows what is declared', () => {
  const { stack, alarmTopic, template } = guardIn(() => ({ expectedOfType: { 'AWS::S3::Object': 500_000 } }));

  template().hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(15 minutes)',
    Targets: [Match.objectLike({ Input: '{"tell":"data events of the last 24 hours"}' })],
  });
  template().hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: Match.objectLike({
        TOPIC_ARN: stack.resolve(alarmTopic.topicArn),
        EXPECTED_DATA_EVENTS: '{"total":1000000,"byType":{"AWS::S3::Object":500000}}',
        ...{ PROCESSOR_PREFIX: 'data-event-guard/', METRIC_NAMESPACE: 'CdkCloudTrail/DataEventGuard', PROCESSOR_NAME: 'Stack/Guard' },
      }),
    },
  });
});

describe('what the function may do', () => {
  const template = guardIn().template();
  const arn = (id: string) => arnOf(template, id, env);
  const policies = identityPoliciesOf(template, 'GuardHandlerRole', env);
  const effect = (action: string, resource: string, context = {}) =>
    evaluate(policies, { principal: { arn: arn('GuardHandlerRole') }, action, resource, context }).effect;
  const [archive, derived] = [arn('ArchiveBucket'), arn('GuardDerived')];

  test.each<[string, string, Record<string, string>?]>([
    ['s3:GetObject', `${archive}/audit/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:GetObject', `${derived}/data-event-guard/counts/hour=2026-07-01T12/x.json`],
    ['s3:PutObject', `${derived}/data-event-guard/told/day=2026-07-01/x.json`],
    ['s3:ListBucket', derived, { 's3:prefix': 'data-event-guard/counts/hour=2026-07-01T12/' }],
    ['s3:ListBucket', derived, { 's3:prefix': 'data-event-guard/hours/2026-07-01' }],
    ['sns:Publish', arn('Alarms')],
    ['kms:GenerateDataKey', arn('TopicKey')],
  ])('%s on %s', (action, resource, context = {}) => {
    expect(effect(action, resource, context)).toBe('allowed');
  });

  test.each<[string, string, Record<string, string>?]>([
    ['s3:GetObject', `${archive}/audit/AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:PutObject', `${archive}/audit/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/07/01/x.json.gz`],
    ['s3:ListBucket', archive, { 's3:prefix': 'audit/AWSLogs/' }],
    ['s3:GetObject', `${derived}/data-event-guard/unreadable/x`],
    ['s3:ListBucket', derived],
    ['s3:ListBucket', derived, { 's3:prefix': 'data-event-guard/ledger/' }],
    ['s3:DeleteObject', `${derived}/data-event-guard/counts/x`],
    ['sns:Publish', 'arn:aws:sns:eu-west-1:111122223333:another'],
    ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/another'],
  ])('not %s on %s', (action, resource, context = {}) => {
    expect(effect(action, resource, context)).toBe('notAllowed');
  });
});

test('each of its alarms tells the topic, and where to read on', () => {
  const { stack, guard, alarmTopic, template } = guardIn();
  const { Resources } = template().toJSON();
  const alarms = guard.alarms.map((alarm) => Resources[stack.getLogicalId(alarm.node.defaultChild as never)].Properties);

  expect(guard.alarms).toHaveLength(6);
  for (const alarm of alarms) {
    expect(alarm.AlarmActions).toEqual([stack.resolve(alarmTopic.topicArn)]);
    expect(PAGES).toContain(/docs\/([a-z-]+\.md#[a-z-]+)$/.exec(alarm.AlarmDescription)?.[1]);
  }
  expect(alarms[0]).toMatchObject({ MetricName: 'BudgetsExceeded', Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', Period: 900 });
  expect(alarms[1]).toMatchObject({ MetricName: 'DataEventsPerDay', TreatMissingData: 'breaching', EvaluationPeriods: 3 });
});

test('offers its metrics, and is a ledger like any processor', () => {
  const { guard } = guardIn();

  expect(guard.metricDataEventsPerDay()).toMatchObject({ metricName: 'DataEventsPerDay', statistic: 'Maximum' });
  expect(guard.metric('DataEvents').dimensions).toEqual({ service: 'Stack/Guard' });
  expect(guard.prefix).toBe('data-event-guard/');
});

test('what it writes is no reason for the next delivery, and expires', () => {
  const { stack, template } = guardIn();

  expect(logBucketsOf(stack)).toContainEqual(expect.objectContaining({ path: 'Stack/Guard/Derived' }));
  template().hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ Prefix: 'data-event-guard/counts/', ExpirationInDays: 45 })]) },
  });
});

test.each<[string, (stack: Stack) => Partial<DataEventGuardProps>, string]>([
  ['nothing as a number', () => ({ expectedDataEventsPerDay: 0 }), 'expectedDataEventsPerDay'],
  ['a part of an event', () => ({ expectedDataEventsPerDay: 1.5 }), 'expectedDataEventsPerDay'],
  [
    'a number that is not known yet',
    (stack) => ({ expectedDataEventsPerDay: stack.node.tryGetContext('x') ?? Number.NaN }),
    'expectedDataEventsPerDay',
  ],
  ['a type with nothing', () => ({ expectedOfType: { 'AWS::S3::Object': -1 } }), 'expectedOfType'],
  ['more of one type than of all', () => ({ expectedOfType: { 'AWS::S3::Object': 1_000_001 } }), 'expectedOfType'],
  ['little memory', () => ({ memorySize: 256 }), 'memorySize'],
])('refuses %s', (_, propsIn, id) => {
  expect(() => guardIn(propsIn)).toThrow(`[cdk-cloudtrail:DataEventGuard.${id}]`);
});

test('warns of a type that is not known: it is never counted as such', () => {
  const { stack, template } = guardIn(() => ({ expectedOfType: { 'AWS::S3::Objects': 5 } }));
  template();

  expect(JSON.stringify(Annotations.fromStack(stack).findWarning('*', Match.anyValue()))).toContain(
    'no data events on this type of resources are known',
  );
});

test('writes into a bucket of the user without touching its rules', () => {
  const { template } = guardIn((stack) => ({ derivedBucket: new Bucket(stack, 'Shared') }));

  expect(JSON.stringify(template().toJSON())).not.toContain('data-event-guard/counts/","');
  expect(Object.keys(template().findResources('AWS::S3::Bucket')).filter((id) => id.startsWith('Guard'))).toEqual([]);
});

test('is the same with all feature flags, and says nothing', () => {
  const ids = [{}, ALL_FLAGS].map((context) => {
    const { stack, template } = guardIn(undefined, context);
    const made = Object.keys(template().toJSON().Resources).filter((id) => id.startsWith('Guard'));
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
    return made.sort();
  });

  expect(ids[0]).toEqual(ids[1]);
  expect(ids[0]).toMatchInlineSnapshot(`
[
  "GuardConservationAlarm79874D64",
  "GuardDeadLettersAlarmFAC20E92",
  "GuardDelayAlarmA87A811E",
  "GuardDerivedF0632387",
  "GuardDerivedPolicy6D326C48",
  "GuardExcessAlarm6AE27914",
  "GuardHandler97C13B8B",
  "GuardHandlerLog20AF2024",
  "GuardHandlerPolicy19D24044",
  "GuardHandlerRole464A26EB",
  "GuardHandlerSqsEventSourceStackGuardLogFilesQueue1F950716DDE7A799",
  "GuardLogFilesDeadLetters1D48B4AA",
  "GuardLogFilesDeadLettersPolicyDD332AE2",
  "GuardLogFilesQueue010506BE",
  "GuardLogFilesQueuePolicy49130F9E",
  "GuardLogFilesRule2B9C9AD2",
  "GuardSilenceAlarmABF991A4",
  "GuardTell74C4FC7A",
  "GuardTellAllowEventRuleStackGuardHandlerA8DB5BC11D4A92A5",
  "GuardUnreadableRecordsAlarmD71CF19D",
]
`);
});
