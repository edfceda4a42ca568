import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import { evaluate } from '../../lib/policy/evaluate';
import { DetectionAlerts } from '../../lib/processing/detection-alerts';
import type { DetectionAlertsProps } from '../../lib/processing/detection-alerts-props';
import { DetectionLevel } from '../../lib/processing/detection-level';
import { DetectionRules } from '../../lib/processing/detection-rules';
import { AlertTarget } from '../../lib/processing/detection-target';
import { EventSelector } from '../../lib/selectors/event-selector';
import { ManagementEventSource } from '../../lib/selectors/management-event-source';
import { S3Objects } from '../../lib/selectors/s3-objects';
import { AuditTrail } from '../../lib/trail/audit-trail';
import { ALL_FLAGS } from '../helpers/apps';
import { arnOf, identityPoliciesOf } from '../helpers/policies';
import { ensureDetectionAssets } from './detection-assets';

const env = { account: '111122223333', region: 'eu-west-1' };
const BUS = 'arn:aws:events:eu-west-1:111122223333:event-bus/alerts';
let folder: string;
let outdir: string;

beforeAll(() => {
  ensureDetectionAssets();
  folder = mkdtempSync(join(tmpdir(), 'detection-alerts-'));
  outdir = join(folder, 'cdk.out');
  const rule = (id: string, source: string, name: string) => `title: Rule ${id}
id: ${id}
level: high
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventSource: ${source}, eventName: ${name} }
  condition: selection
`;
  writeFileSync(join(folder, 'stop.yml'), rule('stop', 'cloudtrail.amazonaws.com', 'StopLogging'));
  writeFileSync(join(folder, 'get.yml'), rule('get', 's3.amazonaws.com', 'GetObject'));
  writeFileSync(join(folder, 'key.yml'), rule('key', 'kms.amazonaws.com', 'DisableKey'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Setting {
  readonly alerts?: Partial<DetectionAlertsProps>;
  readonly selectors?: EventSelector[];
  readonly flags?: Record<string, unknown>;
  /** The folder of the assembly. */
  readonly out?: string;
}

function alertsIn({ alerts: props, selectors, flags, out = '' }: Setting = {}) {
  const stack = new Stack(new App({ outdir: join(outdir, out), context: flags }), 'Stack', { env });
  const archive = new LogArchive(stack, 'Archive');
  const topic = new Topic(stack, 'Topic', { masterKey: new Key(stack, 'TopicKey') });
  const bus = EventBus.fromEventBusArn(stack, 'Bus', BUS);
  const trail = selectors && new AuditTrail(stack, 'Trail', { archive, eventSelectors: selectors });
  const alerts = new DetectionAlerts(stack, 'Alerts', {
    archive,
    trail,
    alarmTopic: new Topic(stack, 'Alarms'),
    targets: [AlertTarget.topic(topic), AlertTarget.eventBus(bus)],
    rules: DetectionRules.fromDirectory(folder),
    ...props,
  });
  let template: Template | undefined;
  const synthesize = () => {
    template ??= Template.fromStack(stack);
    return template;
  };
  return { stack, alerts, topic, template: synthesize };
}

test('runs the handler with its targets, and what is put together', () => {
  const { stack, topic, template } = alertsIn({
    alerts: { mergeWindow: Duration.minutes(30), maxAlertsPerHour: 5, minimumLevel: DetectionLevel.HIGH },
  });

  template().hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: {
        PROCESSOR_PREFIX: 'detection-alerts/',
        METRIC_NAMESPACE: 'CdkCloudTrail/DetectionAlerts',
        MERGE_WINDOW_SECONDS: '1800',
        TIMEOUT_SECONDS: '180',
        MAX_ALERTS_PER_HOUR: '5',
        MINIMUM_LEVEL: 'high',
        ALERT_TARGETS: { 'Fn::Join': ['', ['["', stack.resolve(topic.topicArn), `","${BUS}"]`]] },
      },
    },
  });
});

test('ships its rules beside the handler, under the same hash wherever they are', () => {
  const rules = DetectionRules.fromDirectory(folder).staged('get').without(['key'], 'done by our pipeline');
  const asset = (out: string): { readonly hash: string; readonly folder: string } => {
    const { stack } = alertsIn({ alerts: { rules }, out });
    const { directory } = (stack.node.root as App).synth();
    const { files } = JSON.parse(readFileSync(join(directory, 'Stack.assets.json'), 'utf8'));
    const [hash, { source }] =
      Object.entries<{ displayName: string; source: { path: string } }>(files).find(([, { displayName }]) => displayName === 'Alerts/Handler/Code') ??
      missing();
    return { hash, folder: join(directory, source.path) };
  };

  const { hash, folder: staged } = asset('one');
  const file = JSON.parse(readFileSync(join(staged, 'rules.json'), 'utf8'));
  expect(file).toMatchObject({
    schemaVersion: '1',
    rules: [
      { staged: true, id: 'get' },
      { staged: false, id: 'stop' },
    ],
    leftOut: [{ rule: 'key', reason: 'done by our pipeline' }],
  });
  const lines = readFileSync(join(staged, 'rules.ndjson'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(['get', 'stop']);
  expect(asset('other').hash).toBe(hash);
});

test('looks for what is due every five minutes', () => {
  const { template } = alertsIn();

  template().hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(5 minutes)',
    Targets: [Match.objectLike({ Input: '{"flush":"alerts that are due"}' })],
  });
});

test.each([
  ['no feature flag', {}],
  ['all feature flags', ALL_FLAGS],
])('with %s it may send to its targets, use the key of its topic, and go on with what it wrote; and nothing else', (_, flags) => {
  const { template } = alertsIn({ flags });
  const policies = identityPoliciesOf(template(), 'AlertsHandlerRole', env);
  const role = { arn: arnOf(template(), 'AlertsHandlerRole', env) };
  const effect = (action: string, resource: string) => evaluate(policies, { principal: role, action, resource }).effect;
  const derived = arnOf(template(), 'AlertsDerived', env);

  expect(effect('sns:Publish', arnOf(template(), 'Topic', env))).toBe('allowed');
  expect(effect('sns:Publish', arnOf(template(), 'Alarms', env))).toBe('notAllowed');
  expect(effect('sns:Subscribe', arnOf(template(), 'Topic', env))).toBe('notAllowed');
  expect(effect('events:PutEvents', BUS)).toBe('allowed');
  expect(effect('events:PutEvents', 'arn:aws:events:eu-west-1:111122223333:event-bus/default')).toBe('notAllowed');
  expect(effect('kms:GenerateDataKey', arnOf(template(), 'TopicKey', env))).toBe('allowed');
  expect(effect('kms:Encrypt', arnOf(template(), 'TopicKey', env))).toBe('notAllowed');
  for (const part of ['alerts', 'groups', 'agenda', 'hours', 'claims']) {
    expect([part, effect('s3:GetObject', `${derived}/detection-alerts/${part}/x`)]).toEqual([part, 'allowed']);
  }
  expect(effect('s3:PutObject', `${derived}/detection-alerts/alerts/x`)).toBe('allowed');
  expect(effect('s3:PutObject', `${derived}/access-report/x`)).toBe('notAllowed');
  expect(effect('s3:GetObject', `${derived}/detection-alerts/unreadable/x`)).toBe('notAllowed');
  expect(effect('s3:DeleteObject', `${derived}/detection-alerts/alerts/x`)).toBe('notAllowed');
  expect(effect('s3:ListBucket', derived)).toBe('notAllowed');
});

test('forgets what it put together after 45 days, and no alert', () => {
  const { template } = alertsIn();
  const rules = (id: string, folderName: string) =>
    Match.objectLike({ Id: id, Prefix: `detection-alerts/${folderName}/`, ExpirationInDays: 45, NoncurrentVersionExpiration: { NoncurrentDays: 1 } });

  template().hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: { Rules: Match.arrayWith([rules('groups', 'groups'), rules('agenda', 'agenda'), rules('hours', 'hours')]) },
  });
});

