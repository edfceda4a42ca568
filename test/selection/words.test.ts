import fc from 'fast-check';
import type { TrailSelectors } from '../../lib/selection/basic-selector';
import { type AdvancedEventSelector, OPERATORS } from '../../lib/selection/selector';
import { toText, type WordsOptions, wordsOf } from '../../lib/selection/words';
import { data, management, network, objects } from './selectors';

const doesNotLog = (selectors: TrailSelectors, options?: WordsOptions) => wordsOf(selectors, options).doesNotLog;
const reads = { readOnly: { Equals: ['true'] } };
const writes = { readOnly: { Equals: ['false'] } };
const tables = (...names: string[]) => ({
  'resources.ARN': { Equals: names.map((name) => `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`) },
});

test('says what a trail logs and what it does not, a sentence a line', () => {
  const AdvancedEventSelectors = [
    objects({ StartsWith: ['arn:aws:s3:::reports/finance/'], NotStartsWith: ['arn:aws:s3:::log-bucket/'] }),
    data('AWS::DynamoDB::Table', { ...tables('orders'), ...writes }),
    management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } }),
  ];

  expect(toText(wordsOf({ AdvancedEventSelectors }, { logBuckets: ['arn:aws:s3:::log-bucket/'], insights: [] }))).toBe(
    `Logs all management events (reads and writes), except those of kms.amazonaws.com.
Logs every read and write of s3://reports/finance/…
Logs writes to items of the DynamoDB table orders.
Does not log management events of kms.amazonaws.com.
Does not log any other data events, such as those of other resource types.
Does not log network activity events.
Does not log its own deliveries to s3://log-bucket/…, which also hides what people do in that bucket.
Insights are off.`,
  );
});

test('says that a trail without selectors logs management events alone', () => {
  expect(wordsOf({})).toEqual({
    logs: ['Logs all management events (reads and writes).'],
    doesNotLog: ['Does not log data events.', 'Does not log network activity events.'],
  });
});

test.each<[missing: string, selectors: AdvancedEventSelector[]]>([
  ['Does not log management events.', [objects()]],
  ['Does not log management events that read.', [management(writes)]],
  ['Does not log management events that write.', [management(reads)]],
  ['Does not log management events of rdsdata.amazonaws.com.', [management({ eventSource: { NotEquals: ['rdsdata.amazonaws.com'] } })]],
  ['Does not log any other network activity events, such as those of other event sources.', [network('s3.amazonaws.com')]],
])('admits "%s"', (missing, AdvancedEventSelectors) => {
  expect(doesNotLog({ AdvancedEventSelectors })).toContain(missing);
});

test('does not claim an exclusion that another selector undoes', () => {
  const AdvancedEventSelectors = [management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } }), management()];

  expect(doesNotLog({ AdvancedEventSelectors }).join()).not.toContain('kms');
});

describe('the own deliveries', () => {
  const logBuckets = ['arn:aws:s3:::logs/'];
  const excluding = objects({ NotStartsWith: logBuckets });
  const own = 'Does not log its own deliveries to s3://logs/…, which also hides what people do in that bucket.';

  test('are said once where all selectors leave them out', () => {
    const words = wordsOf({ AdvancedEventSelectors: [excluding, { ...excluding, Name: 'again' }] }, { logBuckets });

    expect(words.doesNotLog).toContain(own);
    expect(words.logs).toEqual(['Logs every read and write of the objects of all buckets.']);
  });

  test('are not said to be left out where another selector logs them', () => {
    const words = wordsOf({ AdvancedEventSelectors: [excluding, objects({ StartsWith: ['arn:aws:s3:::log'] })] }, { logBuckets });

    expect(words.doesNotLog).not.toContain(own);
    expect(words.logs).toContain('Logs every read and write of the objects of all buckets, except s3://logs/…');
  });

  test('are not mentioned where no selector could log them', () => {
    expect(doesNotLog({ AdvancedEventSelectors: [objects({ StartsWith: ['arn:aws:s3:::reports/'] })] }, { logBuckets })).not.toContain(own);
  });

  test('are recognised where the name and the ARN of the bucket have the same placeholder', () => {
    const AdvancedEventSelectors = [objects({ NotStartsWith: ['<Archive/Bucket>/'] })];

    expect(doesNotLog({ AdvancedEventSelectors }, { logBuckets: ['arn:aws:s3:::<Archive/Bucket>/'] })).toContain(
      own.replace('logs', '<Archive/Bucket>'),
    );
  });
});

