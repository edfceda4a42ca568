import { checkSelectors } from '../../lib/selection/check';
import type { AdvancedEventSelector } from '../../lib/selection/selector';
import { data, found, management, network, objects } from './selectors';

const isUnresolved = (value: string) => value.includes('${Token');
const check = (...AdvancedEventSelectors: AdvancedEventSelector[]) => checkSelectors({ AdvancedEventSelectors }, { isUnresolved });
const queue = 'arn:aws:sqs:us-east-1:111122223333:orders';

test.each<[sentence: string, id: string, selectors: AdvancedEventSelector[]]>([
  ['W02 a wildcard at the end', 'warning wildcard', [objects({ StartsWith: ['arn:aws:s3:::reports/*'] })]],
  ['W02 a wildcard in an exclusion', 'warning wildcard', [objects({ NotStartsWith: ['arn:aws:s3:::log*/'] })]],
  ['W02 a wildcard in another field', 'warning wildcard', [objects({}, { eventName: { Equals: ['Get*'] } })]],
  ['W02 a wildcard after a placeholder', 'warning wildcard', [objects({ StartsWith: ['${Token[Reports.Arn.1]}/*'] })]],
  ['W02 a bucket as if it were an object', 'warning bucketArn', [objects({ Equals: ['arn:aws:s3:::reports'] })]],
  ['W02 a bucket with a slash as if it were an object', 'warning bucketArn', [objects({ Equals: ['arn:aws:s3:::reports/'] })]],
  ['W02 an exclusion of a bucket that has no effect', 'warning bucketArn', [objects({ NotEquals: ['arn:aws:s3:::logs'] })]],
  ['W03 a bucket without the slash', 'warning bucketSlash', [objects({ StartsWith: ['arn:aws:s3:::reports'] })]],
  ['W03 an excluded bucket without the slash', 'warning bucketSlash', [objects({ NotStartsWith: ['arn:aws:s3:::logs'] })]],
  [
    'W03 a bucket without the slash in a partition that is not known yet',
    'warning bucketSlash',
    [objects({ StartsWith: ['arn:${Token[AWS.Partition.3]}:s3:::reports'] })],
  ],
  ['a bucket by its name', 'warning arnFormat', [objects({ StartsWith: ['reports/'] })]],
  ['a role by its name', 'warning arnFormat', [objects({}, { 'userIdentity.arn': { NotEquals: ['scanner'] } })]],
  [
    'W05 the same prefix included and excluded',
    'warning contradiction',
    [objects({ StartsWith: ['arn:aws:s3:::a/'], NotStartsWith: ['arn:aws:s3:::a/'] })],
  ],
  [
    'W05 a prefix inside of an excluded one',
    'warning contradiction',
    [objects({ StartsWith: ['arn:aws:s3:::a/b/'], NotStartsWith: ['arn:aws:s3:::a/'] })],
  ],
  [
    'W05 a value equal and not equal',
    'warning contradiction',
    [data('AWS::SQS::Queue', { 'resources.ARN': { Equals: [queue], NotEquals: [queue] } })],
  ],
  [
    'W05 a value with an excluded beginning',
    'warning contradiction',
    [objects({}, { eventName: { Equals: ['GetObject'], NotStartsWith: ['Get'] } })],
  ],
  [
    'W05 an ending inside of an excluded one',
    'warning contradiction',
    [objects({}, { eventName: { EndsWith: ['ObjectAcl'], NotEndsWith: ['Acl'] } })],
  ],
  [
    'W05 one of several values',
    'warning contradiction',
    [objects({}, { eventName: { Equals: ['GetObject', 'PutObject'], NotStartsWith: ['Get'] } })],
  ],
  [
    'a management selector without what a broad one logs anyway',
    'warning shadowed',
    [management(), management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } })],
  ],
  ['writes next to reads and writes', 'warning shadowed', [objects({}, { readOnly: { Equals: ['false'] } }), objects()]],
  ['a bucket next to all buckets', 'warning shadowed', [objects({ StartsWith: ['arn:aws:s3:::reports/'] }), objects()]],
  ['a prefix next to its bucket', 'warning shadowed', [objects({ StartsWith: ['arn:aws:s3:::a/b/'] }), objects({ StartsWith: ['arn:aws:s3:::a/'] })]],
  [
    'an object next to its bucket',
    'warning shadowed',
    [objects({ Equals: ['arn:aws:s3:::a/b'] }), objects({ StartsWith: ['arn:aws:s3:::a/', 'arn:aws:s3:::c/'] })],
  ],
  [
    'an event name next to all but another',
    'warning shadowed',
    [objects({}, { eventName: { Equals: ['GetObject'] } }), objects({}, { eventName: { NotEquals: ['PutObject'] } })],
  ],
  [
    'a longer exclusion next to a shorter one',
    'warning shadowed',
    [
      network('s3.amazonaws.com', { eventName: { NotStartsWith: ['Get', 'List'] } }),
      network('s3.amazonaws.com', { eventName: { NotStartsWith: ['GetObject'] } }),
    ],
  ],
  [
    'the same with another name',
    'warning shadowed',
    [
      { ...objects(), Name: 'one' },
      { ...objects(), Name: 'other' },
    ],
  ],
  [
    'the same in another order',
    'warning shadowed',
    [objects({}, { eventName: { Equals: ['GetObject', 'PutObject'] } }), objects({}, { eventName: { Equals: ['PutObject', 'GetObject'] } })],
  ],
])('warns of %s', (_, id, selectors) => {
  expect(found(check(...selectors))).toEqual([id]);
});

