import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { LogArchive } from '../../lib/archive/log-archive';
import type { DeliveryMonitorProps } from '../../lib/monitoring/delivery-monitor-props';
import { EventSelector } from '../../lib/selectors/event-selector';
import { ManagementEventSource } from '../../lib/selectors/management-event-source';
import { ReadWrite } from '../../lib/selectors/read-write';
import { ResourceType } from '../../lib/selectors/resource-type';
import { AuditTrail } from '../../lib/trail/audit-trail';
import { ALL_FLAGS } from '../helpers/apps';
import { deliveryIn, env, GUIDE, type Setting } from './delivery-stacks';

const ARN = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudtrail:eu-west-1:111122223333:trail/audit']] };

const environmentOf = (one: ReturnType<typeof deliveryIn>) =>
  Object.entries(one.template().findResources('AWS::Lambda::Function')).find(([id]) => id.startsWith('DeliveryHandler'))?.[1].Properties.Environment
    .Variables;

test('looks every five minutes, and knows what is expected', () => {
  const one = deliveryIn();

  one.template().hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED' });
  expect(environmentOf(one)).toEqual({
    ...{ ARCHIVE_BUCKET: one.stack.resolve(one.archive.bucket.bucketName), ARCHIVE_PREFIX: 'audit', MONITOR_NAME: 'Stack/Delivery' },
    ...{ TRAIL_ARN: ARN, TRAIL_NAME: 'audit', ACCOUNTS: '["111122223333"]', REGIONS: '["eu-west-1"]', BUSY_ACCOUNTS: '["111122223333"]' },
    ...{ OTHER_PLACES: 'true', MAX_LOG_FILE_AGE_SECONDS: '1800', MAX_DIGEST_AGE_SECONDS: '10800' },
  });
  expect(Object.keys(one.alarms())).toEqual([
    ...['LogFilesAlarm', 'DigestsAlarm', 'LogFilesErrorAlarm', 'DigestFilesErrorAlarm', 'CloudWatchLogsErrorAlarm', 'NotificationsErrorAlarm'],
    ...['NotLoggingAlarm', 'OtherDigestsAlarm', 'CannotTellAlarm', 'SilenceAlarm', 'FailuresAlarm'],
  ]);
});

test('takes what it is told', () => {
  const one = deliveryIn(() => ({
    ...{ accounts: ['111122223333', '444455556666'], regions: ['eu-west-1', 'us-east-1'], busyAccounts: ['444455556666'], otherPlaces: false },
    ...{ interval: Duration.minutes(10), maxLogFileAge: Duration.hours(1), maxDigestAge: Duration.hours(4), maxErrorTime: Duration.hours(1) },
  }));

  one.template().hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(10 minutes)' });
  expect(environmentOf(one)).toMatchObject({
    ...{
      ACCOUNTS: '["111122223333","444455556666"]',
      REGIONS: '["eu-west-1","us-east-1"]',
      BUSY_ACCOUNTS: '["444455556666"]',
      OTHER_PLACES: 'false',
    },
    ...{ MAX_LOG_FILE_AGE_SECONDS: '3600', MAX_DIGEST_AGE_SECONDS: '14400' },
  });
  const alarms = one.alarms();
  expect(Object.keys(alarms).slice(0, 6)).toEqual([
    ...['DigestsAlarm', 'DigestsAlarmus-east-1', 'LogFilesAlarm444455556666', 'DigestsAlarm444455556666'],
    ...['LogFilesAlarm444455556666us-east-1', 'DigestsAlarm444455556666us-east-1'],
  ]);
  expect(alarms['LogFilesAlarm444455556666us-east-1']).toMatchObject({
    ...{ Namespace: 'CdkCloudTrail/DeliveryMonitor', MetricName: 'LogFileAge', Threshold: 3600, Period: 600, Statistic: 'Maximum' },
    Dimensions: [
      { Name: 'account', Value: '444455556666' },
      { Name: 'region', Value: 'us-east-1' },
      { Name: 'service', Value: 'Stack/Delivery' },
    ],
  });
  expect(alarms.LogFilesErrorAlarm?.EvaluationPeriods).toBe(6);
  expect(alarms.OtherDigestsAlarm).toBeUndefined();
});

