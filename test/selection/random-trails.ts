import fc from 'fast-check';
import type { CloudTrailRecord, EventResource } from '../../lib/log-format/record';
import { type AdvancedEventSelector, type FieldSelector, OPERATORS } from '../../lib/selection/selector';
import { data, management, network } from './selectors';

// Few texts that begin and end alike, so that random selectors hit random events.
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  readOnly: ['true', 'false'],
  eventName: ['Get', 'GetObject', 'PutObject', 'Object'],
  eventSource: ['s3.amazonaws.com', 's3', 'kms.amazonaws.com', '.amazonaws.com'],
  eventType: ['AwsApiCall', 'AwsServiceEvent', 'Aws'],
  'userIdentity.arn': ['arn:aws:iam::1:user/a', 'arn:aws:iam::1:user/ab', 'arn:', 'a'],
  'resources.ARN': ['arn:aws:s3:::a/', 'arn:aws:s3:::a/b', 'arn:aws:s3:::ab/', 'arn:aws:s3:::ab/b', 'arn:aws:s3:::', 'b'],
  tomorrow: ['x'],
};
const TYPES = ['AWS::S3::Object', 'AWS::S3::Bucket', 'AWS::SQS::Queue'] as const;

const oneOf = (field: string) => fc.constantFrom(...(TEXTS[field] ?? []));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Further conditions on a field that a selector can have: its values are some that events have, and parts of these. */
export const anyField: fc.Arbitrary<FieldSelector> = fc
  .constantFrom(...Object.keys(TEXTS))
  .chain((Field) =>
    fc
      .dictionary(fc.constantFrom(...OPERATORS), fc.uniqueArray(oneOf(Field), { minLength: 1, maxLength: 3 }), { minKeys: 1, maxKeys: 3 })
      .map((operators) => ({ Field, ...operators })),
  );

/** A selector of any category, with no field twice. */
export const anySelector: fc.Arbitrary<AdvancedEventSelector> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...TYPES).map((type) => data(type)) },
      fc.constantFrom(management(), network('s3.amazonaws.com')),
    ),
    fc.uniqueArray(anyField, { selector: ({ Field }) => Field, maxLength: 3 }),
  )
  .map(([base, fields]) => ({
    FieldSelectors: [...base.FieldSelectors, ...fields.filter(({ Field }) => base.FieldSelectors.every((other) => other.Field !== Field))],
  }));

/** The selectors of a trail. */
export const anySelectors = fc.array(anySelector, { minLength: 1, maxLength: 4 });

const resource: fc.Arbitrary<EventResource> = fc
  .tuple(maybe(fc.constantFrom(...TYPES)), fc.constantFrom('ARN', 'ARNPrefix'), maybe(oneOf('resources.ARN')))
  .map(([type, name, arn]) => ({ ...(type && { type }), ...(arn && { [name]: arn }) }));

/** An event that may leave out whatever is optional. */
export const anyEvent: fc.Arbitrary<CloudTrailRecord> = fc
  .record({
    eventCategory: fc.constantFrom('Data', 'Data', 'Management', 'NetworkActivity'),
    eventName: oneOf('eventName'),
    eventSource: oneOf('eventSource'),
    eventType: maybe(oneOf('eventType')),
    readOnly: maybe(fc.constantFrom<(boolean | string)[]>(true, false, 'true')),
    arn: maybe(oneOf('userIdentity.arn')),
    resources: maybe(fc.array(resource, { maxLength: 3 })),
  })
  .map(({ arn, ...event }) => ({ ...event, userIdentity: arn === undefined ? undefined : { arn } }));

/** Events, several at a time: for the price of one trail. */
export const anyEvents = fc.array(anyEvent, { minLength: 5, maxLength: 15 });
