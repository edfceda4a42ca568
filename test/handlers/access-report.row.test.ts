import fc from 'fast-check';
import { accessLineOf, accessRowOf } from '../../handlers/access-report/row';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { dataEvent } from '../helpers/cloudtrail-events';

const origin = { account: '111122223333', region: 'eu-west-1', eventID: '1', eventTime: '2026-08-03T09:01:02Z', logFile: 'k' };
const rowOf = (record: CloudTrailRecord, region = 'eu-west-1') => accessRowOf(record, { ...origin, region });
const s3 = (eventName: string, members: Record<string, unknown> = {}) => dataEvent({ eventName, ...members });
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const dynamo = (eventName: string, requestParameters: Record<string, unknown> = { tableName: 'orders' }, members: Record<string, unknown> = {}) =>
  dataEvent({
    eventSource: 'dynamodb.amazonaws.com',
    eventName,
    readOnly: false,
    requestParameters,
    resources: [{ type: 'AWS::DynamoDB::Table', ARN: table }],
    ...members,
  });
const lambda = (eventName: string, requestParameters: Record<string, unknown> = {}, resources?: CloudTrailRecord['resources']) =>
  dataEvent({ eventSource: 'lambda.amazonaws.com', eventName, readOnly: false, requestParameters, resources });

test('writes the members of a row in one order, and none that it does not know', () => {
  const row = rowOf(
    dataEvent({ errorCode: 'AccessDenied', sourceIPAddress: '198.51.100.7', userAgent: '', vpcEndpointId: 'vpce-1', sharedEventID: 's' }),
  );

  expect(JSON.stringify(row)).toBe(
    '{"eventTime":"2026-08-03T09:01:02Z","eventID":"1","account":"111122223333","region":"eu-west-1",' +
      '"principal":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","account":"111122223333","name":"ana"},' +
      '"person":{"name":"ana","how":"iamUser"},"access":"read","outcome":"denied","eventSource":"s3.amazonaws.com","eventName":"GetObject","resources":["arn:aws:s3:::reports/a.csv"],' +
      '"errorCode":"AccessDenied","sourceIPAddress":"198.51.100.7","vpcEndpointId":"vpce-1","sharedEventID":"s","logFile":"k"}',
  );
});

test('writes a row as a line whatever its texts are', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\u2028', '\ud800', 'plain'));
  const members = fc.record({ eventName: text, errorCode: text, userAgent: text, sourceIPAddress: text, sharedEventID: text, key: text });
  fc.assert(
    fc.property(members, fc.boolean(), ({ key, ...rest }, isItem) => {
      const record = isItem
        ? dynamo('GetItem', { tableName: 'orders', key: { pk: key } }, rest)
        : dataEvent({ ...rest, resources: [], requestParameters: { bucketName: 'b', key } });
      const line = accessLineOf(record, origin);
      expect(line).toEqual({ line: JSON.stringify(accessRowOf(record, origin)), sharedEventID: rest.sharedEventID || undefined });
    }),
  );
  expect(accessLineOf(dataEvent({ eventCategory: 'Management' }), origin)).toBeUndefined();
});