test('shows placeholders as the caller wants, and names what they are part of', () => {
  const display = (value: string) => value.replace(/\$\{Token\[(\w+)[^}]*\}/g, '<$1>');
  const AdvancedEventSelectors = [
    objects({ StartsWith: ['${Token[Reports.Arn.1]}/finance/', 'arn:${Token[AWS.Partition.2]}:s3:::${Token[Uploads.3]}/'] }),
    data('AWS::DynamoDB::Table', { 'resources.ARN': { Equals: ['${Token[Orders.Arn.4]}'] } }),
    data('AWS::Lambda::Function', {
      'resources.ARN': { Equals: ['arn:${Token[AWS.Partition.2]}:lambda:${Token[AWS.Region.5]}:111122223333:function:f'] },
    }),
  ];

  expect(wordsOf({ AdvancedEventSelectors }, { display }).logs).toEqual([
    'Logs every invocation of the Lambda function f.',
    'Logs every read and write of items of the DynamoDB table <Orders>.',
    'Logs every read and write of s3://<Reports>/finance/… and s3://<Uploads>/…',
  ]);
});

test('says which Insights and summaries there are', () => {
  const insights = [
    { InsightType: 'ApiErrorRateInsight', EventCategories: ['Management', 'Data'] },
    { InsightType: 'ApiCallRateInsight' },
    { InsightType: 'Tomorrow' },
    {},
  ];
  const words = wordsOf({}, { insights, aggregations: [{ EventCategory: 'Data', Templates: ['USER_ACTIONS', 'API_ACTIVITY'] }] });

  expect(words.logs.slice(1)).toEqual([
    'Looks for Tomorrow in management events (Insights).',
    'Looks for an insight type that is missing in management events (Insights).',
    'Looks for unusual numbers of calls in management events (Insights).',
    'Looks for unusual numbers of errors in data and management events (Insights).',
    'Delivers summaries of data events every five minutes: API_ACTIVITY and USER_ACTIONS.',
  ]);
  expect(words.doesNotLog).not.toContain('Insights are off.');
});

const anyValue = fc.constantFrom('arn:aws:s3:::a/', 'arn:aws:s3:::b/x', 'true', 'Get', 'kms.amazonaws.com');
const anyField = fc
  .tuple(
    fc.constantFrom('resources.ARN', 'readOnly', 'eventName', 'eventSource', 'tomorrow'),
    fc.dictionary(fc.constantFrom(...OPERATORS), fc.uniqueArray(anyValue, { maxLength: 3 }), { maxKeys: 2 }),
  )
  .map(([Field, rows]) => ({ Field, ...rows }));
const anySelector = fc
  .tuple(
    fc.constantFrom(management(), objects(), data('AWS::SQS::Queue'), network('s3.amazonaws.com')),
    fc.uniqueArray(anyField, { selector: ({ Field }) => Field, maxLength: 3 }),
  )
  .map(
    ([base, fields]): AdvancedEventSelector => ({
      FieldSelectors: [...base.FieldSelectors, ...fields.filter(({ Field }) => !base.FieldSelectors.some((one) => one.Field === Field))],
    }),
  );

test('the words are the same whatever the order of selectors, fields and values', () => {
  const turned = (one: AdvancedEventSelector): AdvancedEventSelector => ({
    FieldSelectors: [...one.FieldSelectors].reverse().map((field) => ({
      Field: field.Field,
      ...Object.fromEntries([...OPERATORS].reverse().flatMap((operator) => (field[operator] ? [[operator, [...field[operator]].reverse()]] : []))),
    })),
  });

  fc.assert(
    fc.property(fc.array(anySelector, { minLength: 1, maxLength: 4 }), (AdvancedEventSelectors) => {
      const options = { logBuckets: ['arn:aws:s3:::a/', 'arn:aws:s3:::b/'] };

      expect(wordsOf({ AdvancedEventSelectors: [...AdvancedEventSelectors].reverse().map(turned) }, options)).toEqual(
        wordsOf({ AdvancedEventSelectors }, options),
      );
    }),
    { numRuns: 300 },
  );
});

test('every sentence is a sentence', () => {
  fc.assert(
    fc.property(fc.array(anySelector, { minLength: 1, maxLength: 3 }), (AdvancedEventSelectors) => {
      for (const line of toText(wordsOf({ AdvancedEventSelectors })).split('\n')) expect(line).toMatch(/^(Logs|Does not log) \S.*\S[.…]$/);
    }),
    { numRuns: 300 },
  );
});
