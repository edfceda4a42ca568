import type { CollectorOptions } from '../../handlers/access-report/collector';
import { AccessCollector, type CollectedEntry, resourceGroupOf, resourceMatcher, textMatcher } from '../../handlers/access-report/core';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { dataEvent } from '../helpers/cloudtrail-events';

function collect(records: readonly unknown[], options: Partial<CollectorOptions> = {}) {
  const kept: CollectedEntry[] = [];
  const collector = new AccessCollector({ keep: (entry) => kept.push(entry), ...options });
  const became = records.map((record) => collector.add(record as CloudTrailRecord, { logFile: 'k' }));
  return { collector, kept, became };
}

test('makes a row for each resource of an event, and reads what a copy copies', () => {
  const copy = dataEvent({
    eventName: 'CopyObject',
    requestParameters: { bucketName: 'to', key: 'b', 'x-amz-copy-source': 'from/a' },
    resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::to/b' }],
  });

  expect(collect([copy]).kept.map(({ entry }) => [entry.action, entry.resource])).toEqual([
    ['write', 'arn:aws:s3:::to/b'],
    ['read', 'arn:aws:s3:::from/a'],
  ]);
});

test('keeps an event that names no resource', () => {
  const nameless = dataEvent({ eventSource: 'lambda.amazonaws.com', eventName: 'Invoke', requestParameters: null, resources: null });

  expect(collect([nameless]).kept).toMatchObject([{ entry: { resource: null, resourceType: 'AWS::Lambda::Function', action: 'invoke' } }]);
  expect(collect([nameless], { isWanted: () => true }).became).toEqual(['otherResource']);
});

test('tells listing from reading, and what was denied from what failed', () => {
  const entries = collect([
    dataEvent({ eventID: '1', eventName: 'ListObjectsV2' }),
    dataEvent({ eventID: '2', errorCode: 'AccessDenied' }),
    dataEvent({ eventID: '3', errorCode: 'NoSuchKey' }),
  ]).kept.map(({ entry }) => [entry.action, entry.denied]);

  expect(entries).toEqual([
    ['list', false],
    ['read', true],
    ['read', false],
  ]);
});

test('counts what is delivered again, and what other accounts are told, as copies of one event', () => {
  const shared = dataEvent({ eventID: 'a', sharedEventID: 's' });
  const { collector, kept, became } = collect([
    shared,
    shared,
    { ...shared, eventID: 'b', recipientAccountId: '444455556666' },
    dataEvent({ eventID: 'c' }),
  ]);

  expect(became).toEqual(['entries', 'copy', 'copy', 'entries']);
  expect(kept.map(({ event }) => collector.copiesOf(event))).toEqual([3, 1]);
  expect(collector.events).toBe(2);
});

test('takes the name of the caller from the copy that has it', () => {
  const reduced = dataEvent({ eventID: 'a', sharedEventID: 's', userIdentity: { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '4' } });
  const told: (string | null)[] = [];
  const options = { tell: (_record: unknown, _row: unknown, principal: string | null) => told.push(principal) };
  const { collector } = collect([reduced, dataEvent({ eventID: 'b', sharedEventID: 's' }), { ...reduced, eventID: 'c' }], options);

  expect(collector.actorIn(0)).toMatchObject({ principal: 'arn:aws:iam::111122223333:user/ana', person: { name: 'ana' } });
  expect(told).toEqual(['AIDAEXAMPLE', 'arn:aws:iam::111122223333:user/ana']);
});

test('says what became of every record', () => {
  const { became } = collect(
    [
      dataEvent({ eventID: '1', eventTime: '2026-08-02T23:59:59Z' }),
      dataEvent({ eventID: '2' }),
      dataEvent({ eventID: '3', resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::other/x' }] }),
      dataEvent({ eventID: '4', eventName: 'PutBucketPolicy', eventCategory: 'Management', managementEvent: true }),
      dataEvent({ eventID: '5', eventTime: 'yesterday' }),
      {},
    ],
    { from: Date.parse('2026-08-03'), isWanted: resourceMatcher('reports') },
  );

  expect(became).toEqual(['otherTime', 'entries', 'otherResource', 'notDataAccess', 'unreadable', 'unreadable']);
});

const [object, fn, table] = [
  'arn:aws:s3:::reports/finance/a.csv',
  'arn:aws:lambda:eu-west-1:111122223333:function:orders:7',
  'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026',
];

test.each<[pattern: string, means: string[]]>([
  [object, [object]],
  ['arn:aws:s3:::reports', [object]],
  ['arn:aws:s3:::reports/finance/*', [object]],
  ['arn:aws:s3:::reports/finance', []],
  ['arn:aws:s3:::report', []],
  ['reports', [object]],
  ['reports/finance/?.csv', [object]],
  ['*.csv', [object]],
  ['orders', [fn, table]],
  ['function:orders', [fn]],
  ['table/orders', [table]],
  ['arn:aws:lambda:*:function:orders', [fn]],
  ['*', [object, fn, table]],
])('%s means %j', (pattern, means) => {
  expect([object, fn, table].filter(resourceMatcher(pattern))).toEqual(means);
});

test('knows what a resource belongs to', () => {
  expect([object, fn, table].map(resourceGroupOf)).toEqual([
    'arn:aws:s3:::reports',
    'arn:aws:lambda:eu-west-1:111122223333:function:orders',
    'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
  ]);
  expect(resourceGroupOf('arn:aws:s3:eu-west-1:111122223333:accesspoint/finance/object/a/b')).toBe(
    'arn:aws:s3:eu-west-1:111122223333:accesspoint/finance',
  );
});

test('a pattern has no other signs than * and ?', () => {
  expect(['a.c', 'abc'].filter(textMatcher('A.C'))).toEqual(['a.c']);
});
