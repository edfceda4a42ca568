import { readLogFile } from '../../lib/log-format/log-file';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import type { TrailSelectors } from '../../lib/selection/basic-selector';
import { evaluate, type Logged } from '../../lib/selection/evaluate';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';
import { advanced, basic, dataOf } from './cases/case';
import { data, management, objects } from './selectors';

const records = deliveredKeys.flatMap((key) => readLogFile(deliveredFile(key), key).flatMap(({ record }) => record ?? []));

const [OBJECT, FUNCTION, TABLE] = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table'] as const;
const [kms, rdsData] = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] as const;
const [reads, writes] = [{ readOnly: { Equals: ['true'] } }, { readOnly: { Equals: ['false'] } }];
const fn = 'arn:aws:lambda:eu-west-1:111122223333:function:price-orders';
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const without = (...NotEquals: string[]) => ({ eventSource: { NotEquals } });
const startingWith = (...StartsWith: string[]) => ({ StartsWith });

// What the record says about itself, without the words of a selector.
type Asked = (record: CloudTrailRecord) => boolean;
const isData: Asked = ({ eventCategory, managementEvent }) => (eventCategory ? eventCategory === 'Data' : managementEvent === false);
const isManagement: Asked = (record) => !isData(record);
const mentions =
  (type: string, pattern: RegExp): Asked =>
  (record) =>
    isData(record) && (record.resources ?? []).some((one) => one.type === type && pattern.test(one.ARN ?? one.ARNPrefix ?? ''));
const all =
  (...asked: Asked[]): Asked =>
  (record) =>
    asked.every((one) => one(record));
const is =
  (readOnly: boolean): Asked =>
  (record) =>
    record.readOnly === readOnly;

test.each<[sentence: string, basicOnes: TrailSelectors, advancedOnes: TrailSelectors, asked: Asked]>([
  ['the default of a trail', {}, advanced(management()), isManagement],
  ['all management events', basic({}), advanced(management()), isManagement],
  ['reads', basic({ ReadWriteType: 'ReadOnly' }), advanced(management(reads)), all(isManagement, is(true))],
  ['writes', basic({ ReadWriteType: 'WriteOnly' }), advanced(management(writes)), all(isManagement, is(false))],
  [
    'all but KMS',
    basic({ ExcludeManagementEventSources: [kms] }),
    advanced(management(without(kms))),
    all(isManagement, ({ eventSource }) => eventSource !== kms),
  ],
  [
    'writes but of KMS and the RDS Data API',
    basic({ ReadWriteType: 'WriteOnly', ExcludeManagementEventSources: [kms, rdsData] }),
    advanced(management({ ...writes, ...without(kms, rdsData) })),
    all(isManagement, is(false), ({ eventSource = '' }) => !/^(kms|rdsdata)\./.test(eventSource)),
  ],
  ['all objects', basic(dataOf(OBJECT, 'arn:aws:s3')), advanced(objects()), mentions(OBJECT, /^/)],
  [
    'a bucket',
    basic(dataOf(OBJECT, 'arn:aws:s3:::finance-reports/')),
    advanced(objects(startingWith('arn:aws:s3:::finance-reports/'))),
    mentions(OBJECT, /:::finance-reports\//),
  ],
  [
    'two prefixes',
    basic(dataOf(OBJECT, 'arn:aws:s3:::finance-reports/2026/q2/', 'arn:aws:s3:::finance-archive/2026')),
    advanced(objects(startingWith('arn:aws:s3:::finance-reports/2026/q2/', 'arn:aws:s3:::finance-archive/2026'))),
    mentions(OBJECT, /:::finance-(reports\/2026\/q2\/|archive\/2026)/),
  ],
  [
    'writes of a bucket',
    basic({ ...dataOf(OBJECT, 'arn:aws:s3:::finance-reports/'), ReadWriteType: 'WriteOnly' }),
    advanced(objects(startingWith('arn:aws:s3:::finance-reports/'), writes)),
    all(mentions(OBJECT, /:::finance-reports\//), is(false)),
  ],
  ['all functions', basic(dataOf(FUNCTION, 'arn:aws:lambda')), advanced(data(FUNCTION)), mentions(FUNCTION, /^/)],
  [
    'a function',
    basic(dataOf(FUNCTION, fn)),
    advanced(data(FUNCTION, { 'resources.ARN': { Equals: [fn] } })),
    mentions(FUNCTION, /:function:price-orders$/),
  ],
  ['all tables', basic(dataOf(TABLE, 'arn:aws:dynamodb')), advanced(data(TABLE)), mentions(TABLE, /^/)],
  [
    'a table',
    basic(dataOf(TABLE, table)),
    advanced(data(TABLE, { 'resources.ARN': { Equals: [table], StartsWith: [`${table}/stream/`] } })),
    mentions(TABLE, /:table\/orders($|\/stream\/)/),
  ],
  [
    'reads of management events, of objects and of tables',
    basic({
      ReadWriteType: 'ReadOnly',
      DataResources: [
        { Type: OBJECT, Values: ['arn:aws:s3'] },
        { Type: TABLE, Values: ['arn:aws:dynamodb'] },
      ],
    }),
    advanced(management(reads), objects({}, reads), data(TABLE, reads)),
    (record) => is(true)(record) && [isManagement, mentions(OBJECT, /^/), mentions(TABLE, /^/)].some((one) => one(record)),
  ],
])('of every delivered record, basic and advanced selectors of %s say the same, and what the record says', (_, basicOnes, advancedOnes, asked) => {
  const answersOf = (selectors: TrailSelectors) => records.map((record) => evaluate(record, selectors).logged);
  const answers = answersOf(basicOnes);
  // Of a record that does not say whether it reads, a selector of reads or writes cannot tell.
  const expected = records.map((record, index): Logged => {
    if (record.readOnly === undefined && answers[index] === 'unknown') return 'unknown';
    return asked(record) ? 'yes' : 'no';
  });

  expect(answersOf(advancedOnes)).toEqual(answers);
  expect(differences(answers, expected)).toEqual([]);
  expect(new Set(expected)).toContain('yes');
  expect(new Set(expected)).toContain('no');
});

test('there are enough delivered records of both kinds', () => {
  expect(records.length).toBeGreaterThan(1000);
  expect(records.filter(isData).length).toBeGreaterThan(50);
});

function differences(answers: readonly Logged[], expected: readonly Logged[]): string[] {
  return records.flatMap(({ eventID, eventSource, eventName, eventVersion }, index) =>
    answers[index] === expected[index]
      ? []
      : [`${eventSource} ${eventName} ${eventVersion} ${eventID}: ${answers[index]}, expected ${expected[index]}`],
  );
}
