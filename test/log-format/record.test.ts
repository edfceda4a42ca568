import { readLogFile } from '../../lib/log-format/log-file';
import { partitionOf } from '../../lib/log-format/partition';
import { type CloudTrailRecord, compareEventVersions, dataServiceOf, eventCategoryOf, eventTimeOf, isReadOnly } from '../../lib/log-format/record';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';

const delivered = deliveredKeys.flatMap((key) => readLogFile(deliveredFile(key), key).flatMap(({ record }) => record ?? []));

test('orders event versions as numbers', () => {
  const versions = ['1.11', '1.9', '1.09', '1.0', '1', '2.0', '1.08'];
  expect(versions.sort(compareEventVersions)).toEqual(['1.0', '1', '1.08', '1.9', '1.09', '1.11', '2.0']);
});

test.each<[string, CloudTrailRecord, string]>([
  ['what the record says', { eventCategory: 'Insight', managementEvent: true }, 'Insight'],
  ['the type of the event', { eventType: 'AwsVpceEvents', eventSource: 's3.amazonaws.com', eventName: 'GetObject' }, 'NetworkActivity'],
  ['managementEvent', { managementEvent: false, eventSource: 'sns.amazonaws.com', eventName: 'Publish' }, 'Data'],
  ['managementEvent, against the name', { managementEvent: true, eventSource: 's3.amazonaws.com', eventName: 'GetObject' }, 'Management'],
  ['the resources', { eventSource: 's3.amazonaws.com', eventName: 'Novelty', resources: [{ type: 'AWS::S3::Object' }] }, 'Data'],
  ['the name of the call', { eventSource: 'lambda.amazonaws.com', eventName: 'Invoke' }, 'Data'],
  [
    'a name that is a management event',
    { eventSource: 's3.amazonaws.com', eventName: 'GetBucketAcl', resources: [{ type: 'AWS::S3::Bucket' }] },
    'Management',
  ],
  ['a name with "Object" that is a management event', { eventSource: 's3.amazonaws.com', eventName: 'GetObjectLockConfiguration' }, 'Management'],
  ['the category where it is a new one', { eventCategory: 'Novelty', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' }, 'Management'],
  ['nothing at all', {}, 'Management'],
])('tells the category of an event by %s', (_, record, category) => {
  expect(eventCategoryOf(record)).toBe(category);
});

test('derives for real events the category that they state', () => {
  const stated = delivered.filter(({ eventCategory }) => eventCategory !== undefined);
  const wrong = stated.filter(({ eventCategory, managementEvent, ...record }) => eventCategoryOf(record) !== eventCategory);
  expect(stated.length).toBeGreaterThan(2900);
  expect(wrong.map(({ eventName }) => eventName)).toEqual([]);
});

test('derives for the events of a real account whether they only read', () => {
  const stated = delivered.filter(({ readOnly, recipientAccountId }) => readOnly !== undefined && recipientAccountId === '123837392027');
  const wrong = stated.filter(({ readOnly, ...record }) => isReadOnly(record) !== readOnly);
  expect(stated.length).toBeGreaterThan(2800);
  expect([...new Set(wrong.map(({ eventSource, eventName }) => `${eventSource} ${eventName}`))]).toEqual([]);
});

test.each<[CloudTrailRecord, boolean]>([
  [{ readOnly: 'true', eventName: 'PutObject' }, true],
  [{ readOnly: 'false', eventName: 'GetObject' }, false],
  [{ eventSource: 's3.amazonaws.com', eventName: 'SelectObjectContent' }, true],
  [{ eventSource: 'dynamodb.amazonaws.com', eventName: 'DeleteItem' }, false],
  [{ eventSource: 'kms.amazonaws.com', eventName: 'Decrypt' }, true],
  [{}, false],
])('takes %j as read-only: %s', (record, readOnly) => {
  expect(isReadOnly(record)).toBe(readOnly);
});

test.each([
  ['2026-08-03T09:01:02Z', '2026-08-03T09:01:02.000Z'],
  ['2026-08-03T09:01:02.345Z', '2026-08-03T09:01:02.345Z'],
  ['2026-08-03 09:01:02', '2026-08-03T09:01:02.000Z'],
])('reads the event time %s as UTC', (eventTime, expected) => {
  expect(new Date(eventTimeOf({ eventTime }) as number).toISOString()).toBe(expected);
});

test.each([undefined, '', 'yesterday', '2026-13-03T09:01:02Z', '2026-08-03T09:01:02+02:00', 17 as unknown as string])(
  'does not guess the event time from %j',
  (eventTime) => {
    expect(eventTimeOf({ eventTime })).toBeUndefined();
  },
);

test('tells the service by the resources before the event source', () => {
  expect(dataServiceOf({ resources: [{}, { type: 'AWS::DynamoDB::Stream' }], eventSource: 's3.amazonaws.com' })).toBe('dynamodb');
  expect(dataServiceOf({ resources: null, eventSource: 's3lifecycle.amazonaws.com' })).toBe('s3');
  expect(dataServiceOf({ eventSource: 'ec2.amazonaws.com' })).toBeUndefined();
});

test.each([
  ['eu-west-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eusc-de-east-1', 'aws-eusc'],
])('knows that %s is in the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});