test('without a trail only digests are expected, and nothing is asked', () => {
  const one = deliveryIn(() => ({ trail: undefined }));

  expect(environmentOf(one)).toMatchObject({ TRAIL_ARN: '', TRAIL_NAME: '', BUSY_ACCOUNTS: '[]' });
  expect(Object.keys(one.alarms())).toEqual(['DigestsAlarm', 'OtherDigestsAlarm', 'CannotTellAlarm', 'SilenceAlarm', 'FailuresAlarm']);
  expect(one.monitor.watchesErrors).toBe(false);
  expect(JSON.stringify(one.template().toJSON())).not.toContain('cloudtrail:GetTrailStatus');
});

test.each<[string, EventSelector]>([
  ['data events only', EventSelector.dataEvents(ResourceType.of('AWS::SQS::Queue'))],
  ['no reads', EventSelector.managementEvents({ readWrite: ReadWrite.WRITE_ONLY })],
])('log files are not expected from a trail that logs %s: its questions are no events there', (_, selector) => {
  const one = deliveryIn(undefined, { trail: { eventSelectors: [selector] } });

  expect(environmentOf(one).BUSY_ACCOUNTS).toBe('[]');
  expect(one.alarms().LogFilesAlarm).toBeUndefined();
});

test('log files are expected from a trail that leaves out the noise of keys, and from one that nobody knows', () => {
  const quieter = { trail: { eventSelectors: [EventSelector.managementEvents({ exclude: [ManagementEventSource.KMS] })] } };
  const imported = ({ stack }: Setting) => ({
    trail: AuditTrail.fromTrailAttributes(stack, 'There', { trailArn: 'arn:aws:cloudtrail:us-east-1:444455556666:trail/organization' }),
  });

  expect(environmentOf(deliveryIn(undefined, quieter)).BUSY_ACCOUNTS).toBe('["111122223333"]');
  expect(environmentOf(deliveryIn(imported))).toMatchObject({
    BUSY_ACCOUNTS: '["111122223333"]',
    TRAIL_NAME: 'organization',
    REGIONS: '["us-east-1"]',
  });
});

test('a stack that does not know where it is watches where it is deployed', () => {
  const one = deliveryIn(undefined, { place: {} });

  expect(environmentOf(one).ACCOUNTS).toEqual({ 'Fn::Join': ['', ['["', { Ref: 'AWS::AccountId' }, '"]']] });
  expect(one.alarms().LogFilesAlarm?.Dimensions).toContainEqual({ Name: 'region', Value: { Ref: 'AWS::Region' } });
});

