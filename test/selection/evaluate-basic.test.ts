import type { CloudTrailRecord } from '../../lib/log-format/record';
import { evaluate } from '../../lib/selection/evaluate';
import { createVolume, decrypt, getObject, putObject } from './records';

const objectsOf = (...Values: string[]) => [{ Type: 'AWS::S3::Object', Values }];
const invoke = (name: string): CloudTrailRecord => ({
  ...putObject,
  eventName: 'Invoke',
  resources: [{ type: 'AWS::Lambda::Function', ARN: `arn:aws:lambda:us-west-2:111111111111:function:${name}` }],
});
const item = (ARN: string): CloudTrailRecord => ({ ...putObject, resources: [{ type: 'AWS::DynamoDB::Table', ARN }] });
const functions = [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda:us-west-2:111111111111:function:helloworld'] }];
const table = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders';

test.each<[sentence: string, expected: string, record: CloudTrailRecord, selector: object]>([
  ['management events by default', 'yes', createVolume, {}],
  ['no management events', 'no', createVolume, { IncludeManagementEvents: false, DataResources: objectsOf('arn:aws:s3') }],
  ['nothing at all', 'no', createVolume, { IncludeManagementEvents: false }],
  ['reads alone', 'no', createVolume, { ReadWriteType: 'ReadOnly' }],
  ['writes alone', 'yes', createVolume, { ReadWriteType: 'WriteOnly' }],
  ['all but KMS', 'no', decrypt, { ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
  ['an empty exclusion', 'yes', decrypt, { ExcludeManagementEventSources: [] }],
  ['all objects', 'yes', putObject, { DataResources: objectsOf('arn:aws:s3') }],
  ['all objects as the CDK writes it', 'yes', putObject, { DataResources: objectsOf('arn:aws:s3:::') }],
  ['writes of objects', 'no', getObject, { ReadWriteType: 'WriteOnly', DataResources: objectsOf('arn:aws:s3') }],
  ['a bucket', 'yes', putObject, { DataResources: objectsOf('arn:aws:s3:::my-secure-bucket/') }],
  ['a prefix', 'yes', putObject, { DataResources: objectsOf('arn:aws:s3:::my-secure-bucket/up') }],
  ['another bucket', 'no', putObject, { DataResources: objectsOf('arn:aws:s3:::my-data-bucket/') }],
  ['no resources', 'no', putObject, { DataResources: [{ Type: 'AWS::S3::Object' }] }],
  ['a function', 'yes', invoke('helloworld'), { DataResources: functions }],
  ['a function with a longer name', 'no', invoke('helloworld2'), { DataResources: functions }],
  ['a table', 'yes', item(table), { DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: [table] }] }],
  ['the stream of a table', 'yes', item(`${table}/stream/2026`), { DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: [table] }] }],
  ['a table with a longer name', 'no', item(`${table}2`), { DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: [table] }] }],
])('basic event selectors with %s say %s', (_, expected, record, basic) => {
  expect(evaluate(record, { EventSelectors: [basic] }).logged).toBe(expected);
});

test('a basic event selector that cannot be read leaves the matter open', () => {
  const options = { isUnresolved: (value: string) => value.includes('${Token') };

  expect(evaluate(createVolume, { EventSelectors: [{ ReadWriteType: '${Token[TOKEN.1]}' }] }, options).logged).toBe('unknown');
});

test('a basic event selector is named by its number', () => {
  const EventSelectors = [{ ReadWriteType: 'ReadOnly' }, { IncludeManagementEvents: false, DataResources: objectsOf('arn:aws:s3') }];

  expect(evaluate(putObject, { EventSelectors })).toEqual({ logged: 'yes', selector: 1, reason: 'event selector 2 selects it' });
});
