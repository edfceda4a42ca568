import type { CloudTrailRecord } from '../../lib/log-format/record';
import { ROUTES } from '../../lib/monitoring/tamper-routes';
import { fixture } from '../detection/rules';
import { deliveredRecords } from '../helpers/delivered-logs';
import { arnOf } from '../helpers/policies';
import { call } from '../rules/controls/alarms/records';
import { matchesEvent } from './tamper-event-pattern';
import { elsewhere, onBus, record, samples } from './tamper-events';
import { deployed, env, patternsOf, plainTamper, tamperIn } from './tamper-stacks';

const setting = plainTamper(true);
const template = setting.template();
const patterns = patternsOf(template);
const keyArn = arnOf(template, 'ArchiveKey', env);
const own = String(deployed(template, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('Tamper'))?.properties.FunctionName).replace(
  /alerts$/,
  '',
);
const watched = samples({ keyArn, own });
/** The rules that a record matches. */
const rulesFor = (detail: unknown, among = patterns) =>
  [...among].filter(([, pattern]) => matchesEvent(pattern, onBus(detail))).map(([name]) => name);
const collected = (name: string) =>
  Object.values(fixture<Record<string, { Records: CloudTrailRecord[] }>>(`detection/${name}.json.gz`)).flatMap(({ Records }) => Records);

test.each(watched.map((sample) => [`${sample[1]} ${sample[2]} ${JSON.stringify(sample[3])}`, sample] as const))(
  '%s matches one rule',
  (_, sample) => {
    expect(rulesFor(record(sample))).toEqual([sample[0]]);
  },
);

test('every name that the rules have is one of these calls', () => {
  const isNamed = (source: string, matcher: unknown) =>
    watched.some(
      ([, service, eventName]) =>
        service === source && (typeof matcher === 'string' ? eventName === matcher : eventName.startsWith((matcher as { prefix: string }).prefix)),
    );
  const unproven = Object.values(ROUTES).flatMap((routes) =>
    routes.flatMap(({ source, events }) => events.filter((one) => !isNamed(source, one)).map((one) => `${source} ${JSON.stringify(one)}`)),
  );
  expect(unproven).toEqual([]);
});

test('the same calls about something else match none, but for those that are about the account', () => {
  const about = watched.map((sample) => ({ ...record(sample), requestParameters: elsewhere(sample[3]), resources: [] }));
  const still = about.filter((one) => rulesFor(one).length > 0).map(({ eventName }) => eventName);
  expect(still).toEqual([
    ...[
      'RegisterOrganizationDelegatedAdmin',
      'DeregisterOrganizationDelegatedAdmin',
      'PutAccountPublicAccessBlock',
      'DeleteAccountPublicAccessBlock',
    ],
    ...['PutAccountPolicy', 'DeleteAccountPolicy'],
  ]);
});