describe('every alarm', () => {
  const one = deliveryIn(() => ({ accounts: ['111122223333', '444455556666'] }));
  const alarms = Object.entries(one.alarms());

  test.each(alarms)('%s tells the topic, also of its end, and where to read on', (_, properties) => {
    const action = [{ Ref: one.stack.getLogicalId(one.alarmTopic.node.defaultChild as never) }];
    expect(properties).toMatchObject({ AlarmActions: action, OKActions: action });
    const description = JSON.stringify(properties.AlarmDescription);
    expect(GUIDE).toContain(/docs\/delivery-monitor\.md#([a-z-]+)/.exec(description)?.[1]);
  });

  test('on silence takes missing data for silence', () => {
    expect(one.alarms().SilenceAlarm).toMatchObject({
      ...{ MetricName: 'PlacesKnown', Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching', EvaluationPeriods: 3 },
    });
  });

  test('on a place says nothing where nobody could tell', () => {
    expect(one.alarms().DigestsAlarm).toMatchObject({ TreatMissingData: 'missing', Threshold: 10_800, EvaluationPeriods: 1 });
    expect(one.alarms().CannotTellAlarm).toMatchObject({ MetricName: 'CannotTell', Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' });
  });
});

test('offers its metrics', () => {
  const { monitor, stack } = deliveryIn();

  expect(stack.resolve(monitor.metricLogFileAge('1', 'r'))).toMatchObject({ metricName: 'LogFileAge', statistic: 'Maximum' });
  expect(monitor.metricDigestAge('1', 'r').dimensions).toEqual({ service: 'Stack/Delivery', account: '1', region: 'r' });
  expect(monitor.metricDeliveryErrors('LogFiles').dimensions).toEqual({ service: 'Stack/Delivery', destination: 'LogFiles' });
  expect(monitor.metric('CannotTell', { statistic: 'Sum' })).toMatchObject({ metricName: 'CannotTell', statistic: 'Sum' });
});

test.each<[string, (setting: Setting) => Partial<DeliveryMonitorProps>, string]>([
  ['a short interval', () => ({ interval: Duration.seconds(30) }), 'interval'],
  ['an interval of one and a half minutes', () => ({ interval: Duration.seconds(90) }), 'interval'],
  ['a long interval', () => ({ interval: Duration.minutes(61) }), 'interval'],
  ['log files that come too seldom', () => ({ interval: Duration.minutes(20), maxLogFileAge: Duration.minutes(39) }), 'maxLogFileAge'],
  ['log files younger than CloudTrail makes them', () => ({ maxLogFileAge: Duration.minutes(9) }), 'maxLogFileAge'],
  ['digests younger than CloudTrail makes them', () => ({ maxDigestAge: Duration.minutes(119) }), 'maxDigestAge'],
  ['digests of last week', () => ({ maxDigestAge: Duration.days(7) }), 'maxDigestAge'],
  ['a part of an interval', () => ({ maxErrorTime: Duration.minutes(12) }), 'maxErrorTime'],
  ['no account', () => ({ accounts: [] }), 'accounts'],
  ['an account twice', () => ({ accounts: ['111122223333', '111122223333'] }), 'accounts'],
  ['a zone as a Region', () => ({ regions: ['eu-west-1a'] }), 'regions'],
  ['a busy account that is not watched', () => ({ busyAccounts: ['444455556666'] }), 'busyAccounts'],
  ['very many places', () => ({ accounts: Array.from({ length: 51 }, (_, index) => String(111_122_220_000 + index)), busyAccounts: [] }), 'places'],
  ['an archive in another Region', ({ stack }) => ({ archive: archiveIn(stack, { region: 'us-east-1' }) }), 'otherPlace'],
  ['an archive in another account', ({ stack }) => ({ archive: archiveIn(stack, { account: '444455556666' }) }), 'otherPlace'],
  ['a trail without digests', ({ stack }) => ({ trail: trailIn(stack, { enableLogFileValidation: false }) }), 'noDigests'],
  ['other Regions of a trail of one Region', ({ stack }) => ({ trail: trailIn(stack, {}), regions: ['eu-west-1', 'us-east-1'] }), 'singleRegion'],
])('refuses %s', (_, propsIn, id) => {
  expect(() => deliveryIn(propsIn)).toThrow(`[cdk-cloudtrail:DeliveryMonitor.${id}]`);
});

test('is the same with all feature flags, and says nothing', () => {
  const ids = [{}, ALL_FLAGS].map((context) => {
    const { stack, template } = deliveryIn(undefined, { context });
    const made = Object.keys(template().toJSON().Resources).filter((id) => id.startsWith('Delivery'));
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
    return made.sort();
  });

  expect(ids[0]).toEqual(ids[1]);
  expect(ids[0]).toMatchInlineSnapshot(`
[
  "DeliveryCannotTellAlarmCB8A1BB1",
  "DeliveryCloudWatchLogsErrorAlarmBC43E980",
  "DeliveryDigestFilesErrorAlarm7DF04E25",
  "DeliveryDigestsAlarm5C7D6902",
  "DeliveryFailuresAlarm4E3A8114",
  "DeliveryHandlerEB5D6332",
  "DeliveryHandlerLog5404497A",
  "DeliveryHandlerPolicyC84A89F4",
  "DeliveryHandlerRole6732A5B8",
  "DeliveryLogFilesAlarm33D36353",
  "DeliveryLogFilesErrorAlarmB1E91CA1",
  "DeliveryNotLoggingAlarm911C12B1",
  "DeliveryNotificationsErrorAlarm1CFCD291",
  "DeliveryOtherDigestsAlarm003605DC",
  "DeliveryScheduleA5C59C00",
  "DeliveryScheduleAllowEventRuleStackDeliveryHandlerED56009F66FDC506",
  "DeliverySilenceAlarm93EB4D7D",
]
`);
});

function archiveIn(stack: Stack, place: { account?: string; region?: string }) {
  return LogArchive.fromBucket(stack, 'There', { bucket: Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'there', ...place }) });
}

function trailIn(stack: Stack, props: { enableLogFileValidation?: boolean }) {
  const elsewhere = new Stack(stack.node.root as never, 'Elsewhere', { env });
  return new CfnTrail(elsewhere, 'Third', { isLogging: true, s3BucketName: 'there', enableLogFileValidation: true, ...props });
}
