import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseNotification } from '../../lib/log-format/notification';

const fixture = (name: string) => readFileSync(join(__dirname, '../fixtures/notifications', `${name}.json`), 'utf8');
const bodiesOf = (name: string): string[] => JSON.parse(fixture(name)).Records.map(({ body }: { body: string }) => body);
const envelope = (Message: string, Type = 'Notification') =>
  JSON.stringify({ Type, MessageId: '1', TopicArn: 'arn:aws:sns:eu-west-1:111122223333:t', Message });
const cloudTrail = JSON.stringify({ s3Bucket: 'logs', s3ObjectKey: ['AWSLogs/a+b.json.gz', 'AWSLogs/c d.json.gz'] });
const artifact = { bucket: 'lambda-artifacts-deafc19498e3f2df', key: 'b21b84d653bb07b05b1e6b33684dc11b' };

test.each([
  ['S3 through EventBridge', fixture('eventbridge-object-created'), [{ bucket: 'amzn-s3-demo-bucket1', key: 'example-key' }]],
  [
    'S3 through EventBridge, whose keys are not encoded',
    fixture('eventbridge-object-created-plus-key'),
    [{ bucket: 'ct-siem-sync', key: 'my+file.json.gz' }],
  ],
  ['S3', fixture('s3-event-object-created'), [artifact]],
  ['S3, whose keys are encoded', fixture('s3-event-urlencoded-key'), [{ bucket: 'ct-siem-sync', key: 'my file=a.json.gz' }]],
  ['S3 in a queue', bodiesOf('sqs-s3-event')[0] as string, [artifact]],
  ['S3 through SNS in a queue', bodiesOf('sqs-sns-event')[0] as string, [artifact]],
  ['EventBridge through SNS', envelope(fixture('eventbridge-object-created-plus-key')), [{ bucket: 'ct-siem-sync', key: 'my+file.json.gz' }]],
  [
    'CloudTrail, several files, raw',
    cloudTrail,
    [
      { bucket: 'logs', key: 'AWSLogs/a+b.json.gz' },
      { bucket: 'logs', key: 'AWSLogs/c d.json.gz' },
    ],
  ],
  [
    'CloudTrail through SNS',
    envelope(cloudTrail),
    [
      { bucket: 'logs', key: 'AWSLogs/a+b.json.gz' },
      { bucket: 'logs', key: 'AWSLogs/c d.json.gz' },
    ],
  ],
  ['CloudTrail, one file', '{"s3Bucket":"logs","s3ObjectKey":"x"}', [{ bucket: 'logs', key: 'x' }]],
])('finds the objects in a notification of %s', (_, body, objects) => {
  expect(parseNotification(body)).toEqual({ objects, passedOver: [] });
});

const removed = fixture('s3-event-object-created').replace('ObjectCreated:Put', 'ObjectRemoved:Delete');

test.each([
  ['Object Deleted', fixture('eventbridge-object-deleted')],
  ['Object Restore Completed', fixture('eventbridge-object-restore-completed')],
  ['Object Annotation Created', fixture('eventbridge-object-annotation-created')],
  ['ObjectRemoved:Delete', removed],
  ['s3:TestEvent', fixture('s3-test-event')],
  ['s3:TestEvent', JSON.parse(fixture('sns-s3-test-event')).Records[0].Sns.Message],
  ['s3:TestEvent', envelope(fixture('s3-test-event'))],
  ['CloudTrail validation message', 'CloudTrail validation message.'],
  ['CloudTrail validation message', envelope('CloudTrail validation message.')],
  ['UnsubscribeConfirmation', envelope('You have chosen to deactivate subscription …', 'UnsubscribeConfirmation')],
])('passes over %s, and says so', (reason, body) => {
  expect(parseNotification(body)).toEqual({ objects: [], passedOver: [reason] });
});

test('takes the good part of a notification that also announces something else', () => {
  const records = [fixture('s3-event-object-created'), removed].flatMap((text) => JSON.parse(text).Records);
  expect(parseNotification(JSON.stringify({ Records: records }))).toEqual({ objects: [artifact], passedOver: ['ObjectRemoved:Delete'] });
});

test('reads a batch as far as it is readable', () => {
  const readable = bodiesOf('sqs-batch-partial-garbage').map((body) => {
    try {
      return parseNotification(body).objects.length;
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(readable).toEqual([1, expect.stringContaining('a body that is no JSON object'), 1]);
});

test.each([
  [
    'a version of EventBridge that may mean something else',
    fixture('eventbridge-object-created-unsupported-version'),
    /version "2\.0" where 1 is known/,
  ],
  ['a version of S3 that may mean something else', fixture('s3-event-object-created').replace('"2.5"', '"3.0"'), /version "3\.0" where 2 is known/],
  ['a JSON text', '"x"', /no JSON object/],
  ['an array', '[]', /no JSON object/],
  ['an event of another service', '{"source":"aws.ec2","detail-type":"x","detail":{}}', /the members \["source","detail-type","detail"\]/],
  ['records of another service', '{"Records":[{"eventSource":"aws:sqs","body":"x"}]}', /a record that is not of S3/],
  ['records that are no objects', '{"Records":[7]}', /a member that is no object/],
  ['a key that is missing', '{"s3Bucket":"b","s3ObjectKey":[null]}', /bucket "b" and key null/],
  ['a key that is empty', '{"s3Bucket":"b","s3ObjectKey":[""]}', /bucket "b" and key ""/],
  ['a bucket that is missing', fixture('eventbridge-object-created').replace('"name"', '"other"'), /bucket undefined/],
  ['a key with a broken encoding', fixture('s3-event-urlencoded-key').replace('%3D', '%ZZ'), /not URL-encoded/],
  ['a key that is no text', fixture('s3-event-urlencoded-key').replace('"my+file%3Da.json.gz"', '7'), /key 7/],
])('fails for %s', (_, body, message) => {
  expect(() => parseNotification(body)).toThrow(message);
});