test('calls that read, or put things right, match none', () => {
  const benign: [string, string, object][] = [
    ['cloudtrail', 'GetTrailStatus', { name: 'audit' }],
    ['cloudtrail', 'StartLogging', { name: 'audit' }],
    ['cloudtrail', 'AddTags', { resourceId: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit' }],
    ['cloudtrail', 'CreateTrail', { name: 'audit' }],
    ['s3', 'GetBucketPolicy', { bucketName: 'logs' }],
    ['s3', 'PutBucketTagging', { bucketName: 'logs' }],
    ['s3', 'PutObject', { bucketName: 'logs' }],
    ['kms', 'GenerateDataKey', { keyId: keyArn }],
    ['kms', 'EnableKeyRotation', { keyId: keyArn }],
    ['kms', 'CancelKeyDeletion', { keyId: keyArn }],
    ['logs', 'CreateLogStream', { logGroupName: 'trail-events' }],
    ['logs', 'StartQuery', { logGroupName: 'trail-events' }],
    ['sns', 'Subscribe', { topicArn: 'arn:aws:sns:eu-west-1:111122223333:alerts' }],
    ['events', 'ListTargetsByRule', { rule: `${own}trail` }],
    ['lambda', 'GetFunction20150331v2', { functionName: `${own}alerts` }],
    ['sqs', 'GetQueueAttributes', { queueUrl: `https://sqs.eu-west-1.amazonaws.com/111122223333/${own}undelivered` }],
    ['monitoring', 'DescribeAlarms', { alarmNames: [`${own}undelivered`] }],
    ['iam', 'GetRole', { roleName: `${own}eu-west-1` }],
  ];
  expect(benign.flatMap(([source, name, requestParameters]) => rulesFor(call(source, name, { requestParameters })))).toEqual([]);
});

test('the name of the trail counts in any case, and other events of EventBridge never do', () => {
  expect(rulesFor(call('cloudtrail', 'StopLogging', { requestParameters: { name: 'AUDIT' } }))).toEqual(['trail']);
  const event = onBus(call('cloudtrail', 'StopLogging', { requestParameters: { name: 'audit' } }));
  const pattern = patterns.get('trail');
  expect(
    [
      { ...event, source: 'my.app' },
      { ...event, 'detail-type': 'AWS Console Action via CloudTrail' },
    ].filter((one) => matchesEvent(pattern, one)),
  ).toEqual([]);
});

test('of real records, none matches but attempts to change some trail that were denied, whose records do not say which', () => {
  const all = [...deliveredRecords(), ...collected('traildiscover'), ...collected('panther-rules')];
  const hits = all.filter((one) => rulesFor(one).length > 0);
  expect(all.length).toBeGreaterThan(3000);
  expect([...new Set(hits.map(({ eventName, errorCode }) => `${eventName} ${errorCode}`))].sort()).toMatchInlineSnapshot(`
[
  "DeleteTrail AccessDenied",
  "StopLogging AccessDenied",
  "UpdateTrail AccessDenied",
]
`);
});

test('real records match one rule where they are about what is protected', () => {
  const names: Readonly<Record<string, string>> = {
    name: 'audit',
    trailName: 'audit',
    bucketName: 'logs',
    functionName: `${own}alerts`,
    keyId: keyArn,
  };
  const known = new Set(watched.map(([, source, name]) => `${source}.amazonaws.com ${name}`));
  const real = [...deliveredRecords(), ...collected('traildiscover'), ...collected('panther-rules')].filter(
    ({ eventSource, eventName, requestParameters }) =>
      known.has(`${eventSource} ${eventName}`) && Object.keys(requestParameters ?? {}).some((name) => name in names),
  );
  const moved = real.map((one) => ({
    ...one,
    requestParameters: Object.fromEntries(Object.entries(one.requestParameters ?? {}).map(([name, value]) => [name, names[name] ?? value])),
  }));
  expect(moved.map((one) => rulesFor(one).length).filter((rules) => rules !== 1)).toEqual([]);
  expect(new Set(moved.map(({ eventName }) => eventName)).size).toBeGreaterThan(10);
});

test('the Region of global services forwards what is only there, and the rules of the trail know it', () => {
  const { Template } = jest.requireActual('aws-cdk-lib/assertions');
  const there = patternsOf(Template.fromStack(setting.global), { region: 'us-east-1' });
  const forwarded = watched.filter((sample) => rulesFor(record(sample), there).length > 0);

  expect([...new Set(forwarded.map(([, source]) => source))]).toEqual(['organizations', 'events', 'iam']);
  expect(forwarded.every((sample) => rulesFor(record(sample), there).length === 1 && rulesFor(record(sample)).length === 1)).toBe(true);
});

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('in %s the names are those of its partition', (region, partition) => {
  const there = patternsOf(tamperIn({ region }).template(), { region, partition });
  const name = `arn:${partition}:cloudtrail:${region}:111122223333:trail/audit`;
  expect(rulesFor(call('cloudtrail', 'StopLogging', { requestParameters: { name } }), there)).toEqual(['trail']);
  expect(JSON.stringify([...there])).not.toContain('arn:aws:');
});

test('the patterns are as short as EventBridge takes them', () => {
  expect([...patterns.values()].filter((pattern) => JSON.stringify(pattern).length > 2048)).toEqual([]);
});
