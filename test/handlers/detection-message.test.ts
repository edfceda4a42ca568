import fc from 'fast-check';
import { alertOf, type HeldBackAlert } from '../../handlers/detection-alerts/alert';
import { findingOf } from '../../handlers/detection-alerts/finding';
import { isTarget, messageOf } from '../../handlers/detection-alerts/targets';
import { subjectOf, wordsOf } from '../../handlers/detection-alerts/words';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { rule } from '../detection/rules';
import { dataEvent, keyOf } from '../helpers/cloudtrail-events';

const anyRule = (others = {}) => rule({ selection: { eventName: 'X' }, condition: 'selection' }, others);
const place = { bucket: 'archive', key: keyOf(), index: 3 };

function alertAbout(members: Partial<CloudTrailRecord> & Record<string, unknown> = {}, others = {}, count = 1) {
  return alertOf(findingOf(anyRule(others), dataEvent(members), place), { id: 'a1', kind: count > 1 ? 'more' : 'finding', count });
}

const heldBack: HeldBackAlert = {
  ...{ schemaVersion: '1', id: 'h1', kind: 'heldBack', hour: '2026-08-03T09', severity: 'high', count: 12, keptIn: 's3://derived/detection-alerts/' },
  rules: [
    { rule: 'get', count: 11 },
    { rule: 'put', count: 1 },
  ],
  otherRules: 3,
};

test('the message says what, who, on what, when, where and from where', () => {
  expect(wordsOf(alertAbout({ errorCode: 'AccessDenied', sourceIPAddress: '203.0.113.7', userAgent: 'cli' }, { tags: ['attack.t1530'] }))).toBe(
    [
      'HIGH: A rule',
      '',
      'What: GetObject (s3.amazonaws.com) refused: AccessDenied',
      'Who: arn:aws:iam::111122223333:user/ana',
      'On: arn:aws:s3:::reports/a.csv',
      'When: 2026-08-03T09:01:02Z',
      'Where: 111122223333 eu-west-1',
      'From: 203.0.113.7  cli'.replace('  ', ' '),
      'Rule: rule-1 (attack.t1530)',
      `Record: element 3 of s3://archive/${keyOf()}, eventID 00000000-0000-4000-8000-000000000001`,
      `Look it up: https://console.aws.amazon.com/s3/object/archive?prefix=${encodeURIComponent(keyOf())}`,
      'Alert: a1',
    ].join('\n'),
  );
});

test('what follows says how many, and what is held back how many of which rules', () => {
  expect(subjectOf(alertAbout({}, {}, 7))).toBe('[high] 7 more: A rule (111122223333)');
  expect(wordsOf(alertAbout({}, {}, 7))).toContain('\nEvents: 7 more since the last alert; this is the newest\n');
  expect(subjectOf(heldBack)).toBe('[CloudTrail] 12 alerts were held back');
  expect(wordsOf(heldBack)).toContain('    11  get\n     1  put\n        and 3 other rules\n');
});

test.each([
  [
    'a management event',
    { eventCategory: 'Management' },
    'https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/00000000',
  ],
  [
    'one in China',
    { eventCategory: 'Management', awsRegion: 'cn-north-1' },
    'https://cn-north-1.console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1',
  ],
  [
    'one of GovCloud',
    { eventCategory: 'Management', awsRegion: 'us-gov-west-1' },
    'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudtrailv2/',
  ],
  ['one whose Region is none', { eventCategory: 'Management', awsRegion: 'a.b/c' }, 'https://eu-west-1.console.aws.amazon.com/cloudtrailv2/'],
  ['one without an id', { eventCategory: 'Management', eventID: undefined }, 'https://console.aws.amazon.com/s3/object/archive?prefix='],
])('the link of %s leads to its console', (_, members, link) => {
  expect(alertAbout(members).link).toContain(link);
});

test('a partition whose console nobody knows has no link', () => {
  expect(alertAbout({ awsRegion: 'us-iso-east-1' }).link).toBeNull();
});

test('resources are those that the event names, else the names and ids in its request', () => {
  expect(alertAbout({ resources: [{ ARN: 'arn:1' }, { ARNPrefix: 'arn:2' }, {}] }).resources).toEqual(['arn:1', 'arn:2']);
  expect(
    alertAbout({ resources: null, requestParameters: { userName: 'eve', roleArn: 'arn:3', size: '1', instanceId: 'i', x: { name: 'y' } } }).resources,
  ).toEqual(['userName: eve', 'roleArn: arn:3', 'instanceId: i']);
  expect(alertAbout({ resources: null, requestParameters: null }).resources).toEqual([]);
});

test('whatever a caller writes, the subject is one line of ASCII, the message has no control characters, and SNS takes it', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 3000 });
  fc.assert(
    fc.property(hostile, hostile, fc.array(hostile, { maxLength: 40 }), (title, text, list) => {
      const members = {
        userAgent: text,
        sourceIPAddress: text,
        eventName: text,
        requestParameters: Object.fromEntries(list.map((one, index) => [`n${index}Id`, one])),
      };
      const alert = alertAbout(
        { ...members, resources: null, eventID: text },
        { title: `t${title}`, id: `i${title}`, description: text, falsepositives: list, tags: list },
      );
      const message = messageOf(alert);
      expect(subjectOf(alert)).toMatch(/^[ -~]{1,100}$/);
      expect(message.default.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(250_000);
      expect(JSON.parse(message.sqs ?? '').location).toEqual(alert.location);
    }),
    { numRuns: 60 },
  );
});

test('the longest texts that there can be are cut, and where the record is stays whole', () => {
  const long = '\u0001"\\'.repeat(3000);
  const list = Array.from({ length: 40 }, (_, index) => `${index}${long}`);
  const alert = alertAbout(
    { userAgent: long, resources: list.map((ARN) => ({ ARN })) },
    { title: long, description: long, falsepositives: list, references: list, tags: list },
  );

  const message = messageOf(alert);

  expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(250_000);
  expect(JSON.parse(message.sqs ?? '')).toMatchObject({ id: 'a1', location: alert.location, severity: 'high' });
});

test('topics and buses are targets, and nothing else is', () => {
  expect(['arn:aws:sns:eu-west-1:1:x', 'arn:aws-cn:events:cn-north-1:1:event-bus/x', 'arn:aws:sqs:eu-west-1:1:x', 'x', 1].map(isTarget)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
