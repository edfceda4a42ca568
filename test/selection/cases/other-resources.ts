import type { CloudTrailRecord } from '../../../lib/log-format/record';
import { data, objects } from '../selectors';
import { advanced, basic, type Case, cases, dataOf, PAGE } from './case';
import { bucketNamed, getObject, getRecords, invoke, objectIn, putItem, putObject } from './data-records';

const [lambda, dynamo] = ['arn:aws:lambda:eu-west-1:111122223333:function', 'arn:aws:dynamodb:eu-west-1:111122223333:table'] as const;
const [FUNCTION, TABLE, OBJECT] = ['AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::S3::Object'] as const;
const invoked = (name: string): CloudTrailRecord => ({ ...invoke, resources: [{ type: FUNCTION, ARN: `${lambda}:${name}` }] });
const inTable = (name: string): CloudTrailRecord => ({ ...putItem, resources: [{ type: TABLE, ARN: `${dynamo}/${name}` }] });
const functions = (...values: string[]) => basic(dataOf(FUNCTION, ...values));
const tables = (...values: string[]) => basic(dataOf(TABLE, ...values));

const throughAccessPoint: CloudTrailRecord = {
  ...getObject,
  resources: [
    ...objectIn('finance-reports', '2026/q2/balance.xlsx'),
    { accountId: '111122223333', type: 'AWS::S3::AccessPoint', ARN: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/auditors' },
  ],
};
const directoryBucket = 'arn:aws:s3express:us-west-2:111122223333:bucket/base--usw2-az1--x-s3';
const inDirectoryBucket: CloudTrailRecord = {
  ...putObject,
  eventSource: 's3express.amazonaws.com',
  resources: [
    { type: 'AWS::S3Express::Object', ARN: `${directoryBucket}/key` },
    { accountId: '111122223333', type: 'AWS::S3Express::DirectoryBucket', ARN: directoryBucket },
  ],
};
const china: CloudTrailRecord = { ...getObject, awsRegion: 'cn-north-1', resources: objectIn('finance-reports', 'a.csv', 'aws-cn') };
const inChina: CloudTrailRecord = {
  ...invoke,
  resources: [{ type: FUNCTION, ARN: 'arn:aws-cn:lambda:cn-north-1:111122223333:function:price-orders' }],
};
const government: CloudTrailRecord = { ...getObject, awsRegion: 'us-gov-west-1', resources: objectIn('finance-reports', 'a.csv', 'aws-us-gov') };

export const FUNCTIONS_AND_TABLES: Case[] = [
  ...cases(PAGE.dataResource, 'Lambda function ARNs are exact: helloworld does not match helloworld2', [
    ['yes', 'a function by its ARN', invoke, functions(`${lambda}:price-orders`)],
    ['no', 'a function whose name is longer', invoked('price-orders2'), functions(`${lambda}:price-orders`), { selector: 0, field: 'resources.ARN' }],
    ['no', 'a function whose name is shorter', invoked('price'), functions(`${lambda}:price-orders`)],
    ['no', 'a version of a function, by the ARN of the function', invoked('price-orders:7'), functions(`${lambda}:price-orders`)],
    ['no', 'a function, by the beginning of its ARN', invoke, functions(`${lambda}:`)],
    ['no', 'a function of the same name in another Region', invoke, functions('arn:aws:lambda:us-east-1:111122223333:function:price-orders')],
    ['yes', 'the second of two functions', invoke, functions(`${lambda}:other`, `${lambda}:price-orders`)],
    [
      'no',
      'a function whose name is longer, with Equals',
      invoked('price-orders2'),
      advanced(data(FUNCTION, { 'resources.ARN': { Equals: [`${lambda}:price-orders`] } })),
    ],
    [
      'yes',
      'a function whose name is longer, with StartsWith',
      invoked('price-orders2'),
      advanced(data(FUNCTION, { 'resources.ARN': { StartsWith: [`${lambda}:price-orders`] } })),
    ],
    ['yes', 'any function, with an advanced selector without ARN', invoke, advanced(data(FUNCTION))],
    ['no', 'an invocation, with a selector of reads: it is a write', invoke, advanced(data(FUNCTION, { readOnly: { Equals: ['true'] } }))],
  ]),
  ...cases(PAGE.data, 'With AWS::DynamoDB::Table, CloudTrail logs events of the table and of its stream, which names both', [
    ['yes', 'an item of a table by its ARN', putItem, tables(`${dynamo}/orders`)],
    ['no', 'an item of a table whose name is longer', inTable('orders-old'), tables(`${dynamo}/orders`)],
    ['no', 'an item of another table', inTable('customers'), tables(`${dynamo}/orders`)],
    ['yes', 'a stream, by the ARN of its table', getRecords, tables(`${dynamo}/orders`)],
    ['yes', 'a stream, by the type of tables', getRecords, advanced(data(TABLE))],
    ['yes', 'a stream, by the type of streams', getRecords, advanced(data('AWS::DynamoDB::Stream'))],
    ['no', 'an item of a table, by the type of streams', putItem, advanced(data('AWS::DynamoDB::Stream')), { field: 'resources.type' }],
    [
      'no',
      'a stream, by the type of tables without its event name',
      getRecords,
      advanced(data(TABLE, { eventName: { NotEquals: ['GetRecords', 'GetShardIterator'] } })),
    ],
    [
      'yes',
      'a stream, by the ARN of its table with Equals',
      getRecords,
      advanced(data(TABLE, { 'resources.ARN': { Equals: [`${dynamo}/orders`] } })),
    ],
    [
      'no',
      'a stream, by the type of streams and the ARN of its table',
      getRecords,
      advanced(data('AWS::DynamoDB::Stream', { 'resources.ARN': { Equals: [`${dynamo}/orders`] } })),
    ],
    [
      'yes',
      'a stream, by the type of streams and the beginning of its ARN',
      getRecords,
      advanced(data('AWS::DynamoDB::Stream', { 'resources.ARN': { StartsWith: [`${dynamo}/orders/stream/`] } })),
    ],
    ['no', 'an item that is written, with a selector of reads', putItem, advanced(data(TABLE, { readOnly: { Equals: ['true'] } }))],
  ]),
];

export const ALL_FORMS_AND_PARTITIONS: Case[] = [
  ...cases(PAGE.dataResource, 'arn:aws:s3, arn:aws:lambda and arn:aws:dynamodb mean all resources of the type', [
    ['yes', 'an object, by all objects', getObject, basic(dataOf(OBJECT, 'arn:aws:s3'))],
    ['yes', 'an object, by all objects as the CDK writes it', getObject, basic(dataOf(OBJECT, 'arn:aws:s3:::'))],
    ['yes', 'a function, by all functions', invoke, functions('arn:aws:lambda')],
    ['yes', 'an item, by all tables', putItem, tables('arn:aws:dynamodb')],
    ['yes', 'a stream, by all tables', getRecords, tables('arn:aws:dynamodb')],
    ['yes', 'a function, by all functions next to one that is not its own', invoke, functions(`${lambda}:other`, 'arn:aws:lambda')],
    ['yes', 'an item, by all tables next to one that is not its own', putItem, tables(`${dynamo}/customers`, 'arn:aws:dynamodb')],
    ['no', 'a function, by all objects', invoke, basic(dataOf(OBJECT, 'arn:aws:s3')), { field: 'resources.type' }],
    ['no', 'an object, by all functions', getObject, functions('arn:aws:lambda')],
    ['no', 'an item, by all functions and all objects', putItem, basic(dataOf(FUNCTION, 'arn:aws:lambda'), dataOf(OBJECT, 'arn:aws:s3'))],
    [
      'yes',
      'an object, by all objects next to a bucket that is not its own',
      getObject,
      basic(dataOf(OBJECT, 'arn:aws:s3:::uploads/', 'arn:aws:s3')),
    ],
    [
      'yes',
      'an object of another account, by all objects',
      { ...getObject, recipientAccountId: '999999999999' },
      basic(dataOf(OBJECT, 'arn:aws:s3')),
    ],
    [
      'no',
      'an object that is read, by all objects for writes',
      getObject,
      basic({ ...dataOf(OBJECT, 'arn:aws:s3'), ReadWriteType: 'WriteOnly' }),
      { field: 'readOnly' },
    ],
    [
      'yes',
      'an item, where one selector is for objects and tables',
      putItem,
      basic({
        IncludeManagementEvents: false,
        DataResources: [
          { Type: OBJECT, Values: ['arn:aws:s3'] },
          { Type: TABLE, Values: ['arn:aws:dynamodb'] },
        ],
      }),
      { selector: 0 },
    ],
  ]),
  ...cases(PAGE.dataResource, 'ARNs begin with the partition of the Region', [
    ['yes', 'an object in China, by all objects of that partition', china, basic(dataOf(OBJECT, 'arn:aws-cn:s3'))],
    ['yes', 'an object in China, by its bucket', china, basic(dataOf(OBJECT, 'arn:aws-cn:s3:::finance-reports/'))],
    ['no', 'an object in China, by a bucket of the same name in another partition', china, basic(dataOf(OBJECT, 'arn:aws:s3:::finance-reports/'))],
    ['yes', 'a function in China, by all functions of that partition', inChina, functions('arn:aws-cn:lambda')],
    ['yes', 'an object in GovCloud, by its bucket', government, advanced(objects({ StartsWith: ['arn:aws-us-gov:s3:::finance-reports/'] }))],
    [
      'no',
      'an object in GovCloud, by a bucket of the same name in another partition',
      government,
      advanced(objects({ StartsWith: ['arn:aws:s3:::finance-reports/'] })),
    ],
    [
      'yes',
      'an object in GovCloud, next to an exclusion in another partition',
      government,
      advanced(objects({ NotStartsWith: ['arn:aws:s3:::finance-reports/'] })),
    ],
    [
      'no',
      'an object in GovCloud, where its bucket is excluded',
      government,
      advanced(objects({ NotStartsWith: ['arn:aws-us-gov:s3:::finance-reports/'] })),
    ],
  ]),
];

export const ACCESS_POINTS_AND_DIRECTORY_BUCKETS: Case[] = [
  ...cases(PAGE.accessPoints, 'Events of calls through an access point name it in resources, next to the object and the bucket', [
    [
      'yes',
      'an object through an access point, by objects',
      throughAccessPoint,
      advanced(objects({ StartsWith: ['arn:aws:s3:::finance-reports/'] })),
    ],
    ['yes', 'an object through an access point, by access points', throughAccessPoint, advanced(data('AWS::S3::AccessPoint'))],
    [
      'yes',
      'an object through an access point, by its ARN',
      throughAccessPoint,
      advanced(data('AWS::S3::AccessPoint', { 'resources.ARN': { Equals: ['arn:aws:s3:eu-west-1:111122223333:accesspoint/auditors'] } })),
    ],
    [
      'no',
      'an object through an access point, by access points and the ARN of the bucket',
      throughAccessPoint,
      advanced(data('AWS::S3::AccessPoint', { 'resources.ARN': { StartsWith: ['arn:aws:s3:::finance-reports/'] } })),
    ],
    ['no', 'an object without access point, by access points', getObject, advanced(data('AWS::S3::AccessPoint'))],
    ['yes', 'an object through an access point, by all objects in a basic selector', throughAccessPoint, basic(dataOf(OBJECT, 'arn:aws:s3'))],
  ]),
  ...cases(PAGE.directoryBuckets, 'Objects in directory buckets have the type AWS::S3Express::Object', [
    ['yes', 'an object in a directory bucket, by its type', inDirectoryBucket, advanced(data('AWS::S3Express::Object'))],
    ['no', 'an object in a directory bucket, by objects', inDirectoryBucket, advanced(objects()), { field: 'resources.type' }],
    ['no', 'an object in a directory bucket, by all objects in a basic selector', inDirectoryBucket, basic(dataOf(OBJECT, 'arn:aws:s3'))],
    [
      'yes',
      'an object in a directory bucket, by the beginning of its ARN',
      inDirectoryBucket,
      advanced(data('AWS::S3Express::Object', { 'resources.ARN': { StartsWith: [`${directoryBucket}/`] } })),
    ],
    [
      'no',
      'an object, by the type of objects in directory buckets',
      { ...getObject, resources: [...objectIn('b', 'k'), bucketNamed('b')] },
      advanced(data('AWS::S3Express::Object')),
    ],
  ]),
];
