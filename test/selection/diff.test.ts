import fc from 'fast-check';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import type { TrailSelectors } from '../../lib/selection/basic-selector';
import { diffSelectors } from '../../lib/selection/diff';
import { fateOf } from '../../lib/selection/diff-parts';
import { evaluate } from '../../lib/selection/evaluate';
import type { AdvancedEventSelector } from '../../lib/selection/selector';
import { anyEvent, anySelectors } from './random-trails';
import { data, management, network, objects, values } from './selectors';

const advanced = (...AdvancedEventSelectors: AdvancedEventSelector[]): TrailSelectors => ({ AdvancedEventSelectors });
const [reads, writes] = [{ readOnly: { Equals: ['true'] } }, { readOnly: { Equals: ['false'] } }];
const [y, z] = ['arn:aws:s3:::y/', 'arn:aws:s3:::z/'];
const in_ = (...StartsWith: string[]) => ({ StartsWith });

test.each<[sentence: string, before: TrailSelectors, after: TrailSelectors, stops: string[], starts: string[]]>([
  ['a bucket is excluded', advanced(objects()), advanced(objects({ NotStartsWith: [z] })), ['Stops logging every read and write of s3://z/…'], []],
  ['a bucket is left out', advanced(objects(in_(y, z))), advanced(objects(in_(y))), ['Stops logging every read and write of s3://z/…'], []],
  [
    'a folder is excluded',
    advanced(objects(in_(y))),
    advanced(objects({ ...in_(y), NotStartsWith: [`${y}tmp/`] })),
    ['Stops logging every read and write of s3://y/tmp/…'],
    [],
  ],
  [
    'one bucket is logged less',
    advanced(objects(in_(y, z))),
    advanced(objects(in_(y)), objects(in_(z), writes)),
    ['Stops logging reads of s3://z/…'],
    [],
  ],
  ['a trail is for writes only', advanced(management()), advanced(management(writes)), ['Stops logging management events that read.'], []],
  ['a trail is for all again', advanced(management(reads)), advanced(management()), [], ['Starts logging management events that write.']],
  [
    'a noisy source is left out',
    { EventSelectors: [{}] },
    advanced(management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } })),
    ['Stops logging all management events (reads and writes) of kms.amazonaws.com.'],
    [],
  ],
  [
    'a type gives way to another',
    advanced(data('AWS::Lambda::Function')),
    advanced(data('AWS::SQS::Queue')),
    ['Stops logging every invocation of all Lambda functions.'],
    ['Starts logging every read and write of all resources of the type AWS::SQS::Queue (Amazon SQS).'],
  ],
  [
    'several calls are added',
    advanced(objects({}, { eventName: { Equals: ['GetObject'] } })),
    advanced(objects({}, { eventName: { Equals: ['GetObject', 'HeadObject', 'CopyObject'] } })),
    [],
    ['Starts logging every read and write of the objects of all buckets; only events named CopyObject or HeadObject.'],
  ],
  [
    'an endpoint is watched',
    advanced(),
    advanced(management(), network('s3.amazonaws.com')),
    [],
    ['Starts logging calls of s3.amazonaws.com through VPC endpoints.'],
  ],
  [
    'buckets are grouped in another way, and one is added',
    advanced(objects(in_(y)), objects(in_(z))),
    advanced(objects(in_(y, z)), objects(in_('arn:aws:s3:::x/'))),
    [],
    ['Starts logging every read and write of s3://x/…'],
  ],
  [
    'a bucket becomes all buckets but one',
    advanced(objects(in_(y))),
    advanced(objects({ NotStartsWith: [z] })),
    [],
    ['Starts logging every read and write of the objects of all buckets, except s3://y/… and s3://z/…'],
  ],
])('says what changes when %s', (_, before, after, stops, starts) => {
  expect(diffSelectors(before, after)).toEqual({ stops, starts, mayChange: [] });
});

