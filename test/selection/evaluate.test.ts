import type { CloudTrailRecord } from '../../lib/log-format/record';
import { evaluate } from '../../lib/selection/evaluate';
import type { AdvancedEventSelector } from '../../lib/selection/selector';
import { assumeRole, createVolume, decrypt, denied, getObject, putObject } from './records';
import { data, management, network, objects, selector } from './selectors';

const logged = (record: CloudTrailRecord, ...AdvancedEventSelectors: AdvancedEventSelector[]) => evaluate(record, { AdvancedEventSelectors }).logged;

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html#filtering-data-events-conditions */
describe('the example of the user guide', () => {
  const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';
  const example = objects({
    Equals: [`${bucket}/object1`],
    StartsWith: [`${bucket}/`],
    EndsWith: ['object3'],
    NotStartsWith: [`${bucket}/deselect`],
    NotEndsWith: ['object5'],
    NotEquals: [`${bucket}/object6`],
  });

  test.each([
    ['yes', `${bucket}/object1`],
    ['yes', `${bucket}/object2`],
    ['yes', `${bucket}1/object3`],
    ['no', `${bucket}/deselectObject4`],
    ['no', `${bucket}/object5`],
    ['no', `${bucket}/object6`],
    ['no', `${bucket}1/object2`],
  ])('says %s to %s', (expected, ARN) => {
    const record = {
      ...getObject,
      resources: [
        { type: 'AWS::S3::Object', ARN },
        { type: 'AWS::S3::Bucket', ARN: bucket },
      ],
    };

    expect(logged(record, example)).toBe(expected);
  });
});

