import fc from 'fast-check';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { checkSelectors } from '../../lib/selection/check';
import { evaluate } from '../../lib/selection/evaluate';
import { couldLogDeliveries, couldReach, excludes } from '../../lib/selection/reach';
import { type AdvancedEventSelector, type FieldSelector, OPERATORS } from '../../lib/selection/selector';
import { data, management, network, objects, selector } from './selectors';

const logs = 'arn:aws:s3:::logs/';

test.each<[boolean, string, AdvancedEventSelector]>([
  [true, 'all objects', objects()],
  [true, 'the bucket', objects({ StartsWith: [logs] })],
  [true, 'a part of the bucket', objects({ StartsWith: ['arn:aws:s3:::logs/AWSLogs/'] })],
  [true, 'an object of the bucket', objects({ Equals: ['arn:aws:s3:::logs/key'] })],
  [true, 'all buckets with a similar name, for want of a slash', objects({ StartsWith: ['arn:aws:s3:::log'] })],
  [true, 'an ending', objects({ EndsWith: ['.gz'] })],
  [true, 'all but a part of the bucket', objects({ NotStartsWith: ['arn:aws:s3:::logs/AWSLogs/'] })],
  [true, 'all but the bucket as if it were an object', objects({ NotEquals: ['arn:aws:s3:::logs', logs] })],
  [true, 'all but an ending', objects({ NotEndsWith: ['.gz'] })],
  [true, 'all but a bucket with a longer name', objects({ NotStartsWith: ['arn:aws:s3:::logs-old/'] })],
  [true, 'all but the bucket with a wildcard', objects({ NotStartsWith: ['arn:aws:s3:::logs/*'] })],
  [false, 'all but the bucket', objects({ NotStartsWith: [logs] })],
  [false, 'all but all that starts like it', objects({ NotStartsWith: ['arn:aws:s3:::log'] })],
  [false, 'another bucket', objects({ StartsWith: ['arn:aws:s3:::reports/'] })],
  [false, 'the bucket as if it were an object', objects({ Equals: ['arn:aws:s3:::logs'] })],
  [false, 'an object of another bucket', objects({ Equals: ['arn:aws:s3:::reports/logs/'] })],
  [false, 'a bucket with a longer name', objects({ StartsWith: ['arn:aws:s3:::logs-old/'] })],
  [false, 'a part that is left out again', objects({ StartsWith: ['arn:aws:s3:::logs/a/'], NotStartsWith: ['arn:aws:s3:::logs/a'] })],
  [false, 'management events', management()],
  [false, 'another type', data('AWS::S3::AccessPoint')],
  [false, 'network activity', network('s3.amazonaws.com')],
])('it is %s that a selector of %s could reach the bucket', (expected, _, one) => {
  expect(couldReach(one, logs)).toBe(expected);
});

test.each<[boolean, string, AdvancedEventSelector]>([
  [true, 'all', objects()],
  [true, 'writes', objects({}, { readOnly: { Equals: ['false'] } })],
  [true, 'puts', objects({}, { eventName: { StartsWith: ['Put'] } })],
  [false, 'reads', objects({}, { readOnly: { Equals: ['true'] } })],
  [false, 'gets', objects({}, { eventName: { Equals: ['GetObject'] } })],
  [false, 'all but puts', objects({}, { eventName: { NotEquals: ['PutObject'] } })],
  [false, 'the events of lifecycle rules', objects({}, { eventSource: { Equals: ['s3lifecycle.amazonaws.com'] } })],
  [false, 'another bucket', objects({ StartsWith: ['arn:aws:s3:::reports/'] })],
])('it is %s that a selector of %s on objects could log a delivery', (expected, _, one) => {
  expect(couldLogDeliveries(one, logs)).toBe(expected);
});

describe('a value that is not known yet', () => {
  const options = { isUnresolved: (value: string) => value.includes('${Token') };
  const [one, other] = ['${Token[TOKEN.1]}/', '${Token[TOKEN.2]}/'];

  test.each<[boolean, string, AdvancedEventSelector, string]>([
    [true, 'may be the bucket', objects({ StartsWith: [one] }), logs],
    [true, 'may not exclude the bucket', objects({ NotStartsWith: [one] }), logs],
    [true, 'may be the same bucket as another', objects({ StartsWith: [one] }), other],
    [true, 'may be the bucket that a known one is', objects({ StartsWith: [logs] }), one],
    [true, 'may be the category', selector({ eventCategory: { Equals: [one] }, 'resources.type': { Equals: ['AWS::S3::Object'] } }), logs],
    [true, 'may be the type', data(one), logs],
    [true, 'may be another name than that of a delivery', objects({}, { eventName: { NotEquals: [one] } }), logs],
    [false, 'excludes what is written like it', objects({ NotStartsWith: [one] }), one],
    [false, 'excludes what is written like it and goes on', objects({ NotStartsWith: [one] }), `${one}AWSLogs/`],
  ])('it is %s that it %s', (expected, _, selected, bucket) => {
    expect(couldReach(selected, bucket, options)).toBe(expected);
    expect(couldLogDeliveries(selected, bucket, options)).toBe(expected);
  });

  test('is a bucket of its own to a caller who says that it is resolved', () => {
    expect(couldReach(objects({ StartsWith: [one] }), other)).toBe(false);
    expect(couldReach(objects({ StartsWith: [one] }), one)).toBe(true);
  });
});

