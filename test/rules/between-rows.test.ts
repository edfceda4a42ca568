import { assemblyOf, stackOf } from '../template/assemblies';
import { findingsOf, type Row } from './rows';
import {
  ACCOUNT,
  advanced,
  arn,
  changed,
  dataEvents,
  deployed,
  management,
  REGION,
  type Template,
  trail,
  valid,
  withLogGroup,
  withTrails,
} from './templates';

const rule = (EventPattern: Template, template = valid()) =>
  changed(template, (resources) => {
    resources.Alert = { Type: 'AWS::Events::Rule', Properties: { EventPattern } };
  });
const getObject = { 'detail-type': ['AWS API Call via CloudTrail'], detail: { eventSource: ['s3.amazonaws.com'], eventName: ['GetObject'] } };
const bucket = (properties: Template, template = valid()) => changed(template, ({ Logs }) => Object.assign(Logs.Properties, properties));
const lifecycle = (...Rules: Template[]) => ({ LifecycleConfiguration: { Rules } });
const lock = (days: number) => ({
  ObjectLockEnabled: true,
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: days } } },
});
const accessLogs = (properties: Template) =>
  changed(bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Access' } } }), (resources) => {
    resources.Access = { Type: 'AWS::S3::Bucket', Properties: properties };
  });
const but = (...buckets: Template[]) =>
  dataEvents(arn('NotStartsWith', ...buckets.map((id) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [id, 'Arn'] }, '/']] }))));
const metricFilter = (FilterPattern: string, properties: Template = {}) =>
  changed(trail(properties, withLogGroup()), (resources) => {
    resources.Filter = { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: { Ref: 'Group' }, FilterPattern } };
  });