test.each<[sentence: string, expected: string, record: CloudTrailRecord, selectors: AdvancedEventSelector[]]>([
  ['a management event', 'yes', createVolume, [management()]],
  ['a management event that writes, of a trail for reads', 'no', createVolume, [management({ readOnly: { Equals: ['true'] } })]],
  ['a management event of a source that is left out', 'no', decrypt, [management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } })]],
  [
    'a management event that one selector leaves out and another does not',
    'yes',
    decrypt,
    [management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } }), management({ readOnly: { Equals: ['true'] } })],
  ],
  ['a management event of a trail for data events', 'no', createVolume, [objects()]],
  ['a management event from before categories had names', 'yes', assumeRole, [management()]],
  ['a management event that does not say whether it reads', 'unknown', assumeRole, [management({ readOnly: { Equals: ['true'] } })]],
  ['a data event', 'yes', putObject, [objects()]],
  ['a data event from before categories had names', 'yes', getObject, [objects()]],
  ['a data event of another type', 'no', putObject, [data('AWS::Lambda::Function')]],
  ['a data event of the type of its second resource', 'yes', putObject, [data('AWS::S3::Bucket')]],
  ['a data event on a bucket', 'yes', putObject, [objects({ StartsWith: ['arn:aws:s3:::my-secure-bucket/'] })]],
  ['a data event on a bucket whose name is longer', 'no', putObject, [objects({ StartsWith: ['arn:aws:s3:::my-secure/'] })]],
  ['a data event on a bucket whose name is longer, without the slash', 'yes', putObject, [objects({ StartsWith: ['arn:aws:s3:::my-secure'] })]],
  ['a data event on an excluded bucket', 'no', putObject, [objects({ NotStartsWith: ['arn:aws:s3:::my-secure-bucket/'] })]],
  ['a data event whose bucket is named as if it were an object', 'no', putObject, [objects({ Equals: ['arn:aws:s3:::my-secure-bucket'] })]],
  ['a data event by its name', 'yes', putObject, [objects({}, { eventName: { StartsWith: ['Put'], NotEndsWith: ['Acl'] } })]],
  ['a data event in other letters', 'no', putObject, [objects({}, { eventName: { Equals: ['putobject'] } })]],
  ['a data event of somebody', 'yes', putObject, [objects({}, { 'userIdentity.arn': { EndsWith: [':user/data-user'] } })]],
  [
    'a data event of somebody who is excluded',
    'no',
    putObject,
    [objects({}, { 'userIdentity.arn': { NotStartsWith: ['arn:aws:iam::123456789012:user/'] } })],
  ],
  [
    'a data event of a service, which has no ARN',
    'no',
    { ...putObject, userIdentity: { type: 'AWSService' } },
    [objects({}, { 'userIdentity.arn': { StartsWith: ['arn:'] } })],
  ],
  [
    'a data event of a service where a role is excluded',
    'yes',
    { ...putObject, userIdentity: { type: 'AWSService' } },
    [objects({}, { 'userIdentity.arn': { NotStartsWith: ['arn:'] } })],
  ],
  ['a data event from elsewhere than the console', 'no', putObject, [objects({}, { sessionCredentialFromConsole: { Equals: ['true'] } })]],
  [
    'a data event from elsewhere than the console, where the console is excluded',
    'yes',
    putObject,
    [objects({}, { sessionCredentialFromConsole: { NotEquals: ['true'] } })],
  ],
  ['a service event', 'no', { ...putObject, eventType: 'AwsServiceEvent' }, [objects({}, { eventType: { NotEquals: ['AwsServiceEvent'] } })]],
  [
    'a lifecycle event, whose source is another',
    'no',
    { ...putObject, eventSource: 's3lifecycle.amazonaws.com' },
    [objects({}, { eventSource: { Equals: ['s3.amazonaws.com'] } })],
  ],
  ['a data event by a field that is newer than the library', 'unknown', putObject, [objects({}, { tomorrow: { Equals: ['x'] } })]],
  [
    'a data event by a field that is newer, on another bucket',
    'no',
    putObject,
    [objects({ StartsWith: ['arn:aws:s3:::other/'] }, { tomorrow: { Equals: ['x'] } })],
  ],
  [
    'a call through a VPC endpoint',
    'yes',
    denied,
    [network('s3.amazonaws.com', { errorCode: { Equals: ['VpceAccessDenied'] }, vpcEndpointId: { StartsWith: ['vpce-'] } })],
  ],
  [
    'a call through a VPC endpoint that was let through',
    'no',
    { ...denied, errorCode: undefined },
    [network('s3.amazonaws.com', { errorCode: { Equals: ['VpceAccessDenied'] } })],
  ],
  ['a call through a VPC endpoint to another service', 'no', denied, [network('kms.amazonaws.com')]],
  ['a call through a VPC endpoint of a trail for all objects', 'no', denied, [objects(), management()]],
  ['a call through a VPC endpoint that does not name its category', 'yes', { ...denied, eventCategory: undefined }, [network('s3.amazonaws.com')]],
  ['the same with the other spelling', 'yes', { ...denied, eventCategory: undefined, eventType: 'AwsVpceEvents' }, [network('s3.amazonaws.com')]],
  ['an event of a category that is newer than the library', 'no', { ...putObject, eventCategory: 'Tomorrow' }, [objects(), management()]],
  ['an Insights event', 'unknown', { eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight' }, [management()]],
  ['an aggregated event', 'unknown', { eventType: 'AwsAggregatedEvent', eventCategory: 'Aggregated' }, [objects()]],
])('knows of %s: %s', (_, expected, record, selectors) => {
  expect(logged(record, ...selectors)).toBe(expected);
});

