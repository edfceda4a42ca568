import { checkSelectors } from '../../lib/selection/check';
import type { AdvancedEventSelector } from '../../lib/selection/selector';
import { data, found, management, network, objects, selector, values } from './selectors';

const check = (...AdvancedEventSelectors: AdvancedEventSelector[]) => checkSelectors({ AdvancedEventSelectors });
const queues = (rows: Parameters<typeof data>[1]) => data('AWS::SQS::Queue', rows);

test.each<[sentence: string, id: string, awsMessage: string | undefined, selectors: AdvancedEventSelector[]]>([
  ['E47 no category', 'error categoryMissing', 'The following fields are required: [eventCategory].', [selector({ readOnly: { Equals: ['true'] } })]],
  [
    'E48 data events without a resource type',
    'error typeMissing',
    'The following selectors are required when the eventCategory field value equals Data: [resources.type].',
    [selector({ eventCategory: { Equals: ['Data'] } })],
  ],
  [
    'E58 network activity without a source',
    'error sourceMissing',
    'The following selectors are required when the eventCategory field value equals NetworkActivity: [eventSource].',
    [selector({ eventCategory: { Equals: ['NetworkActivity'] } })],
  ],
  [
    'E49 a field twice',
    'error fieldTwice',
    'A duplicate event selector was found for at least one field. Only one selector is allowed per field.',
    [{ FieldSelectors: [...queues({ eventName: { StartsWith: ['Send'] } }).FieldSelectors, { Field: 'eventName', EndsWith: ['Batch'] }] }],
  ],
  [
    'E50 two resource types',
    'warning oneValue',
    undefined,
    [selector({ eventCategory: { Equals: ['Data'] }, 'resources.type': { Equals: ['AWS::SQS::Queue', 'AWS::SNS::Topic'] } })],
  ],
  ['E50 reads and writes by name', 'warning oneValue', undefined, [management({ readOnly: { Equals: ['true', 'false'] } })]],
  ['E50 two categories', 'warning oneValue', undefined, [selector({ eventCategory: { Equals: ['Management', 'Data'] } })]],
  [
    'E50 two sources of network activity',
    'warning oneValue',
    undefined,
    [selector({ eventCategory: { Equals: ['NetworkActivity'] }, eventSource: { Equals: ['s3.amazonaws.com', 'kms.amazonaws.com'] } })],
  ],
  ['E51 a type that CloudTrail refuses', 'warning refusedType', undefined, [data('AWS::KMS::Key')]],
  ['a type that is newer than the library', 'warning unknownType', undefined, [data('AWS::Tomorrow::Thing')]],
  ['a type in other letters', 'warning unknownType', undefined, [data('AWS::Dynamodb::Table')]],
  ['a source of network activity that is newer than the library', 'warning unknownSource', undefined, [network('tomorrow.amazonaws.com')]],
  [
    'E52 another operator on the category',
    'error categoryOperator',
    'Only the following operators are valid with the eventCategory field: [Equals].',
    [selector({ eventCategory: { Equals: ['Management'], NotEquals: ['Data'] } })],
  ],
  ['E53 another operator on readOnly', 'warning operator', undefined, [management({ readOnly: { NotEquals: ['true'] } })]],
  [
    'E53 another operator on the resource type',
    'warning operator',
    undefined,
    [selector({ eventCategory: { Equals: ['Data'] }, 'resources.type': { StartsWith: ['AWS::SQS::Queue'] } })],
  ],
  [
    'E53 another operator on the error code',
    'warning operator',
    undefined,
    [network('s3.amazonaws.com', { errorCode: { NotEquals: ['VpceAccessDenied'] } })],
  ],
  [
    'E53 another operator on the console session',
    'warning operator',
    undefined,
    [queues({ sessionCredentialFromConsole: { StartsWith: ['true'] } })],
  ],
  ['E54 readOnly that is neither', 'warning fieldValue', undefined, [management({ readOnly: { Equals: ['True'] } })]],
  ['E54 the console session false', 'warning fieldValue', undefined, [queues({ sessionCredentialFromConsole: { Equals: ['false'] } })]],
  [
    'E55 management events by name',
    'error fieldForCategory',
    'The following field is not allowed when the eventCategory field value equals Management: eventName.',
    [management({ eventName: { Equals: ['DeleteTrail'] } })],
  ],
  [
    'E56 data events by VPC endpoint',
    'error fieldForCategory',
    'The following field is not allowed when the eventCategory field value equals Data: vpcEndpointId.',
    [queues({ vpcEndpointId: { Equals: ['vpce-1'] } })],
  ],
  ['E56 a field that is newer than the library', 'warning unknownField', undefined, [queues({ tomorrow: { Equals: ['x'] } })]],
  [
    'E56 a field in other letters',
    'warning unknownField',
    undefined,
    [queues({ 'resources.arn': { Equals: ['arn:aws:sqs:us-east-1:111122223333:q'] } })],
  ],
  ['E57 management events of one source', 'warning managementSource', undefined, [management({ eventSource: { Equals: ['kms.amazonaws.com'] } })]],
  ['E57 the exclusion of another source', 'warning managementSource', undefined, [management({ eventSource: { NotEquals: ['s3.amazonaws.com'] } })]],
  [
    'E59 another error code',
    'error errorCode',
    'The errorCode field value is not valid.',
    [network('s3.amazonaws.com', { errorCode: { Equals: ['AccessDenied'] } })],
  ],
  [
    'E60 the category of event data stores',
    'error category',
    'The eventCategory field value is not valid.',
    [selector({ eventCategory: { Equals: ['Insight'] } })],
  ],
  [
    'E60 a category in other letters',
    'error category',
    'The eventCategory field value is not valid.',
    [selector({ eventCategory: { Equals: ['management'] } })],
  ],
  ['E60 a category that is newer than the library', 'warning unknownCategory', undefined, [selector({ eventCategory: { Equals: ['Tomorrow'] } })]],
  [
    'E61 more than 500 values',
    'error valueCount',
    'There are too many filters applied. The maximum allowed number of filters is 500.',
    [queues({ eventName: { Equals: values(499) } })],
  ],
  ['E63 a field without operator', 'warning noOperator', undefined, [queues({ eventName: {} })]],
  ['E64 an operator without value', 'warning emptyOperator', undefined, [queues({ eventName: { Equals: [] } })]],
  ['E65 a value that is too long', 'warning valueLength', undefined, [queues({ eventName: { Equals: ['x'.repeat(2049)] } })]],
  ['E65 an empty value', 'warning valueLength', undefined, [queues({ eventName: { Equals: [''] } })]],
  ['a name that is too long', 'warning nameLength', undefined, [{ ...management(), Name: 'x'.repeat(1001) }]],
  ['an empty name', 'warning nameLength', undefined, [{ ...management(), Name: '' }]],
  ['a value that is there twice', 'error duplicateValue', undefined, [queues({ eventName: { Equals: ['SendMessage', 'SendMessage'] } })]],
  ['a selector that is there twice', 'error duplicateSelector', undefined, [management(), management()]],
])('finds %s', (_, id, awsMessage, selectors) => {
  const problems = check(...selectors);

  expect(found(problems)).toEqual([id]);
  expect(problems[0]?.awsMessage).toBe(awsMessage);
});