test('leaves the lifecycle of a bucket of others alone', () => {
  const stack = new Stack(new App({ outdir }), 'Other', { env });
  const derivedBucket = new Bucket(stack, 'Own');
  new DetectionAlerts(stack, 'Alerts', {
    archive: new LogArchive(stack, 'Archive'),
    alarmTopic: new Topic(stack, 'Alarms'),
    targets: [AlertTarget.topic(new Topic(stack, 'Topic'))],
    rules: DetectionRules.fromDirectory(folder),
    derivedBucket,
  });

  expect(stack.resolve(derivedBucket.bucketName)).toBeDefined();
  expect(
    Object.values(
      Template.fromStack(stack).findResources('AWS::S3::Bucket', {
        Properties: { LifecycleConfiguration: Match.objectLike({ Rules: Match.arrayWith([Match.objectLike({ Id: 'groups' })]) }) },
      }),
    ),
  ).toEqual([]);
});

test.each(['AlertsHeldBack', 'SendFailures'])('an alarm tells of %s', (MetricName) => {
  const { template, stack, alerts } = alertsIn();

  template().hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName,
    Namespace: 'CdkCloudTrail/DetectionAlerts',
    Dimensions: [{ Name: 'service', Value: 'Stack/Alerts' }],
    AlarmActions: [Match.anyValue()],
    AlarmDescription: Match.stringLikeRegexp('docs/detection\\.md#alerts-'),
  });
  expect(stack.resolve(alerts.metricAlertsHeldBack()).metricName).toBe('AlertsHeldBack');
  expect([alerts.metricFindings(), alerts.metricAlertsSent()].map(({ metricName }) => metricName)).toEqual(['Findings', 'AlertsSent']);
});

