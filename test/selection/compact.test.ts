import fc from 'fast-check';
import { compact, countValues } from '../../lib/selection/compact';
import { evaluate } from '../../lib/selection/evaluate';
import type { AdvancedEventSelector, FieldSelector } from '../../lib/selection/selector';

const data = (...rows: FieldSelector[]): AdvancedEventSelector => ({
  FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }, ...rows],
});
const objects = (...StartsWith: string[]) => data({ Field: 'resources.ARN', StartsWith });

test.each([
  ['selectors of two buckets become one', [objects('arn:aws:s3:::a/'), objects('arn:aws:s3:::b/')], [objects('arn:aws:s3:::a/', 'arn:aws:s3:::b/')]],
  ['a folder of a bucket that is logged as a whole falls out', [objects('arn:aws:s3:::a/', 'arn:aws:s3:::a/x/')], [objects('arn:aws:s3:::a/')]],
  ['also when it comes first, in a selector of its own', [objects('arn:aws:s3:::a/x/'), objects('arn:aws:s3:::a/')], [objects('arn:aws:s3:::a/')]],
  ['a sibling with a longer name stays', [objects('arn:aws:s3:::a/', 'arn:aws:s3:::a-b/')], [objects('arn:aws:s3:::a/', 'arn:aws:s3:::a-b/')]],
  ['a repeated selector falls out', [objects('arn:aws:s3:::a/'), objects('arn:aws:s3:::a/')], [objects('arn:aws:s3:::a/')]],
  ['a selector that another one makes superfluous falls out', [objects('arn:aws:s3:::a/'), data()], [data()]],
  [
    'reads and writes stay apart: readOnly takes one value',
    [data({ Field: 'readOnly', Equals: ['true'] }), data({ Field: 'readOnly', Equals: ['false'] })],
    [data({ Field: 'readOnly', Equals: ['true'] }), data({ Field: 'readOnly', Equals: ['false'] })],
  ],
  [
    'selectors that exclude different things stay apart',
    [data({ Field: 'resources.ARN', StartsWith: ['a'], NotStartsWith: ['ab'] }), data({ Field: 'resources.ARN', StartsWith: ['b'] })],
    [data({ Field: 'resources.ARN', StartsWith: ['a'], NotStartsWith: ['ab'] }), data({ Field: 'resources.ARN', StartsWith: ['b'] })],
  ],
  [
    'selectors that exclude the same become one',
    [data({ Field: 'resources.ARN', StartsWith: ['a'], NotEndsWith: ['z'] }), data({ Field: 'resources.ARN', Equals: ['b'], NotEndsWith: ['z'] })],
    [data({ Field: 'resources.ARN', Equals: ['b'], StartsWith: ['a'], NotEndsWith: ['z'] })],
  ],
  [
    'selectors with different names stay apart',
    [
      { ...objects('a'), Name: 'one' },
      { ...objects('b'), Name: 'two' },
    ],
    [
      { ...objects('a'), Name: 'one' },
      { ...objects('b'), Name: 'two' },
    ],
  ],
])('%s', (_, selectors, compacted) => {
  expect(compact(selectors)).toEqual(compacted);
});

test('the values of a trail are those of every operator of every field', () => {
  expect(countValues([data({ Field: 'resources.ARN', StartsWith: ['a', 'b'], NotEquals: ['c'] }), data()])).toBe(7);
});

const arn = fc.constantFrom('a', 'ab', 'abc', 'b', 'bc', 'c');
const values = fc.uniqueArray(arn, { minLength: 1, maxLength: 3 });
const row = (field: string) =>
  fc
    .record(
      { Equals: values, StartsWith: values, EndsWith: values, NotEquals: values, NotStartsWith: values, NotEndsWith: values },
      { requiredKeys: [] },
    )
    .map((operators): FieldSelector => ({ Field: field, ...operators }));
const selector = fc
  .tuple(
    fc.option(row('resources.ARN'), { nil: undefined }),
    fc.option(row('eventName'), { nil: undefined }),
    fc.constantFrom(undefined, 'true', 'false'),
  )
  .map(([arns, names, readOnly]) =>
    data(...[arns, names, readOnly === undefined ? undefined : { Field: 'readOnly', Equals: [readOnly] }].flatMap((one) => (one ? [one] : []))),
  );
const event = fc.record({ arns: fc.array(arn, { maxLength: 2 }), eventName: arn, readOnly: fc.boolean() }).map(({ arns, eventName, readOnly }) => ({
  eventCategory: 'Data',
  eventName,
  readOnly,
  resources: (arns.length > 0 ? arns : ['other']).map((ARN) => ({ type: 'AWS::S3::Object', ARN })),
}));

test('what is compacted logs exactly the same events, with no more values', () => {
  fc.assert(
    fc.property(fc.array(selector, { minLength: 1, maxLength: 4 }), fc.array(event, { minLength: 5, maxLength: 15 }), (selectors, events) => {
      const compacted = compact(selectors);
      expect(countValues(compacted)).toBeLessThanOrEqual(countValues(selectors));
      for (const one of events) {
        expect(evaluate(one, { AdvancedEventSelectors: compacted }).logged).toBe(evaluate(one, { AdvancedEventSelectors: selectors }).logged);
      }
    }),
    { numRuns: 2000 },
  );
});