describe('access', () => {
  const names = {
    read: [
      'GetObject',
      'HeadObject',
      'HeadBucket',
      'ListObjects',
      'ListObjectsV2',
      'ListObjectVersions',
      'ListParts',
      'ListMultipartUploads',
      'GetObjectAcl',
    ],
    write: [
      'PutObject',
      'CopyObject',
      'PostObject',
      'CreateMultipartUpload',
      'UploadPart',
      'UploadPartCopy',
      'CompleteMultipartUpload',
      'RestoreObject',
    ],
    delete: ['DeleteObject', 'DeleteObjects', 'DeleteObjectVersion'],
  };
  const more = {
    read: ['GetObjectTagging', 'GetObjectRetention', 'GetObjectLegalHold', 'GetObjectAttributes', 'GetObjectTorrent', 'SelectObjectContent'],
    write: [
      'PutObjectAcl',
      'PutObjectTagging',
      'DeleteObjectTagging',
      'PutObjectRetention',
      'PutObjectLegalHold',
      'AbortMultipartUpload',
      'RenameObject',
    ],
    delete: [],
  };
  const cases = Object.entries(names).flatMap(([access, calls]) => [...calls, ...more[access as 'read']].map((name) => [name, access] as const));

  test.each(cases)('%s is a %s, whatever readOnly says', (name, access) => {
    expect([true, false, undefined].map((readOnly) => rowOf(s3(name, { readOnly }))?.access)).toEqual([access, access, access]);
  });

  test.each(['Invoke', 'InvokeAsync', 'Invoke20150331', 'InvokeFunction', 'InvokeExecution', 'InvokeWithResponseStream'])(
    '%s is an invocation',
    (name) => {
      expect(rowOf(lambda(name))).toMatchObject({ access: 'invoke' });
    },
  );

  test.each([
    ['GetItem', 'read'],
    ['BatchGetItem', 'read'],
    ['TransactGetItems', 'read'],
    ['Query', 'read'],
    ['Scan', 'read'],
    ['GetRecords', 'read'],
    ['GetShardIterator', 'read'],
    ['PutItem', 'write'],
    ['UpdateItem', 'write'],
    ['BatchWriteItem', 'write'],
    ['TransactWriteItems', 'write'],
    ['DeleteItem', 'delete'],
  ])('%s is a %s', (name, access) => {
    expect(rowOf(dynamo(name))).toMatchObject({ access });
  });

  test.each([
    ['ExecuteStatement', { statement: "SELECT * FROM orders WHERE a = 'x'" }, 'read'],
    ['ExecuteStatement', { statement: '  delete from orders where a = 1' }, 'delete'],
    ['ExecuteStatement', { statement: 'INSERT INTO orders VALUE {}' }, 'write'],
    ['BatchExecuteStatement', { requestItems: [{ statement: 'SELECT 1' }, { statement: 'SELECT 2' }] }, 'read'],
    ['BatchExecuteStatement', { statements: [{ Statement: 'DELETE FROM a' }, { Statement: 'UPDATE b' }] }, 'write'],
    ['ExecuteTransaction', { transactStatements: [{ statement: 'EXISTS(SELECT * FROM a)' }, { statement: 'SELECT * FROM b' }] }, 'read'],
    ['ExecuteStatement', { statement: '(' }, 'write'],
    ['ExecuteStatement', {}, 'write'],
    ['TransactWriteItems', { requestItems: [{ operation: 'Delete' }, { operation: 'ConditionCheck' }] }, 'delete'],
    ['TransactWriteItems', { requestItems: [{ operation: 'Delete' }, { operation: 'Put' }] }, 'write'],
    ['BatchWriteItem', { requestItems: [{ Operation: 'DELETE' }] }, 'delete'],
  ])('%s with %j is a %s', (name, parameters, access) => {
    expect(rowOf(dynamo(name, parameters))).toMatchObject({ access });
  });

  test('PartiQL without a statement is told by readOnly', () => {
    expect([true, false].map((readOnly) => rowOf(dynamo('ExecuteStatement', {}, { readOnly }))?.access)).toEqual(['read', 'write']);
  });

  test.each([
    [true, 'read'],
    [false, 'write'],
  ])('a call that is newer than this library is told by readOnly: %s', (readOnly, access) => {
    expect([s3('ObjectNovelty', { readOnly }), { ...lambda('Novelty'), readOnly }].map((record) => rowOf(record)?.access)).toEqual([access, access]);
  });
});

