import fc from 'fast-check';
import { readLogFile } from '../../lib/log-format/log-file';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import type { TrailSelectors } from '../../lib/selection/basic-selector';
import { evaluate } from '../../lib/selection/evaluate';
import { compileSelectors } from '../../lib/selection/simulate-compile';
import type { ValueOptions } from '../../lib/selection/unresolved';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';
import { anyEvents, anySelectors } from './random-trails';
import { getObject, putObject } from './records';
import { data, management, network, objects } from './selectors';

const records = deliveredKeys.flatMap((key) => readLogFile(deliveredFile(key), key).flatMap(({ record }) => record ?? []));

function agree(selectors: TrailSelectors, events: readonly CloudTrailRecord[], options: ValueOptions = {}): void {
  const decide = compileSelectors(selectors, options);
  for (const event of events) {
    const { reason: _, ...verdict } = evaluate(event, selectors, options);
    expect(decide(event)).toEqual(verdict);
  }
}

const advanced = (...AdvancedEventSelectors: NonNullable<TrailSelectors['AdvancedEventSelectors']>): TrailSelectors => ({ AdvancedEventSelectors });

test.each<[sentence: string, selectors: TrailSelectors]>([
  ['the default of a trail', {}],
  ['basic ones', { EventSelectors: [{ ReadWriteType: 'WriteOnly' }, { DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }],
  ['management events that write', advanced(management({ readOnly: { Equals: ['false'] } }))],
  [
    'objects, functions and calls',
    advanced(objects({ NotStartsWith: ['arn:aws:s3:::my-data'] }), data('AWS::Lambda::Function'), network('s3.amazonaws.com')),
  ],
  ['people', advanced(management(), objects({}, { 'userIdentity.arn': { NotEndsWith: ['data-user'] }, eventType: { Equals: ['AwsApiCall'] } }))],
  ['a field that is newer than the library', advanced(objects({}, { tomorrow: { Equals: ['x'] } }))],
])('decides about all delivered records as evaluate() does: %s', (_, selectors) => {
  agree(selectors, records);
});

test('decides about any event as evaluate() does', () => {
  fc.assert(
    fc.property(anySelectors, anyEvents, fc.boolean(), (selectors, events, open) => {
      agree(advanced(...selectors), events, open ? { isUnresolved: (value) => value.endsWith('b') } : {});
    }),
    { numRuns: 500 },
  );
});

test.each<[sentence: string, record: CloudTrailRecord]>([
  ['an Insights event', { eventCategory: 'Insight' }],
  ['an event without any field', {}],
  ['an event whose resources are no list', { ...putObject, resources: 'none' as never }],
  ['an event with resources that are none', { ...putObject, resources: [null, 'x', { type: 'AWS::S3::Object' }] as never }],
  ['an event whose fields are null', { ...putObject, resources: null, eventName: null, userIdentity: null } as never],
])('decides about %s as evaluate() does', (_, record) => {
  agree(advanced(objects({ NotEquals: ['x'] }, { 'userIdentity.arn': { NotEquals: ['x'] }, eventName: { StartsWith: ['Put'] } })), [record]);
});

test('the same decision is the same object, also where a record leaves something out', () => {
  const decide = compileSelectors(advanced(objects(), management({ readOnly: { Equals: ['true'] } })));
  const old = { eventSource: 'ec2.amazonaws.com', eventName: 'Describe' };

  expect(decide(getObject)).toBe(decide(putObject));
  expect(decide(old)).toBe(decide({ ...old }));
  expect(decide(old)).toEqual({ logged: 'unknown', selector: 1, field: 'readOnly' });
});

test('a placeholder stands only for what it could become', () => {
  const bucket = 'arn:aws:s3:::stack-«reports»/';
  const decide = compileSelectors(advanced(objects({ StartsWith: [bucket] })), {
    isUnresolved: (value) => value.includes('«'),
    couldHold: (_, actual) => actual.startsWith('arn:aws:s3:::stack-'),
  });
  const on = (ARN: string) => decide({ ...putObject, resources: [{ type: 'AWS::S3::Object', ARN }] }).logged;

  expect([on('arn:aws:s3:::stack-1abc/x'), on('arn:aws:s3:::other/x')]).toEqual(['unknown', 'no']);
});
