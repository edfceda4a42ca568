import { evaluate } from '../../lib/selection/evaluate';
import type { AdvancedEventSelector, FieldSelector } from '../../lib/selection/selector';
import { toBasic } from '../../lib/selection/to-basic';
import { deliveredRecords } from '../helpers/delivered-logs';

const management = (...rows: FieldSelector[]): AdvancedEventSelector => ({
  FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...rows],
});
const data = (type: string, ...rows: FieldSelector[]): AdvancedEventSelector => ({
  FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: [type] }, ...rows],
});

test.each([
  ['all management events', management(), { ReadWriteType: 'All', IncludeManagementEvents: true }],
  [
    'management events without those of KMS',
    management({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }, { Field: 'readOnly', Equals: ['false'] }),
    { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] },
  ],
  [
    'objects of a bucket, and no management events with them',
    data('AWS::S3::Object', { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::reports/'] }),
    { ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::reports/'] }] },
  ],
  [
    'reads of all tables',
    data('AWS::DynamoDB::Table', { Field: 'readOnly', Equals: ['true'] }),
    { ReadWriteType: 'ReadOnly', IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] }] },
  ],
])('basic selectors can say: %s', (_, selector, basic) => {
  expect(toBasic([selector], 'aws')).toEqual({ selectors: [basic] });
});

test.each([
  ['network activity', { FieldSelectors: [{ Field: 'eventCategory', Equals: ['NetworkActivity'] }] }, /only management and data events/],
  ['other types', data('AWS::SQS::Queue'), /of the type AWS::SQS::Queue/],
  [
    'exclusions, of log buckets among others',
    data('AWS::S3::Object', { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::logs/'] }),
    /leaves resources out/,
  ],
  ['names of events', data('AWS::S3::Object', { Field: 'eventName', Equals: ['GetObject'] }), /condition on eventName/],
  ['the end of an ARN', data('AWS::S3::Object', { Field: 'resources.ARN', EndsWith: ['.csv'] }), /operator EndsWith.*StartsWith only/],
  [
    'functions by the beginning of their names',
    data('AWS::Lambda::Function', { Field: 'resources.ARN', StartsWith: ['arn:aws:lambda:'] }),
    /operator StartsWith.*Equals only/,
  ],
])('basic selectors cannot say: %s', (_, selector, reason) => {
  expect(toBasic([management(), selector], 'aws')).toEqual({ reason: expect.stringMatching(reason) });
  expect(toBasic([management(), selector], 'aws')).toEqual({ reason: expect.stringMatching(/^selector 2 /) });
});

test('both kinds log the same of the real records', () => {
  const selectors = [
    management({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }),
    data('AWS::S3::Object'),
    data('AWS::Lambda::Function', { Field: 'readOnly', Equals: ['false'] }),
  ];
  const basic = toBasic(selectors, 'aws');
  if (!('selectors' in basic)) throw new Error(basic.reason);
  for (const record of deliveredRecords()) {
    const [one, other] = [{ AdvancedEventSelectors: selectors }, { EventSelectors: basic.selectors }].map((trail) => evaluate(record, trail).logged);
    expect(other).toBe(one);
  }
});