test.each([
  ['management events by name', management({ eventName: { Equals: ['DeleteTrail'] } }), 'filter after the delivery'],
  ['a field in other letters', queues({ EventName: { Equals: ['SendMessage'] } }), 'write eventName'],
  ['a type in other letters', data('AWS::Dynamodb::Table'), 'write AWS::DynamoDB::Table'],
  ['a category in other letters', selector({ eventCategory: { Equals: ['data'] } }), 'write Data'],
  ['a field of another category', network('s3.amazonaws.com', { readOnly: { Equals: ['true'] } }), 'use eventCategory, eventSource, eventName'],
])('says what to do about %s', (_, wrong, fix) => {
  expect(check(wrong)[0]?.fix).toContain(fix);
});

test('has nothing against a selector at its limits', () => {
  const widest = { ...queues({ eventName: { Equals: [...values(497), 'x'.repeat(2048)] } }), Name: 'x'.repeat(1000) };

  expect(check(widest)).toEqual([]);
});

test('an empty list is taken for none, with a warning', () => {
  expect(found(checkSelectors({ AdvancedEventSelectors: [] }))).toEqual(['warning noSelectors']);
  expect(found(checkSelectors({ AdvancedEventSelectors: [] }, { fromTemplate: true }))).toEqual([]);
});

test('names the selector by its number and its name', () => {
  const [problem] = check(management(), { ...queues({ eventName: {} }), Name: 'queues' });

  expect(problem?.message).toBe('advanced event selector 2 ("queues"), eventName: the field selector has no operator');
});

test('takes values that are not known yet, and counts them', () => {
  const isUnresolved = (value: string) => value.includes('${Token');
  const later = '${Token[TOKEN.1]}';
  const checkLater = (...AdvancedEventSelectors: AdvancedEventSelector[]) => found(checkSelectors({ AdvancedEventSelectors }, { isUnresolved }));

  expect(checkLater({ ...data(later, { readOnly: { Equals: [later] } }), Name: later })).toEqual([]);
  expect(checkLater(selector({ eventCategory: { Equals: [later] } }))).toEqual([]);
  expect(checkLater(network(later, { errorCode: { Equals: [later] } }))).toEqual([]);
  expect(checkLater(management({ eventSource: { NotEquals: [later] } }))).toEqual([]);
  expect(checkLater(queues({ 'resources.ARN': { Equals: values(498, later) } }))).toEqual([]);
  expect(checkLater(queues({ 'resources.ARN': { Equals: values(499, later) } }))).toEqual(['error valueCount']);
});

test('messages are lower case, end without a full stop, and say what to do', () => {
  const problems = check(
    { ...objects({ Equals: ['*'], NotEquals: ['*'] }), Name: '' },
    management({ eventName: {}, eventSource: { Equals: ['x'] }, readOnly: { NotEquals: ['x'] } }),
    selector({ eventCategory: { Equals: ['Insight'] } }),
  );

  for (const { message, fix, value } of problems) {
    expect(message).toMatch(/^[a-z].*[^.]$/);
    expect(fix).toMatch(/^[a-z].*[^.]$/);
    expect(value ?? null).toBeDefined();
  }
});