test.each<[sentence: string, before: TrailSelectors, after: TrailSelectors, mayChange: string[]]>([
  [
    'beginnings become ends',
    advanced(objects({}, { eventName: { StartsWith: ['Put'] } })),
    advanced(objects({}, { eventName: { EndsWith: ['Object'] } })),
    [
      'May stop logging some of this: every read and write of the objects of all buckets; only events named Put…',
      'May start logging some of this: every read and write of the objects of all buckets; only events named …Object.',
    ],
  ],
  [
    'a type of the same service takes its place, since an event can have both',
    advanced(data('AWS::S3::Object')),
    advanced(data('AWS::S3::Bucket')),
    [
      'May stop logging some of this: every read and write of the objects of all buckets.',
      'May start logging some of this: every read and write of all resources of the type AWS::S3::Bucket (a service that this library does not know).',
    ],
  ],
  [
    'it is known only later which bucket it is',
    advanced(objects(in_('arn:aws:s3:::?/'))),
    advanced(objects(in_(y))),
    ['May stop logging some of this: every read and write of s3://?/…', 'May start logging some of this: every read and write of s3://y/…'],
  ],
])('claims nothing when %s', (_, before, after, mayChange) => {
  expect(diffSelectors(before, after, { isUnresolved: (value) => value.includes('?') })).toEqual({ stops: [], starts: [], mayChange });
});

test('values are shown as the caller wants them', () => {
  const display = (value: string) => value.replace('z', 'the bucket');

  expect(diffSelectors(advanced(objects(in_(y, z))), advanced(objects(in_(y))), { display }).stops).toEqual([
    'Stops logging every read and write of s3://the bucket/…',
  ]);
});

test('a change of very many values is still told', () => {
  const buckets = values(400, 'arn:aws:s3:::bucket-').map((bucket) => `${bucket}/`);

  const { stops, starts, mayChange } = diffSelectors(advanced(objects({ StartsWith: buckets })), advanced(objects({ StartsWith: buckets.slice(1) })));

  expect({ stops, starts, mayChange }).toEqual({ stops: ['Stops logging every read and write of s3://bucket-0/…'], starts: [], mayChange: [] });
});

test('so many parts that nobody would read them are not told apart', () => {
  const ends = (name: string) => ({ EndsWith: values(30, name) });
  const before = advanced(objects(ends('x'), { eventName: ends('y') }));
  const after = advanced(objects({ NotEndsWith: values(30, 'z') }, { eventName: { NotStartsWith: values(30, 'w') }, 'userIdentity.arn': ends('v') }));

  expect(diffSelectors(before, after).mayChange.length).toBeGreaterThan(0);
});

test('the same selectors make no difference', () => {
  fc.assert(
    fc.property(anySelectors, (selectors) => {
      const turned = [...selectors].reverse();
      expect(diffSelectors(advanced(...selectors), advanced(...turned))).toEqual({ stops: [], starts: [], mayChange: [] });
    }),
    { numRuns: 150 },
  );
});

/** Events that concern one resource: what is said of changes is said of these. */
const oneResource = anyEvent.map(
  (event): CloudTrailRecord => ({ ...event, readOnly: event.readOnly ?? true, resources: event.resources?.slice(0, 1) }),
);

test('whatever is lost is told, and what is told to be lost was logged and is not any more', () => {
  fc.assert(
    fc.property(anySelectors, anySelectors, fc.array(oneResource, { minLength: 5, maxLength: 15 }), (before, after, events) => {
      const fates = before.map((selector) => fateOf(selector, after, () => false));
      // A field that is newer than the library leaves open whether a part has an event.
      const answers = (event: CloudTrailRecord, parts: readonly AdvancedEventSelector[]) =>
        parts.map((part) => evaluate(event, advanced(part)).logged);
      const [gone, open] = [fates.flatMap((fate) => fate.gone), fates.flatMap((fate) => fate.open)];
      for (const event of events) {
        const [was, is] = [before, after].map((selectors) => evaluate(event, advanced(...selectors)).logged);
        if (answers(event, gone).includes('yes')) expect([was, is === 'yes']).toEqual(['yes', false]);
        else if (was === 'yes' && is === 'no') expect(new Set(answers(event, [...gone, ...open]))).not.toEqual(new Set(['no']));
      }
    }),
    { numRuns: 200 },
  );
});
