import type { BasicEventSelector } from '../../lib/selection/basic-selector';
import type { AdvancedEventSelector } from '../../lib/selection/selector';
import { wordsOf } from '../../lib/selection/words';
import { data, management, network, objects, selector } from './selectors';

const logs = (...AdvancedEventSelectors: AdvancedEventSelector[]) => wordsOf({ AdvancedEventSelectors }).logs;
const reads = { readOnly: { Equals: ['true'] } };
const writes = { readOnly: { Equals: ['false'] } };
const tables = (...names: string[]) => ({
  'resources.ARN': { Equals: names.map((name) => `arn:aws:dynamodb:us-east-1:111122223333:table/${name}`) },
});
const functions = (...names: string[]) => ({
  'resources.ARN': { Equals: names.map((name) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`) },
});

test.each<[sentence: string, selector: AdvancedEventSelector]>([
  ['Logs all management events (reads and writes).', management()],
  ['Logs management events that read.', management(reads)],
  [
    'Logs management events that write, except those of kms.amazonaws.com and rdsdata.amazonaws.com.',
    management({ ...writes, eventSource: { NotEquals: ['rdsdata.amazonaws.com', 'kms.amazonaws.com'] } }),
  ],
  ['Logs all management events (reads and writes) of kms.amazonaws.com.', management({ eventSource: { Equals: ['kms.amazonaws.com'] } })],
  ['Logs management events only where readOnly is maybe.', management({ readOnly: { Equals: ['maybe'] } })],
  ['Logs management events not where readOnly is true.', management({ readOnly: { NotEquals: ['true'] } })],
  ['Logs every read and write of the objects of all buckets.', objects()],
  ['Logs reads of s3://reports/…', objects({ StartsWith: ['arn:aws:s3:::reports/'] }, reads)],
  ['Logs writes to s3://reports/finance/2026.csv.', objects({ Equals: ['arn:aws:s3:::reports/finance/2026.csv'] }, writes)],
  [
    'Logs events only where readOnly is maybe of s3://reports/…',
    objects({ StartsWith: ['arn:aws:s3:::reports/'] }, { readOnly: { Equals: ['maybe'] } }),
  ],
  ['Logs every read and write of the objects of every bucket whose name starts with reports.', objects({ StartsWith: ['arn:aws:s3:::reports'] })],
  ['Logs every read and write of the objects with the ARN ….csv.', objects({ EndsWith: ['.csv'] })],
  ['Logs every read and write of the objects with the ARN arn:aws:s3…', objects({ StartsWith: ['arn:aws:s3'] })],
  [
    'Logs every read and write of s3://a/… and s3://b/…, except s3://a/tmp/…',
    objects({ StartsWith: ['arn:aws:s3:::b/', 'arn:aws:s3:::a/'], NotStartsWith: ['arn:aws:s3:::a/tmp/'] }),
  ],
  ['Logs every invocation of the Lambda function handler.', data('AWS::Lambda::Function', functions('handler'))],
  [
    'Logs every invocation that is a write of the Lambda functions a, b and c:live.',
    data('AWS::Lambda::Function', { ...functions('c:live', 'b', 'a'), ...writes }),
  ],
  ['Logs every invocation that is a read of all Lambda functions.', data('AWS::Lambda::Function', reads)],
  ['Logs every invocation only where readOnly is maybe of all Lambda functions.', data('AWS::Lambda::Function', { readOnly: { Equals: ['maybe'] } })],
  ['Logs every read and write of items of all DynamoDB tables.', data('AWS::DynamoDB::Table')],
  ['Logs reads of items of the DynamoDB tables customers and orders.', data('AWS::DynamoDB::Table', { ...tables('orders', 'customers'), ...reads })],
  ['Logs every read and write of all resources of the type AWS::SQS::Queue (Amazon SQS).', data('AWS::SQS::Queue')],
  [
    'Logs every read and write of AWS::SQS::Queue (Amazon SQS) arn:aws:sqs:us-east-1:111122223333:q.',
    data('AWS::SQS::Queue', { 'resources.ARN': { Equals: ['arn:aws:sqs:us-east-1:111122223333:q'] } }),
  ],
  [
    'Logs every read and write of all resources of the type AWS::Tomorrow::Thing (a service that this library does not know).',
    data('AWS::Tomorrow::Thing'),
  ],
  [
    'Logs every read and write of s3://a/…; not events named Get… or …Acl; only events named CopyObject or PutObject.',
    objects(
      { StartsWith: ['arn:aws:s3:::a/'] },
      { eventName: { Equals: ['PutObject', 'CopyObject'], NotStartsWith: ['Get'], NotEndsWith: ['Acl'] } },
    ),
  ],
  [
    'Logs every read and write of s3://a/…; only events of console sessions; only events of the event source s3.amazonaws.com.',
    objects(
      { StartsWith: ['arn:aws:s3:::a/'] },
      { eventSource: { Equals: ['s3.amazonaws.com'] }, sessionCredentialFromConsole: { Equals: ['true'] } },
    ),
  ],
  [
    'Logs every read and write of s3://a/…; not calls by arn:aws:iam::111122223333:role/scanner; not events of console sessions; not events of the event type AwsServiceEvent.',
    objects(
      { StartsWith: ['arn:aws:s3:::a/'] },
      {
        eventType: { NotEquals: ['AwsServiceEvent'] },
        sessionCredentialFromConsole: { NotEquals: ['true'] },
        'userIdentity.arn': { NotEquals: ['arn:aws:iam::111122223333:role/scanner'] },
      },
    ),
  ],
  ['Logs every read and write of s3://a/…; only where tomorrow is x.', objects({ StartsWith: ['arn:aws:s3:::a/'] }, { tomorrow: { Equals: ['x'] } })],
  ['Logs calls of s3.amazonaws.com through VPC endpoints.', network('s3.amazonaws.com')],
  [
    'Logs calls of s3.amazonaws.com through VPC endpoints; only calls that the policy of the endpoint denied; only calls through the VPC endpoint vpce-1.',
    network('s3.amazonaws.com', { errorCode: { Equals: ['VpceAccessDenied'] }, vpcEndpointId: { Equals: ['vpce-1'] } }),
  ],
  [
    'Logs calls of all services through VPC endpoints; not events of the event source s3.amazonaws.com.',
    selector({ eventCategory: { Equals: ['NetworkActivity'] }, eventSource: { NotEquals: ['s3.amazonaws.com'] } }),
  ],
  [
    'Logs every read and write of all resources; only where resources.type is AWS::S3…',
    selector({ eventCategory: { Equals: ['Data'] }, 'resources.type': { StartsWith: ['AWS::S3'] } }),
  ],
  [
    'Logs all management events (reads and writes); not where eventCategory is Data.',
    selector({ eventCategory: { Equals: ['Management'], NotEquals: ['Data'] }, readOnly: {} }),
  ],
  ['Logs events of the category Tomorrow; only events named x.', selector({ eventCategory: { Equals: ['Tomorrow'] }, eventName: { Equals: ['x'] } })],
  ['Logs events of the category that is missing.', selector({})],
])('says "%s"', (sentence, one) => {
  expect(logs(one)).toEqual([sentence]);
});

test.each<[sentence: string, basic: BasicEventSelector]>([
  [
    'Logs management events that write, except those of kms.amazonaws.com.',
    { ReadWriteType: 'WriteOnly', ExcludeManagementEventSources: ['kms.amazonaws.com'] },
  ],
  [
    'Logs every read and write of the objects of all buckets.',
    { IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::'] }] },
  ],
  [
    'Logs every read and write of items of the DynamoDB table orders.',
    {
      IncludeManagementEvents: false,
      DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb:us-east-1:111122223333:table/orders'] }],
    },
  ],
])('says of a basic event selector "%s"', (sentence, basic) => {
  expect(wordsOf({ EventSelectors: [basic] }).logs).toEqual([sentence]);
});
