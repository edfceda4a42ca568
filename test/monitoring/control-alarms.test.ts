import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ControlAlarms } from '../../lib/monitoring/control-alarms';
import { ComplianceProfile } from '../../lib/profiles/compliance-profile';
import { ALARM_IDS, LOW_NOISE } from '../../lib/rules/controls/alarms/low-noise';
import { sieveFor } from '../../lib/rules/controls/alarms/low-noise-sieve';
import { EventSelector } from '../../lib/selectors/event-selector';
import { ManagementEventSource } from '../../lib/selectors/management-event-source';
import { S3Objects } from '../../lib/selectors/s3-objects';
import { AuditTrail } from '../../lib/trail/audit-trail';
import { CloudWatchLogs } from '../../lib/trail/cloud-watch-logs';
import { ALL_FLAGS } from '../helpers/apps';
import { alarmsIn, env } from './control-stacks';

const accepted = { rule: 'ALM-12', reason: 'there is no VPC', owner: 'platform', ticket: 'AUD-7', expires: '2027-03-31' };
type Json = any;

const filtersOf = (template: Template) => Object.values(template.findResources('AWS::Logs::MetricFilter')).map(({ Properties }: Json) => Properties);
const alarmsOf = (template: Template) => Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }: Json) => Properties);

test('by default there is an alarm for every control, and a second one where services make noise', () => {
  const { alarms, template } = alarmsIn();

  expect(alarms.controls).toEqual([...ALARM_IDS]);
  expect(alarms.auditAlarms).toHaveLength(15);
  expect(alarms.lowNoiseAlarms).toHaveLength(13);
  // 28, and one on events that could not be told.
  expect(alarmsOf(template())).toHaveLength(29);
});

test('every alarm tells the topic, says what happened and where to read on, and is about a metric that a filter counts', () => {
  const { stack, topic, template } = alarmsIn();
  const counted = filtersOf(template()).flatMap(({ MetricTransformations }) => MetricTransformations.map(({ MetricName }: Json) => MetricName));

  for (const alarm of alarmsOf(template())) {
    expect(alarm.AlarmActions).toEqual([stack.resolve(topic.topicArn)]);
    expect(alarm.AlarmDescription).toMatch(/See https:\/\/.*runbook\.md#(control-alarms|events-that-were-not-told)$/);
    expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1024);
    if (alarm.Namespace !== 'AWS/SQS') expect(counted).toContain(alarm.MetricName);
  }
});

test('an event is enough for an alarm, but for refused calls and failed sign-ins without noise', () => {
  const { template } = alarmsIn();
  const unusual = alarmsOf(template()).filter(({ Threshold, Period }) => Threshold !== 1 || Period !== 300);

  expect(unusual.map(({ MetricName, Threshold, Period }) => [MetricName, Threshold, Period])).toEqual([
    ['UnauthorizedApiCallsByPeople', 10, 300],
    ['ConsoleAuthFailuresByPeople', 3, 900],
  ]);
});

test('where texts differ there is a filter for each, on the same metric', () => {
  const { template } = alarmsIn();
  const byMetric = (name: string) =>
    filtersOf(template())
      .filter(({ MetricTransformations: [metric] }) => metric.MetricName === name)
      .map(({ FilterPattern }) => FilterPattern);

  expect(byMetric('SecurityGroupChanges').map((pattern) => pattern.includes('ModifySecurityGroupRules'))).toEqual([false, true]);
  expect(byMetric('UnauthorizedApiCalls')[0]).toBe('{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}');
  expect(byMetric('UnauthorizedApiCalls')).toHaveLength(2);
  expect(byMetric('IamPolicyChanges')).toHaveLength(1);
});

test('a release of the benchmark has its own controls and texts, under names that other releases keep', () => {
  const ids = (...profiles: ComplianceProfile[]) =>
    Object.keys(alarmsIn({ alarms: { profiles } }).template().findResources('AWS::Logs::MetricFilter')).map((id) => id.slice(0, -8));
  const [oldest, newest, both] = [
    ids(ComplianceProfile.CIS_1_2),
    ids(ComplianceProfile.CIS_7_0),
    ids(ComplianceProfile.CIS_1_2, ComplianceProfile.CIS_7_0),
  ];

  expect(oldest.filter((id) => /Organizations/.test(id))).toEqual([]);
  expect(both.sort()).toEqual([...new Set([...oldest, ...newest])].sort());
});

test('with alarm actions alone, every alarm has them, and no events are told in words', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const logGroup = LogGroup.fromLogGroupName(stack, 'Group', 'trail');
  const topic = Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:told');
  const alarms = new ControlAlarms(stack, 'Alarms', { logGroup, alarmActions: [new SnsAction(topic)] });

  expect(alarms.handler).toBeUndefined();
  expect(alarmsOf(Template.fromStack(stack)).every(({ AlarmActions }) => AlarmActions[0] === topic.topicArn)).toBe(true);
});