describe('outcome', () => {
  const denied = [
    'AccessDenied',
    'AccessDeniedException',
    'Client.UnauthorizedOperation',
    'VpceAccessDenied',
    'KMS.AccessDeniedException',
    '403',
    'Forbidden',
    '403 Forbidden',
  ];
  test.each([...denied, 'NotAuthorizedException', 'AllAccessDisabled', 'SignatureDoesNotMatch', 'InvalidAccessKeyId'])(
    '%s is a denial',
    (errorCode) => {
      expect(rowOf(dataEvent({ errorCode }))).toMatchObject({ outcome: 'denied', errorCode });
    },
  );

  test.each(['NoSuchKey', 'ThrottlingException', 'ConditionalCheckFailedException', 'SlowDown', '404'])('%s is a failure', (errorCode) => {
    expect(rowOf(dataEvent({ errorCode }))).toMatchObject({ outcome: 'failed' });
  });

  test('a message without a code counts too, and nothing at all is success', () => {
    expect(rowOf(dataEvent({ errorMessage: 'User: x is not authorized to perform: y' }))).toMatchObject({ outcome: 'denied' });
    expect(rowOf(dataEvent({ errorMessage: 'Rate exceeded' }))).toMatchObject({ outcome: 'failed' });
    expect(rowOf(dataEvent({ errorCode: '' }))).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('resources of S3', () => {
  const copy = { bucketName: 'target', key: 'b.csv' };
  test.each([
    ['an object', {}, {}, ['arn:aws:s3:::reports/a.csv']],
    ['all objects of a bucket', { resources: [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::reports/' }] }, {}, ['arn:aws:s3:::reports/']],
    ['no object, but parameters', { resources: undefined }, {}, ['arn:aws:s3:::reports/a.csv']],
    ['no object, but a prefix', { resources: [], requestParameters: { bucketName: 'reports', prefix: '2026/' } }, {}, ['arn:aws:s3:::reports/2026/']],
    [
      'a bucket and no parameters',
      { requestParameters: null, resources: [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::reports' }] },
      {},
      ['arn:aws:s3:::reports/'],
    ],
    ['nothing', { requestParameters: undefined, resources: [null, 'x', { type: 'AWS::S3::Object' }] }, {}, []],
    [
      'an access point',
      { resources: [], requestParameters: { bucketName: 'arn:aws:s3:eu-west-1:1:accesspoint/x', key: 'a' } },
      {},
      ['arn:aws:s3:eu-west-1:1:accesspoint/x/object/a'],
    ],
  ])('of %s', (_, members, __, arns) => {
    expect(rowOf(dataEvent(members as Record<string, unknown>))?.resources).toEqual(arns);
  });

  test.each([
    ['source/a%20b%2Bc.csv', 'arn:aws:s3:::source/a b+c.csv'],
    ['/source/a.csv?versionId=3', 'arn:aws:s3:::source/a.csv'],
    ['source/100%.csv', 'arn:aws:s3:::source/100%.csv'],
    ['arn:aws:s3:eu-west-1:1:accesspoint/x/object/a.csv', 'arn:aws:s3:eu-west-1:1:accesspoint/x/object/a.csv'],
  ])('of a copy: the target, then the source %s', (source, arn) => {
    const copied = s3('CopyObject', {
      requestParameters: { ...copy, 'x-amz-copy-source': source },
      resources: [{ type: 'AWS::S3::Object', ARN: arn }],
    });
    expect(rowOf(copied)).toMatchObject({ access: 'write', resources: ['arn:aws:s3:::target/b.csv', arn] });
  });

  test('of a copy whose parameters do not name the target', () => {
    const parts = s3('UploadPartCopy', { requestParameters: { 'x-amz-copy-source': 's/a' }, resources: [] });
    expect(rowOf(parts)?.resources).toEqual(['arn:aws:s3:::s/a']);
  });

  test.each([
    ['cn-north-1', 'arn:aws-cn:s3:::reports/a.csv'],
    ['us-gov-west-1', 'arn:aws-us-gov:s3:::reports/a.csv'],
  ])('in the partition of %s', (region, arn) => {
    expect(rowOf(dataEvent({ resources: [] }), region)?.resources).toEqual([arn]);
  });
});

describe('resources of Lambda', () => {
  const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:price';
  test.each([
    ['what the record states', 'other', [{ type: 'AWS::Lambda::Function', ARN: arn }]],
    ['an ARN', arn, undefined],
    ['a part of an ARN', '111122223333:function:price', undefined],
    ['a name', 'price', undefined],
  ])('from %s', (_, functionName, resources) => {
    expect(rowOf(lambda('Invoke', { functionName }, resources))?.resources).toEqual([arn]);
  });
});

describe('resources of DynamoDB', () => {
  const stream = `${table}/stream/2026-08-01T00:00:00.000`;
  test.each<[string, CloudTrailRecord, string[]]>([
    ['a table', dynamo('GetItem'), [table]],
    ['no table, but its name', dynamo('GetItem', { tableName: 'orders' }, { resources: [] }), [table]],
    ['no table, but its ARN', dynamo('GetItem', { tableName: table }, { resources: [] }), [table]],
    [
      'no table, but a batch',
      dynamo('TransactGetItems', { requestItems: [{ TableName: 'orders' }, { tableName: 'lines' }] }, { resources: [] }),
      [table, table.replace('orders', 'lines')],
    ],
    ['no table, but a map of tables', dynamo('BatchGetItem', { requestItems: { orders: { keys: [] } } }, { resources: [] }), [table]],
    ['a stream by its iterator', dynamo('GetRecords', { shardIterator: `${stream}|1|AAAA` }), [table, stream]],
    ['a stream by its ARN', dynamo('GetShardIterator', { streamArn: stream }, { resources: [] }), [table, stream]],
    ['a stream that the record states', dynamo('GetRecords', {}, { resources: [{ type: 'AWS::DynamoDB::Stream', ARN: stream }] }), [table, stream]],
    ['an iterator that tells nothing', dynamo('GetRecords', { shardIterator: 'AAAA' }, { resources: [] }), []],
  ])('of %s', (_, record, arns) => {
    expect(rowOf(record)?.resources).toEqual(arns);
  });

  test.each<[string, Record<string, unknown>, unknown]>([
    ['one item', { tableName: 'orders', key: { id: 'o-1' } }, [{ table, key: '{"id":"o-1"}' }]],
    [
      'a batch',
      { requestItems: [{ tableName: 'orders', keys: [{ id: 1 }, { id: 2 }] }] },
      [
        { table, key: '{"id":1}' },
        { table, key: '{"id":2}' },
      ],
    ],
    ['a batch as a map', { requestItems: { orders: { keys: [{ id: 1 }] } } }, [{ table, key: '{"id":1}' }]],
    [
      'a transaction',
      { requestItems: [{ operation: 'Put', TableName: 'lines', Key: { id: 1 } }] },
      [{ table: table.replace('orders', 'lines'), key: '{"id":1}' }],
    ],
    ['a call that does not name the table', { key: { id: 1 } }, [{ table, key: '{"id":1}' }]],
    ['a query', { tableName: 'orders', keyConditionExpression: 'id = :i' }, undefined],
  ])('with the keys of %s', (_, parameters, itemKeys) => {
    expect(rowOf(dynamo('PutItem', parameters))?.itemKeys).toEqual(itemKeys);
  });

  test('with a key that belongs to no table that anybody knows', () => {
    expect(rowOf(dynamo('PutItem', { key: { id: 1 } }, { resources: [] }))?.itemKeys).toEqual([{ table: '', key: '{"id":1}' }]);
  });
});

describe('principal', () => {
  const session = { sessionIssuer: { arn: 'arn:aws:iam::1:role/r' }, sourceIdentity: 'ben' };
  test.each([
    [
      'a user of IAM Identity Center',
      { type: 'AssumedRole', principalId: 'A:b', onBehalfOf: { userId: 'u', identityStoreArn: 'i' } },
      { type: 'AssumedRole', id: 'A:b', onBehalfOf: { userId: 'u', identityStoreArn: 'i' } },
    ],
    [
      'a chain of roles',
      { type: 'AssumedRole', arn: 'a', sessionContext: session },
      { type: 'AssumedRole', arn: 'a', sessionIssuer: 'arn:aws:iam::1:role/r', sourceIdentity: 'ben' },
    ],
    ['a service', { type: 'AWSService', invokedBy: 'events.amazonaws.com' }, { type: 'AWSService', invokedBy: 'events.amazonaws.com' }],
    [
      'a service in an event of its own',
      { invokedBy: 's3.amazonaws.com', accountId: '1' },
      { type: 'AWSService', account: '1', invokedBy: 's3.amazonaws.com' },
    ],
    [
      'a service that acts for a user',
      { type: 'IAMUser', userName: 'ana', invokedBy: 'athena.amazonaws.com' },
      { type: 'IAMUser', name: 'ana', invokedBy: 'athena.amazonaws.com' },
    ],
    ['nobody', null, { type: 'Unknown' }],
    ['what is no identity', { type: 7, arn: {}, sessionContext: 'x', onBehalfOf: [] }, { type: 'Unknown' }],
  ])('is %s', (_, userIdentity, principal) => {
    expect(JSON.parse(JSON.stringify(rowOf(dataEvent({ userIdentity: userIdentity as never }))?.principal))).toEqual(principal);
  });
});

test.each<[string, CloudTrailRecord]>([
  ['a management event', dataEvent({ eventCategory: 'Management', managementEvent: true, eventName: 'GetBucketAcl' })],
  ['a denial at a VPC endpoint, which is network activity', dataEvent({ eventCategory: 'NetworkActivity', errorCode: 'VpceAccessDenied' })],
  [
    'a data event of another service',
    dataEvent({ eventSource: 'sns.amazonaws.com', eventName: 'Publish', resources: [{ type: 'AWS::SNS::Topic' }] }),
  ],
])('has no row for %s', (_, record) => {
  expect(rowOf(record)).toBeUndefined();
});

test.each([
  [
    'a service that deletes by a lifecycle rule',
    dataEvent({ eventType: 'AwsServiceEvent', eventName: 'DeleteObject', eventSource: 's3lifecycle.amazonaws.com', resources: [] }),
    'delete',
  ],
  [
    'a failed authentication',
    dataEvent({ eventSource: 's3-authn-errors.amazonaws.com', eventName: 'GetObject', errorCode: 'InvalidAccessKeyId' }),
    'read',
  ],
  [
    'an event of before categories',
    dataEvent({ eventVersion: '1.05', eventCategory: undefined, managementEvent: undefined, readOnly: undefined }),
    'read',
  ],
])('has a row for %s', (_, record, access) => {
  expect(rowOf(record)).toMatchObject({ access, resources: ['arn:aws:s3:::reports/a.csv'] });
});