// Few names that begin and end alike, so that random selectors hit.
const bucketNames = fc.constantFrom('a', 'ab', 'b', 'logs');
const keys = fc.constantFrom('', 'a', 'b/a', 'b/ab', 'AWSLogs/x.gz');
const object = fc.tuple(bucketNames, keys).map(([bucket, key]) => `arn:aws:s3:::${bucket}/${key}`);
const arnValue = fc.oneof(
  object,
  object.map((arn) => arn.slice(0, -1)),
  bucketNames.map((bucket) => `arn:aws:s3:::${bucket}/`),
  fc.constantFrom('arn:aws:s3:::', 'arn:aws:s3:::lo', '.gz', '/', 'a', ''),
);
const field = (name: string, value: fc.Arbitrary<string>, operators: readonly (typeof OPERATORS)[number][]): fc.Arbitrary<FieldSelector> =>
  fc.dictionary(fc.constantFrom(...operators), fc.array(value, { maxLength: 3 }), { maxKeys: 3 }).map((rows) => ({ Field: name, ...rows }));
const otherFields = fc.subarray([
  { Field: 'readOnly', Equals: ['false'] },
  { Field: 'eventName', NotStartsWith: ['Get'] },
]);
const dataSelector: fc.Arbitrary<AdvancedEventSelector> = fc
  .tuple(
    fc.constantFrom('AWS::S3::Object', 'AWS::S3::AccessPoint'),
    fc.array(field('resources.ARN', arnValue, OPERATORS), { maxLength: 2 }),
    otherFields,
  )
  .map(([type, arns, others]) => ({ FieldSelectors: [...data(type).FieldSelectors, ...arns, ...others] }));
const anySelector = fc.oneof({ weight: 5, arbitrary: dataSelector }, { weight: 1, arbitrary: fc.constant(management()) });

const onObjects = (arns: readonly string[], readOnly: boolean): CloudTrailRecord => ({
  eventCategory: 'Data',
  eventType: 'AwsApiCall',
  eventSource: 's3.amazonaws.com',
  eventName: readOnly ? 'GetObject' : 'PutObject',
  readOnly,
  resources: arns.flatMap((ARN) => [
    { type: 'AWS::S3::Object', ARN },
    { type: 'AWS::S3::Bucket', ARN: ARN.replace(/(:::[^/]*).*$/, '$1') },
  ]),
});

test('no event on a bucket is logged where no selector could reach it', () => {
  fc.assert(
    fc.property(
      fc.array(anySelector, { minLength: 1, maxLength: 3 }),
      bucketNames,
      keys,
      fc.boolean(),
      (AdvancedEventSelectors, bucket, key, readOnly) => {
        const objectsArn = `arn:aws:s3:::${bucket}/`;
        const { logged } = evaluate(onObjects([`${objectsArn}${key}`], readOnly), { AdvancedEventSelectors });
        const reaching = AdvancedEventSelectors.some((one) => couldReach(one, objectsArn));
        const delivering = AdvancedEventSelectors.some((one) => couldLogDeliveries(one, objectsArn));

        expect(logged).not.toBe('unknown');
        expect(logged === 'yes' && !reaching).toBe(false);
        expect(logged === 'yes' && !readOnly && !delivering).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test('no event on an excluded bucket is logged, whatever else it concerns', () => {
  fc.assert(
    fc.property(fc.array(dataSelector, { maxLength: 3 }), bucketNames, keys, fc.array(object, { maxLength: 2 }), (others, bucket, key, arns) => {
      const objectsArn = `arn:aws:s3:::${bucket}/`;
      const AdvancedEventSelectors = [
        management(),
        ...others.map((one) => ({ FieldSelectors: [...one.FieldSelectors, { Field: 'resources.ARN', NotStartsWith: [objectsArn] }] })),
      ];

      expect(evaluate(onObjects([...arns, `${objectsArn}${key}`], false), { AdvancedEventSelectors }).logged).toBe('no');
      expect(AdvancedEventSelectors.slice(1).every((one) => excludes(one, objectsArn))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a selector that is called shadowed can be removed', () => {
  fc.assert(
    fc.property(
      fc.array(anySelector, { minLength: 2, maxLength: 3 }),
      fc.array(object, { minLength: 1, maxLength: 2 }),
      fc.boolean(),
      (AdvancedEventSelectors, arns, readOnly) => {
        const problems = checkSelectors({ AdvancedEventSelectors }).filter(({ id }) => id.endsWith('.shadowed'));
        const record = onObjects(arns, readOnly);
        const { logged } = evaluate(record, { AdvancedEventSelectors });

        for (const { message } of problems) {
          const index = Number(/, advanced event selector (\d+)/.exec(message)?.[1]) - 1;
          const others = AdvancedEventSelectors.filter((_, other) => other !== index);
          expect(evaluate(record, { AdvancedEventSelectors: others }).logged).toBe(logged);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a selector that is called a contradiction as a whole logs nothing', () => {
  fc.assert(
    fc.property(dataSelector, fc.array(object, { minLength: 1, maxLength: 1 }), fc.boolean(), (one, arns, readOnly) => {
      const hopeless = checkSelectors({ AdvancedEventSelectors: [one] }).some(({ message }) =>
        message.endsWith('so the whole selector logs nothing'),
      );

      expect(hopeless && evaluate(onObjects(arns, readOnly), { AdvancedEventSelectors: [one] }).logged === 'yes').toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('the order of selectors makes no difference to what is logged', () => {
  fc.assert(
    fc.property(
      fc.array(anySelector, { minLength: 1, maxLength: 4 }),
      fc.array(object, { minLength: 1, maxLength: 2 }),
      (AdvancedEventSelectors, arns) => {
        const record = onObjects(arns, false);

        expect(evaluate(record, { AdvancedEventSelectors: [...AdvancedEventSelectors].reverse() }).logged).toBe(
          evaluate(record, { AdvancedEventSelectors }).logged,
        );
      },
    ),
  );
});
