import * as fc from 'fast-check';
import { PolicySuggestions, type SuggestedPolicy } from '../../handlers/access-report/core';
import { needsOf } from '../../handlers/access-report/iam-needs';
import { accessRowOf } from '../../handlers/access-report/row';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { attachedTo } from '../../lib/policy/attach';
import { evaluate } from '../../lib/policy/evaluate';
import { dataEvent } from '../helpers/cloudtrail-events';

const role = 'arn:aws:iam::111122223333:role/Reports';
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const origin = { account: '111122223333', region: 'eu-west-1', eventID: '1', eventTime: '2026-08-03T09:01:02Z', logFile: 'k' };

const s3 = (eventName: string, key: string, parameters: object = {}, members: object = {}) =>
  dataEvent({
    eventName,
    requestParameters: { bucketName: 'reports', key, ...parameters },
    resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::reports/${key}` }],
    ...members,
  });
const dynamo = (eventName: string, requestParameters: object = {}) =>
  dataEvent({
    eventSource: 'dynamodb.amazonaws.com',
    eventName,
    requestParameters: { tableName: 'orders', ...requestParameters },
    resources: [{ type: 'AWS::DynamoDB::Table', ARN: table }],
  });
const list = (prefix?: string, eventName = 'ListObjectsV2') =>
  dataEvent({
    eventName,
    requestParameters: { bucketName: 'reports', prefix },
    resources: [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::reports/' }],
  });
const invoke = (parameters: object = {}) =>
  dataEvent({
    eventSource: 'lambda.amazonaws.com',
    eventName: 'Invoke',
    requestParameters: { functionName: 'orders', ...parameters },
    resources: [{ type: 'AWS::Lambda::Function', ARN: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' }],
  });

const needs = (record: CloudTrailRecord) =>
  needsOf(record, rowOf(record))?.map(({ action, resource }) => `${action} ${resource.replace('\u0000', '*')}`);
const rowOf = (record: CloudTrailRecord) => accessRowOf(record, origin) as NonNullable<ReturnType<typeof accessRowOf>>;

function suggest(records: readonly CloudTrailRecord[], principal: string | null = role): SuggestedPolicy | undefined {
  const suggestions = new PolicySuggestions();
  for (const record of records) suggestions.add(principal, record, rowOf(record));
  return suggestions.all()[0];
}

function allows(suggested: SuggestedPolicy | undefined, action: string, resource: string, context: Record<string, string> = {}): boolean {
  if (!suggested) return false;
  const principal = { arn: 'arn:aws:sts::111122223333:assumed-role/Reports/x' };
  return evaluate([attachedTo(role, suggested.policy)], { principal, action, resource, context }).effect === 'allowed';
}

test.each<[what: string, record: CloudTrailRecord, needed: string[] | undefined]>([
  ['HeadObject', s3('HeadObject', 'a'), ['s3:GetObject arn:aws:s3:::reports/a']],
  ['a version', s3('GetObject', 'a', { versionId: 'v' }), ['s3:GetObjectVersion arn:aws:s3:::reports/a']],
  ['deleting a version', s3('DeleteObject', 'a', { versionId: 'v' }), ['s3:DeleteObjectVersion arn:aws:s3:::reports/a']],
  ['a part', s3('UploadPart', 'a'), ['s3:PutObject arn:aws:s3:::reports/a']],
  ['the end of an upload', s3('CompleteMultipartUpload', 'a'), ['s3:PutObject arn:aws:s3:::reports/a']],
  ['giving up an upload', s3('AbortMultipartUpload', 'a'), ['s3:AbortMultipartUpload arn:aws:s3:::reports/a']],
  ['the parts of an upload', s3('ListParts', 'a'), ['s3:ListMultipartUploadParts arn:aws:s3:::reports/a']],
  [
    'an object with an ACL',
    s3('PutObject', 'a', { 'x-amz-acl': 'private' }),
    ['s3:PutObject arn:aws:s3:::reports/a', 's3:PutObjectAcl arn:aws:s3:::reports/a'],
  ],
  ['a copy', s3('CopyObject', 'a', { 'x-amz-copy-source': 'from/b' }), ['s3:PutObject arn:aws:s3:::reports/a', 's3:GetObject arn:aws:s3:::from/b']],
  [
    'a copy of a version',
    s3('CopyObject', 'a', { 'x-amz-copy-source': 'from/b?versionId=1' }),
    ['s3:PutObject arn:aws:s3:::reports/a', 's3:GetObjectVersion arn:aws:s3:::from/b'],
  ],
  ['a list', list('x/'), ['s3:ListBucket arn:aws:s3:::reports']],
  ['a list of versions', list('x/', 'ListObjectVersions'), ['s3:ListBucketVersions arn:aws:s3:::reports']],
  ['a bucket', list(undefined, 'HeadBucket'), ['s3:ListBucket arn:aws:s3:::reports']],
  ['deleting many', list(undefined, 'DeleteObjects'), ['s3:DeleteObject arn:aws:s3:::reports/*']],
  ['an unknown call', s3('UpdateObjectEncryption', 'a'), undefined],
  ['a function', invoke(), ['lambda:InvokeFunction arn:aws:lambda:eu-west-1:111122223333:function:orders']],
  ['a version of a function', invoke({ qualifier: 'live' }), ['lambda:InvokeFunction arn:aws:lambda:eu-west-1:111122223333:function:orders:live']],
  ['a query', dynamo('Query'), [`dynamodb:Query ${table}`]],
  ['a query of an index', dynamo('Query', { indexName: 'byDay' }), [`dynamodb:Query ${table}/index/byDay`]],
  ['a transaction that reads', dynamo('TransactGetItems'), [`dynamodb:GetItem ${table}`]],
  [
    'a transaction that writes',
    dynamo('TransactWriteItems', { requestItems: [{ operation: 'Put' }, { operation: 'ConditionCheck' }] }),
    [`dynamodb:PutItem ${table}`, `dynamodb:ConditionCheckItem ${table}`],
  ],
  ['a transaction that nobody understands', dynamo('TransactWriteItems', { requestItems: [{ operation: 'Other' }] }), undefined],
  ['PartiQL', dynamo('ExecuteStatement', { statement: 'select * from "orders"' }), [`dynamodb:PartiQLSelect ${table}`]],
  ['PartiQL without its text', dynamo('ExecuteStatement'), undefined],
  ['an unknown call on a table', dynamo('ExportTableToPointInTime'), undefined],
  [
    'a stream',
    dataEvent({
      eventSource: 'dynamodb.amazonaws.com',
      eventName: 'GetRecords',
      requestParameters: {},
      resources: [{ type: 'AWS::DynamoDB::Stream', ARN: `${table}/stream/1` }],
    }),
    [`dynamodb:GetRecords ${table}/stream/1`],
  ],
])('knows what is needed for %s', (_, record, needed) => {
  expect(needs(record)).toEqual(needed);
});

test('suggests what was done and nothing that was denied, failed, or never done', () => {
  const suggested = suggest([
    s3('GetObject', 'finance/a.csv'),
    s3('PutObject', 'secret', {}, { errorCode: 'AccessDenied' }),
    s3('DeleteObject', 'gone', {}, { errorCode: 'NoSuchKey' }),
    list('finance/'),
  ]);

  expect(suggested?.policy.Statement).toEqual([
    { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::reports/finance/a.csv'] },
    { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::reports'], Condition: { StringLike: { 's3:prefix': ['finance/'] } } },
  ]);
  expect(suggested).toMatchObject({ principal: role, events: 2, first: '2026-08-03T09:01:02Z', last: '2026-08-03T09:01:02Z', notCovered: [] });
});

test('says which calls it does not cover', () => {
  expect(suggest([s3('UpdateObjectEncryption', 'a')])).toMatchObject({ notCovered: ['UpdateObjectEncryption'], policy: { Statement: [] } });
});

test.each([null, 'athena.amazonaws.com', 'arn:aws:iam::111122223333:root'])('has no policy for %s', (principal) => {
  expect(suggest([s3('GetObject', 'a')], principal)).toBeUndefined();
});

test('lists the whole bucket where everything was listed, or many prefixes', () => {
  const many = Array.from({ length: 11 }, (_, index) => list(`${index}/`));

  for (const records of [[list('a/'), list()], many]) expect(allows(suggest(records), 's3:ListBucket', 'arn:aws:s3:::reports')).toBe(true);
  expect(allows(suggest([list('a/')]), 's3:ListBucket', 'arn:aws:s3:::reports', { 's3:prefix': 'b/' })).toBe(false);
});

test('tells many objects by their folders, the deepest first, and stays within what was accessed', () => {
  const days = Array.from({ length: 30 }, (_, day) => s3('GetObject', `daily/2026/08/${day}.csv`));
  const suggested = suggest([...days, s3('GetObject', 'index.html')]);

  expect(suggested?.policy.Statement).toMatchObject([{ Resource: ['arn:aws:s3:::reports/daily/2026/08/*', 'arn:aws:s3:::reports/index.html'] }]);
});

const key = fc.array(fc.constantFrom('a', 'b', 'c', 'x*', 'y?', '${z}', 'd e'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const call = fc.constantFrom('GetObject', 'HeadObject', 'PutObject', 'DeleteObject', 'UploadPart', 'GetObjectTagging');

test('allows every access that it was made of, in its bucket alone, and no action that was never taken', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(call, key), { minLength: 1, maxLength: 80 }), (calls) => {
      const records = calls.map(([name, path]) => s3(name, path));
      const suggested = suggest(records);
      const needed = records.flatMap((record) => needsOf(record, rowOf(record)) ?? []);

      for (const { action, resource } of needed) expect(allows(suggested, action, resource)).toBe(true);
      const taken = new Set(needed.map(({ action }) => action));
      for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectTagging', 's3:PutObjectAcl', 's3:ListBucket']) {
        if (!taken.has(action)) expect(calls.some(([, path]) => allows(suggested, action, `arn:aws:s3:::reports/${path}`))).toBe(false);
        expect(allows(suggested, action, 'arn:aws:s3:::reports-2/a')).toBe(false);
      }
      if (calls.every(([, path]) => path.startsWith('a/'))) expect(allows(suggested, 's3:GetObject', 'arn:aws:s3:::reports/b/c')).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('keeps a bounded memory of the objects of a role, and still allows them all', () => {
  const records = Array.from({ length: 5000 }, (_, index) => s3('GetObject', `part-${index % 50}/${index}`));
  const suggested = suggest(records);

  expect(suggested?.policy.Statement).toMatchObject([{ Resource: ['arn:aws:s3:::reports/*'] }]);
});