describe('an event with several resources', () => {
  const copy = {
    ...putObject,
    eventName: 'CopyObject',
    resources: ['a', 'b'].map((bucket) => ({ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/key` })),
  };
  const list = { ...getObject, eventName: 'ListObjects', resources: [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::a/' }] };
  const untyped = { ...putObject, resources: [{ ARN: 'arn:aws:s3:::a/key' }] };

  test.each<[sentence: string, expected: string, record: CloudTrailRecord, selector: AdvancedEventSelector]>([
    ['one of them is selected', 'yes', copy, objects({ StartsWith: ['arn:aws:s3:::b/'] })],
    ['one of them is excluded', 'no', copy, objects({ NotStartsWith: ['arn:aws:s3:::b/'] })],
    ['the one is selected and the other excluded', 'no', copy, objects({ StartsWith: ['arn:aws:s3:::a/'], NotStartsWith: ['arn:aws:s3:::b/'] })],
    ['a prefix is listed', 'yes', list, objects({ StartsWith: ['arn:aws:s3:::a/'] })],
    ['the type is missing', 'unknown', untyped, objects()],
    ['the type is missing and the name does not match', 'no', untyped, objects({}, { eventName: { Equals: ['GetObject'] } })],
    [
      'the type of another one is missing',
      'unknown',
      { ...copy, resources: [...copy.resources, { ARN: 'arn:aws:s3:::c/key' }] },
      objects({ StartsWith: ['arn:aws:s3:::c/'] }),
    ],
    [
      'the type of another one is missing that does not matter',
      'yes',
      { ...copy, resources: [...copy.resources, { ARN: 'arn:aws:s3:::c/key' }] },
      objects({ StartsWith: ['arn:aws:s3:::a/'] }),
    ],
    ['there are none', 'no', { ...copy, resources: null }, objects()],
  ])('%s: %s', (_, expected, record, selected) => {
    expect(logged(record, selected)).toBe(expected);
  });
});

test('a value that is not known yet decides only where nothing else does', () => {
  const options = { isUnresolved: (value: string) => value.includes('${Token') };
  const later = '${Token[TOKEN.1]}';
  const evaluateLater = (one: AdvancedEventSelector) => evaluate(putObject, { AdvancedEventSelectors: [one] }, options).logged;

  expect(evaluateLater(objects({ StartsWith: [later] }))).toBe('unknown');
  expect(evaluateLater(objects({ NotStartsWith: [later] }))).toBe('unknown');
  expect(evaluateLater(objects({ StartsWith: [later, 'arn:aws:s3:::my-secure-bucket/'] }))).toBe('yes');
  expect(evaluateLater(objects({ StartsWith: [later] }, { readOnly: { Equals: ['true'] } }))).toBe('no');
  expect(evaluateLater(objects({}, { vpcEndpointId: { Equals: [later] } }))).toBe('no');
});

test('says which selector decides, which field and why', () => {
  const AdvancedEventSelectors = [management(), { ...objects({ NotStartsWith: ['arn:aws:s3:::my-secure-bucket/'] }), Name: 'uploads' }];

  expect(evaluate(createVolume, { AdvancedEventSelectors })).toEqual({ logged: 'yes', selector: 0, reason: 'advanced event selector 1 selects it' });
  expect(evaluate(putObject, { AdvancedEventSelectors })).toEqual({
    logged: 'no',
    selector: 1,
    field: 'resources.ARN',
    reason:
      'advanced event selector 2 ("uploads"): resources.ARN is arn:aws:s3:::my-secure-bucket/uploads/data.parquet, which NotStartsWith arn:aws:s3:::my-secure-bucket/ leaves out',
  });
  expect(evaluate(putObject, { AdvancedEventSelectors: [objects({}, { vpcEndpointId: { Equals: ['vpce-1'] } })] }).reason).toContain(
    'the event has no vpcEndpointId, which it does not select',
  );
});

test('a trail without selectors logs all management events and nothing else', () => {
  expect(evaluate(createVolume, {})).toEqual({ logged: 'yes', reason: 'the default of a trail without event selectors selects it' });
  expect(evaluate(putObject, { EventSelectors: [], AdvancedEventSelectors: [] }).logged).toBe('no');
});

test('a field without conditions demands nothing', () => {
  expect(logged(createVolume, selector({ eventCategory: { Equals: ['Management'] }, eventSource: {} }))).toBe('yes');
});