test('a rule of which the trail logs no event is an error, all of them in one, with what to add', () => {
  const { template } = alertsIn({ selectors: [EventSelector.managementEvents({ exclude: [ManagementEventSource.KMS] })] });

  expect(template).toThrow(
    /\[cdk-cloudtrail:DetectionAlerts\.unloggedRule\] .*got \["get","key"\]; in 'eventSelectors' of the trail, for 'Rule get' \(get\) add 'EventSelector\.s3Objects\(\)'; for 'Rule key' \(key\) leave .* or leave rules out with 'without\(\)' of DetectionRules \(at Stack\/Alerts\)/,
  );
});

test('rules of which the trail logs events, and those without a trail, are fine', () => {
  const selectors = [
    EventSelector.managementEvents(),
    EventSelector.s3Objects([S3Objects.of(Bucket.fromBucketName(new Stack(), 'Reports', 'reports'))]),
  ];
  expect(alertsIn({ selectors }).template).not.toThrow();
  expect(alertsIn().template).not.toThrow();
});

test.each<[string, (stack: Stack) => Partial<DetectionAlertsProps>, string]>([
  ['no target', () => ({ targets: [] }), 'targets'],
  ['a short window', () => ({ mergeWindow: Duration.minutes(4) }), 'mergeWindow'],
  ['a window of seconds', () => ({ mergeWindow: Duration.seconds(601) }), 'mergeWindow'],
  ['a long window', () => ({ mergeWindow: Duration.hours(25) }), 'mergeWindow'],
  ['no alerts at all', () => ({ maxAlertsPerHour: 0 }), 'maxAlertsPerHour'],
  ['half an alert', () => ({ maxAlertsPerHour: 1.5 }), 'maxAlertsPerHour'],
  ['no rules', () => ({ rules: DetectionRules.fromDirectory(folder).without(['get', 'stop', 'key'], 'none') }), 'rules'],
  ['little memory', () => ({ memorySize: 128 }), 'memorySize'],
  [
    'a topic elsewhere',
    (stack) => ({ targets: [AlertTarget.topic(Topic.fromTopicArn(stack, 'There', 'arn:aws:sns:us-east-1:111122223333:there'))] }),
    'targetRegion',
  ],
  [
    'a bus elsewhere',
    (stack) => ({
      targets: [AlertTarget.eventBus(EventBus.fromEventBusArn(stack, 'There', 'arn:aws:events:us-east-1:111122223333:event-bus/there'))],
    }),
    'targetRegion',
  ],
  [
    'a trail of another app',
    (stack) => ({ trail: AuditTrail.fromTrailAttributes(stack, 'There', { trailArn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/there' }) }),
    'trail',
  ],
])('refuses %s', (_, propsIn, id) => {
  const stack = new Stack(new App({ outdir }), 'Stack', { env });
  const props = propsIn(stack);
  const make = () =>
    new DetectionAlerts(stack, 'Alerts', {
      archive: new LogArchive(stack, 'Archive'),
      alarmTopic: new Topic(stack, 'Alarms'),
      targets: [AlertTarget.topic(new Topic(stack, 'Topic'))],
      rules: DetectionRules.fromDirectory(folder),
      ...props,
    });
  expect(make).toThrow(`[cdk-cloudtrail:DetectionAlerts.${id}]`);
});

function missing(): never {
  throw new Error('there is no such asset');
}