test('an auditor’s alarms can tell a topic that wakes nobody', () => {
  const { stack, topic, template } = alarmsIn({
    alarms: { auditTopic: Topic.fromTopicArn(new Stack(), 'Quiet', 'arn:aws:sns:eu-west-1:111122223333:quiet') },
  });
  const told = (suffix: RegExp) =>
    alarmsOf(template())
      .filter(({ MetricName }) => suffix.test(MetricName))
      .map(({ AlarmActions }) => AlarmActions[0]);

  expect(new Set(told(/^RootUsage$/))).toEqual(new Set(['arn:aws:sns:eu-west-1:111122223333:quiet']));
  expect(told(/ByPeople$/)[0]).toEqual(stack.resolve(topic.topicArn));
});

test('what can be switched off is not there', () => {
  const { alarms, template } = alarmsIn({ alarms: { lowNoiseAlarms: false, tellEvents: false, namespace: 'CISBenchmark' } });

  expect(alarms.lowNoiseAlarms).toEqual([]);
  template().resourceCountIs('AWS::Logs::SubscriptionFilter', 0);
  template().resourceCountIs('AWS::SQS::Queue', 0);
  expect(new Set(alarmsOf(template()).map(({ Namespace }) => Namespace))).toEqual(new Set(['CISBenchmark']));
});

test('one subscription of the log group lets through what low-noise patterns match, to a function that nobody else may call', () => {
  const { stack, trail, template } = alarmsIn();
  const group = stack.resolve(trail.logGroup?.logGroupName);

  template().resourceCountIs('AWS::Logs::SubscriptionFilter', 1);
  template().hasResourceProperties('AWS::Logs::SubscriptionFilter', { LogGroupName: group, FilterPattern: sieveFor(ALARM_IDS) });
  template().hasResourceProperties('AWS::Lambda::Permission', {
    Principal: 'logs.amazonaws.com',
    SourceArn: stack.resolve(trail.logGroup?.logGroupArn),
  });
  template().hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21600 });
  template().hasResourceProperties('AWS::Lambda::Function', {
    DeadLetterConfig: { TargetArn: Match.anyValue() },
    Environment: { Variables: { TOPIC_ARN: Match.anyValue(), CONTROLS: ALARM_IDS.join(' ') } },
  });
});

test('an excepted control has neither filters nor alarms, is not told, and the template says who accepts that', () => {
  const { alarms, template } = alarmsIn({
    alarms: { except: [accepted], profiles: [ComplianceProfile.CIS_7_0.except({ ...accepted, rule: 'ALM-15' })] },
  });

  expect(alarms.controls).toEqual(ALARM_IDS.filter((id) => id !== 'ALM-12' && id !== 'ALM-15'));
  expect(JSON.stringify(template().findResources('AWS::Logs::SubscriptionFilter'))).not.toContain('organizations');
  const [trail]: Json[] = Object.values(template().findResources('AWS::CloudTrail::Trail'));
  expect(trail.Metadata['cdk-cloudtrail'].accepted.map(({ rule }: Json) => rule)).toEqual(['ALM-12', 'ALM-15']);
});

test('the log group may be imported, and its name a token', () => {
  const stack = new Stack();
  const name = Token.asString({ 'Fn::ImportValue': 'trail-log-group' });
  new ControlAlarms(stack, 'Alarms', { logGroup: LogGroup.fromLogGroupName(stack, 'Group', name), topic: new Topic(stack, 'Topic') });

  Template.fromStack(stack).allResourcesProperties('AWS::Logs::MetricFilter', { LogGroupName: { 'Fn::ImportValue': 'trail-log-group' } });
});

test('a log group that the trail was given is watched', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const logGroup = LogGroup.fromLogGroupName(stack, 'Group', 'central');
  const trail = new AuditTrail(stack, 'Trail', { cloudWatchLogs: CloudWatchLogs.to(logGroup) });
  new ControlAlarms(stack, 'Alarms', { trail, topic: new Topic(stack, 'Topic') });

  Template.fromStack(stack).allResourcesProperties('AWS::Logs::MetricFilter', { LogGroupName: 'central' });
});

test('trail, topic with a key, and alarms may be in three stacks', () => {
  const { app, trail } = alarmsIn();
  const topics = new Stack(app, 'Topics', { env });
  const topic = new Topic(topics, 'Topic', { masterKey: new Key(topics, 'Key') });
  const watching = new Stack(app, 'Watching', { env });
  new ControlAlarms(watching, 'Alarms', { trail, topic, namespace: 'Others' });

  expect(() => app.synth()).not.toThrow();
  expect(watching.dependencies.map(({ stackName }) => stackName).sort()).toEqual(['Stack', 'Topics']);
});

test('no ARN is bound to one partition', () => {
  const resources: Json = alarmsIn({ region: 'cn-north-1' }).template().toJSON().Resources;
  const own = Object.entries(resources).filter(([id]) => id.startsWith('Alarms'));
  expect(JSON.stringify(own)).not.toContain('arn:aws:');
});