const ROWS: Row[] = [
  ['W01', 'Trail.logsOwnDeliveries', 'data events of all buckets', trail(dataEvents())],
  ['W01', 'Trail.logsOwnDeliveries', 'data events of the log bucket', trail(dataEvents(arn('StartsWith', { 'Fn::Sub': '${Logs.Arn}/' })))],
  [
    'W01',
    'Trail.logsOwnDeliveries',
    'data events of the log bucket in a basic selector',
    trail({
      EventSelectors: [{ IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::S3::Object', Values: [{ 'Fn::Sub': '${Logs.Arn}/' }] }] }],
    }),
  ],
  [
    'W01',
    'Trail.logsOwnDeliveries',
    'data events of the bucket of another trail',
    withTrails(['second'], { AdvancedEventSelectors: but('Other0Logs').AdvancedEventSelectors.slice(1) }),
  ],
  [
    'W01',
    'Trail.logsOwnDeliveries',
    'data events of the replica of the log bucket',
    changed(
      bucket(
        { ReplicationConfiguration: { Role: 'x', Rules: [{ Status: 'Enabled', Destination: { Bucket: { 'Fn::GetAtt': ['Copies', 'Arn'] } } }] } },
        trail(but('Logs')),
      ),
      (resources) => {
        resources.Copies = { Type: 'AWS::S3::Bucket', Properties: {} };
      },
    ),
  ],
  ['W09', 'LogArchive.accessLogsLocked', 'Object Lock where access logs are delivered', accessLogs(lock(30))],
  [
    'W10',
    'LogArchive.expiresBeforeLock',
    'a lifecycle that is shorter than the lock',
    bucket({ ...lock(365), ...lifecycle({ Status: 'Enabled', ExpirationInDays: 90 }) }),
  ],
  [
    'W17',
    'LogArchive.coldSmallObjects',
    'all log files to Glacier',
    bucket(lifecycle({ Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] })),
  ],
  ['W13', 'App.alertWithoutEvents', 'a rule for data events that no selector covers', rule(getObject)],
  [
    'W13',
    'App.alertWithoutEvents',
    'a rule for data events of another bucket',
    rule(
      { ...getObject, detail: { ...getObject.detail, requestParameters: { bucketName: ['reports'] } } },
      trail(dataEvents(arn('StartsWith', 'arn:aws:s3:::uploads/'))),
    ),
  ],
  [
    'W13',
    'App.alertWithoutEvents',
    'a rule for reads where writes are logged',
    rule(getObject, trail(dataEvents(arn('StartsWith', 'arn:aws:s3:::uploads/'), { Field: 'readOnly', Equals: ['false'] }))),
  ],
  [
    'W13',
    'App.alertWithoutEvents',
    'a rule for a name of events that the selector leaves out',
    rule(getObject, trail(dataEvents(arn('StartsWith', 'arn:aws:s3:::uploads/'), { Field: 'eventName', NotEquals: ['GetObject'] }))),
  ],
  [
    'W13',
    'App.alertWithoutEvents',
    'a metric filter for data events that no selector covers',
    metricFilter('{ ($.eventSource = "s3.amazonaws.com") && ($.eventName = "DeleteObject") }'),
  ],
  [
    'W13',
    'App.alertRegion',
    'a rule for a global service in another Region',
    rule({ 'detail-type': ['AWS API Call via CloudTrail'], detail: { eventSource: ['iam.amazonaws.com'], eventName: ['CreateUser'] } }),
  ],
];

test.each(ROWS)('%s is found as %s: %s', (_, id, __, template) => {
  expect(findingsOf(deployed(template))).toEqual([`cdk-cloudtrail:${id}`]);
});

const FINE: [what: string, template: Template][] = [
  ['data events of all buckets but the log buckets', trail(but('Logs'))],
  ['data events of one bucket', trail(dataEvents(arn('StartsWith', 'arn:aws:s3:::reports/')))],
  ['reads of all buckets', trail(dataEvents({ Field: 'readOnly', Equals: ['true'] }))],
  ['a rule for logged data events', rule(getObject, trail(dataEvents(arn('StartsWith', 'arn:aws:s3:::uploads/'))))],
  [
    'a rule for management events',
    rule({ 'detail-type': ['AWS API Call via CloudTrail'], detail: { eventSource: ['ec2.amazonaws.com'], eventName: ['RunInstances'] } }),
  ],
  ['a rule for something else', rule({ source: ['aws.s3'], 'detail-type': ['Object Created'] })],
  ['a rule for events that start alike', rule({ ...getObject, detail: { ...getObject.detail, eventName: [{ prefix: 'Get' }] } })],
  ['a metric filter for management events', metricFilter('{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }')],
  [
    'a metric filter for logged data events',
    metricFilter(
      '{ ($.eventSource = "s3.amazonaws.com") && ($.eventName = "DeleteObject") }',
      dataEvents(arn('StartsWith', 'arn:aws:s3:::uploads/')),
    ),
  ],
  ['a lock that ends before the lifecycle', bucket({ ...lock(30), ...lifecycle({ Status: 'Enabled', ExpirationInDays: 90 }) })],
  [
    'a lock that is longer than versions stay that were deleted',
    bucket({ ...lock(365), ...lifecycle({ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } }) }),
  ],
  [
    'a transition of large objects',
    bucket(lifecycle({ Status: 'Enabled', ObjectSizeGreaterThan: 131072, Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] })),
  ],
  ['a lifecycle that is off', bucket(lifecycle({ Status: 'Disabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] }))],
  ['access logs without a lock', accessLogs({})],
];

test.each(FINE)('%s is fine', (_, template) => {
  expect(findingsOf(deployed(template))).toEqual([]);
});

test('a log bucket of another account makes no loop: its events are that account’s', () => {
  const { Logs, LogsPolicy, Trail } = trail(dataEvents()).Resources;
  const policy = JSON.parse(JSON.stringify(LogsPolicy));
  Trail.Properties.S3BucketName = 'central-logs';
  Trail.DependsOn = [];
  Logs.Properties.BucketName = 'central-logs';

  const assembly = assemblyOf(
    stackOf({ Resources: { Trail } }, { name: 'Trail', account: ACCOUNT, region: REGION }),
    stackOf({ Resources: { Logs, LogsPolicy: policy } }, { name: 'Archive', account: '444455556666', region: REGION }),
  );

  expect(findingsOf(assembly)).toEqual([]);
});

test('W04 is not said where another trail logs management events', () => {
  expect(
    findingsOf(
      deployed(withTrails(['second'], { AdvancedEventSelectors: [advanced('Data', { Field: 'resources.type', Equals: ['AWS::SQS::Queue'] })] })),
    ),
  ).toEqual([]);
});

test('W07 is not said of trails that share the events among them', () => {
  const reads = { AdvancedEventSelectors: [advanced('Management', { Field: 'readOnly', Equals: ['true'] })] };
  const writes = { AdvancedEventSelectors: [advanced('Management', { Field: 'readOnly', Equals: ['false'] })] };

  expect(findingsOf(deployed(withTrails(['second'], reads, trail(writes))))).toEqual([]);
  expect(findingsOf(deployed(withTrails(['second'], reads, trail({ AdvancedEventSelectors: [management()] }))))).toEqual([
    'cdk-cloudtrail:App.paidManagementEvents',
  ]);
});