test.each<[sentence: string, selectors: AdvancedEventSelector[]]>([
  ['the beginning of the names of several buckets', [objects({ StartsWith: ['arn:aws:s3:::reports-', 'arn:aws:s3:::team.'] })]],
  ['all buckets by the beginning of an ARN', [objects({ StartsWith: ['arn:aws:s3:::', 'arn:aws:s3'] })]],
  ['a folder object', [objects({ Equals: ['arn:aws:s3:::reports/finance/'] })]],
  ['the ending of an ARN', [objects({ EndsWith: ['.csv'], NotEndsWith: ['reports'] })]],
  [
    'a bucket that is left out, without a slash for another type',
    [data('AWS::S3Express::Object', { 'resources.ARN': { StartsWith: ['arn:aws:s3express:us-east-1:111122223333:bucket/b'] } })],
  ],
  ['an exclusion inside of what is included', [objects({ StartsWith: ['arn:aws:s3:::a/'], NotStartsWith: ['arn:aws:s3:::a/b/'] })]],
  ['an ending with an excluded beginning', [objects({ EndsWith: ['.csv'], NotStartsWith: ['arn:aws:s3:::a/'] })]],
  ['reads next to writes', [objects({}, { readOnly: { Equals: ['true'] } }), objects({}, { readOnly: { Equals: ['false'] } })]],
  [
    'all management events but those of KMS, next to writes',
    [management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } }), management({ readOnly: { Equals: ['false'] } })],
  ],
  ['two types', [data('AWS::SQS::Queue'), data('AWS::SNS::Topic')]],
  [
    'an event name next to an exclusion of it',
    [objects({}, { eventName: { Equals: ['GetObject'] } }), objects({}, { eventName: { NotStartsWith: ['Get'] } })],
  ],
  ['an object next to all others but one', [objects({ Equals: ['arn:aws:s3:::a/key'] }), objects({ NotStartsWith: ['arn:aws:s3:::b/'] })]],
  // A copy from the one bucket to the other has two objects: only the first selector logs it.
  ['a bucket next to all others but one', [objects({ StartsWith: ['arn:aws:s3:::a/'] }), objects({ NotStartsWith: ['arn:aws:s3:::b/'] })]],
])('has nothing against %s', (_, selectors) => {
  expect(check(...selectors)).toEqual([]);
});

test('compares placeholders as they are written', () => {
  const [one, other] = ['${Token[TOKEN.1]}', '${Token[TOKEN.2]}'];

  expect(found(check(objects({ StartsWith: [`${one}/a/`], NotStartsWith: [`${one}/`] })))).toEqual(['warning contradiction']);
  expect(found(check(objects({ StartsWith: [`${one}/`], NotStartsWith: [`${other}/`] })))).toEqual([]);
  expect(found(check(objects({}, { eventName: { Equals: [one] } }), objects({}, { eventName: { NotEquals: ['PutObject'] } })))).toEqual([]);
});

test('says that a contradiction leaves nothing to log', () => {
  const [whole] = check(objects({ StartsWith: ['arn:aws:s3:::a/'], NotStartsWith: ['arn:aws:s3:::a/'] }));
  const [part] = check(objects({ StartsWith: ['arn:aws:s3:::a/', 'arn:aws:s3:::b/'], NotStartsWith: ['arn:aws:s3:::a/'] }));

  expect(whole?.message).toContain('so the whole selector logs nothing');
  expect(part?.message).not.toContain('so the whole selector logs nothing');
});

const objectsIn = (Values: string[]) => [{ Type: 'AWS::S3::Object', Values }];

test('warns of an exclusion that another basic selector undoes', () => {
  const problems = checkSelectors({
    EventSelectors: [
      { ExcludeManagementEventSources: ['kms.amazonaws.com'] },
      { IncludeManagementEvents: true, DataResources: objectsIn(['arn:aws:s3:::a/']) },
    ],
  });

  expect(found(problems)).toEqual(['warning shadowed']);
  expect(problems[0]?.message).toContain('of the Management events, event selector 1 selects none that event selector 2 does not log already');
});

test('has nothing against two basic selectors that log management events alike', () => {
  const EventSelectors = ['a', 'b'].map((name) => ({ IncludeManagementEvents: true, DataResources: objectsIn([`arn:aws:s3:::${name}/`]) }));

  expect(checkSelectors({ EventSelectors })).toEqual([]);
});