test('each alarm links to a section that the runbook has', () => {
  const headings = readFileSync(join(__dirname, '../../docs/runbook.md'), 'utf8').match(/^## .*$/gm) ?? [];
  const anchors = headings.map((heading) => heading.slice(3).toLowerCase().replace(/\W+/g, '-'));
  const linked = alarmsOf(alarmsIn().template()).map(({ AlarmDescription }) => AlarmDescription.split('#').at(-1));
  expect(linked.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
});

test('feature flags change nothing but what the CDK itself does', () => {
  const ids = (context?: Record<string, unknown>) => Object.keys(alarmsIn({ context }).template().findResources('AWS::CloudWatch::Alarm'));
  expect(ids(ALL_FLAGS)).toEqual(ids());
});

test('the key of the function’s log is the one that is given', () => {
  const setting = alarmsIn({ alarms: { tellEvents: false } });
  const key = new Key(setting.stack, 'Key');
  new ControlAlarms(setting.stack, 'Others', { trail: setting.trail, topic: setting.topic, namespace: 'Others', encryptionKey: key });

  setting.template().hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: setting.stack.resolve(key.keyArn), RetentionInDays: 365 });
});

describe('refuses', () => {
  const other = () => new Stack(undefined, 'Other', { env: { ...env, region: 'us-east-1' } });
  const noLogs = { cloudWatchLogs: undefined };
  test.each<[string, RegExp, () => unknown]>([
    ['alarms that would tell nobody', /ControlAlarms\.noTarget\]/, () => alarmsIn({ alarms: { topic: undefined } })],
    [
      'to tell events without a topic',
      /ControlAlarms\.noEventTopic\]/,
      () => alarmsIn({ alarms: { topic: undefined, alarmActions: [{ bind: () => ({ alarmActionArn: 'arn' }) }], tellEvents: true } }),
    ],
    [
      'a trail that does not deliver to CloudWatch Logs',
      /ControlAlarms\.noLogGroup\] .*give the trail 'cloudWatchLogs'/,
      () => alarmsIn({ trail: noLogs }),
    ],
    ['neither a trail nor a log group', /ControlAlarms\.source\]/, () => alarmsIn({ alarms: { trail: undefined } })],
    [
      'a trail and a log group',
      /ControlAlarms\.source\]/,
      () => alarmsIn({ alarms: { logGroup: LogGroup.fromLogGroupName(new Stack(), 'Group', 'other') } }),
    ],
    [
      'a log group of another Region',
      /ControlAlarms\.region\] .*in us-east-1/,
      () => alarmsIn({ alarms: { trail: undefined, logGroup: LogGroup.fromLogGroupName(other(), 'Group', 'other') } }),
    ],
    [
      'a topic of another Region',
      /ControlAlarms\.alarmTopicRegion\]/,
      () => alarmsIn({ alarms: { topic: Topic.fromTopicArn(other(), 'Topic', 'arn:aws:sns:us-east-1:111122223333:there') } }),
    ],
    ['a namespace of AWS', /ControlAlarms\.namespace\]/, () => alarmsIn({ alarms: { namespace: 'AWS/Logs' } })],
    ['frameworks that ask for no alarms', /ControlAlarms\.noControls\]/, () => alarmsIn({ alarms: { profiles: [ComplianceProfile.of('lake')] } })],
    ['an exception without a reason', /Acceptance\.blank\]/, () => alarmsIn({ alarms: { except: [{ ...accepted, reason: '' }] } })],
    [
      'an exception of what nobody asks for',
      /ControlAlarms\.notAsked\]/,
      () => alarmsIn({ alarms: { profiles: [ComplianceProfile.CIS_1_2], except: [{ ...accepted, rule: 'ALM-15' }] } }),
    ],
    [
      'a trail without management events',
      /ControlAlarms\.nothingLogged\]/,
      () => alarmsIn({ trail: { eventSelectors: [EventSelector.s3Objects([S3Objects.of(dataBucket())])] } }).template(),
    ],
  ])('%s', (_, message, define) => {
    expect(define).toThrow(message);
  });
});

test('warns of controls whose events the trail leaves out', () => {
  const { stack, app } = alarmsIn({ trail: { eventSelectors: [EventSelector.managementEvents({ exclude: [ManagementEventSource.KMS] })] } });
  app.synth();

  Annotations.fromStack(stack).hasWarning('/Stack/Alarms', Match.stringLikeRegexp('notLogged.*"ALM-07"'));
});

test('names that last are those of the rules', () => {
  const { CONTROL_RULES } = jest.requireActual('../../lib/rules/controls/catalogue');
  const names = Object.entries(LOW_NOISE).map(([id, { name }]) => [id, `Alarm${name}`]);
  expect(names).toEqual(names.map(([id]) => [id, CONTROL_RULES.find((rule: Json) => rule.id === id).name]));
});

function dataBucket() {
  const { Bucket } = jest.requireActual('aws-cdk-lib/aws-s3');
  return Bucket.fromBucketName(new Stack(), 'Data', 'data');
}
