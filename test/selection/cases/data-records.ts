import type { CloudTrailRecord, EventResource } from '../../../lib/log-format/record';

const account = '111122223333';
const auditor = `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_Auditor_0123456789abcdef/ana@example.com`;
const call = { eventVersion: '1.11', eventType: 'AwsApiCall', eventCategory: 'Data', managementEvent: false } as const;
const service = (invokedBy: string) => ({ type: 'AWSService', invokedBy });

/** The resources of an event on an object: S3 names the object and its bucket. */
export function objectIn(bucket: string, key: string, partition = 'aws'): EventResource[] {
  return [{ type: 'AWS::S3::Object', ARN: `arn:${partition}:s3:::${bucket}/${key}` }, bucketNamed(bucket, partition)];
}

/** The resources of an event on no single object: S3 names a prefix in place of the object. */
export function objectsOf(bucket: string): EventResource[] {
  return [{ type: 'AWS::S3::Object', ARNPrefix: `arn:aws:s3:::${bucket}/` }, bucketNamed(bucket)];
}

/** A bucket as a resource. */
export function bucketNamed(bucket: string, partition = 'aws'): EventResource {
  return { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:${partition}:s3:::${bucket}` };
}

// What follows is cut from delivered log files, except where it says otherwise.

/** A person reads an object. */
export const getObject: CloudTrailRecord = {
  ...call,
  userIdentity: { type: 'AssumedRole', arn: auditor, accountId: account },
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  readOnly: true,
  resources: objectIn('finance-reports', '2026/q2/balance.xlsx'),
};
/** A job writes an object. */
export const putObject: CloudTrailRecord = {
  ...getObject,
  userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/Reports/nightly`, accountId: account },
  eventName: 'PutObject',
  readOnly: false,
  resources: objectIn('finance-reports', '2026/q3/draft 1+2.csv'),
};
/** A job deletes an object. */
export const deleteObject: CloudTrailRecord = { ...putObject, eventName: 'DeleteObject' };
/** Objects are listed: no object, but a prefix. */
export const listObjects: CloudTrailRecord = { ...getObject, eventName: 'ListObjects', resources: objectsOf('finance-reports') };
/** Many objects are deleted at once: no object, but a prefix. */
export const deleteObjects: CloudTrailRecord = { ...deleteObject, eventName: 'DeleteObjects', resources: objectsOf('finance-reports') };
/** One of the objects that `DeleteObjects` deleted. */
export const deletedByService: CloudTrailRecord = {
  ...deleteObject,
  eventType: 'AwsServiceEvent',
  userIdentity: service('s3.amazonaws.com'),
  resources: objectIn('finance-reports', 'tmp/expired.csv'),
};
/** After the documentation: a lifecycle rule, and a failed authentication, have event sources of their own. */
export const expireObject: CloudTrailRecord = { ...deletedByService, eventSource: 's3lifecycle.amazonaws.com', eventName: 'ExpireObject' };
export const failedAuthentication: CloudTrailRecord = {
  ...getObject,
  eventSource: 's3-authn-errors.amazonaws.com',
  eventName: 'AuthenticateGetObject',
  userIdentity: undefined,
};
/** A bucket is asked for by a service, and refused. */
export const headBucket: CloudTrailRecord = {
  ...getObject,
  eventVersion: '1.08',
  eventName: 'HeadBucket',
  userIdentity: service('delivery.logs.amazonaws.com'),
  errorCode: 'AccessDenied',
  vpcEndpointId: 'vpce-0a1b2c3d',
  resources: objectsOf('example-log-bucket'),
};
/** The bucket comes first, and there is no category. */
export const putByStranger: CloudTrailRecord = {
  ...putObject,
  eventVersion: '1.08',
  eventCategory: undefined,
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111111111111:user/compromised-user' },
  resources: [...objectIn('sample-bucket-hungry-buck', 'documents/financial/HOW_TO_DECRYPT_FILES.txt')].reverse(),
};
/** Only the bucket is named. */
export const listBucket: CloudTrailRecord = {
  ...getObject,
  eventVersion: '1.08',
  eventName: 'ListBucket',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/Bob' },
  resources: [bucketNamed('example-bucket')],
};
/** A log file is delivered. */
export const delivery: CloudTrailRecord = {
  ...putObject,
  userIdentity: service('cloudtrail.amazonaws.com'),
  resources: objectIn('example-log-bucket', `AWSLogs/${account}/CloudTrail/eu-west-1/2026/08/03/file.json.gz`),
};
/** After the documentation: a copy, which reads one object and writes another. */
export const copyObject: CloudTrailRecord = {
  ...putObject,
  eventName: 'CopyObject',
  resources: [...objectIn('finance-archive', '2026/q3/draft.csv'), ...objectIn('finance-reports', '2026/q3/draft.csv')],
};
/** A function is invoked. */
export const invoke: CloudTrailRecord = {
  ...putObject,
  eventSource: 'lambda.amazonaws.com',
  eventName: 'Invoke',
  resources: [{ accountId: account, type: 'AWS::Lambda::Function', ARN: `arn:aws:lambda:eu-west-1:${account}:function:price-orders` }],
};
/** An item is written. */
export const putItem: CloudTrailRecord = {
  ...putObject,
  eventSource: 'dynamodb.amazonaws.com',
  eventName: 'PutItem',
  resources: [{ accountId: account, type: 'AWS::DynamoDB::Table', ARN: `arn:aws:dynamodb:eu-west-1:${account}:table/orders` }],
};
/** After the documentation: what a stream has is read; table and stream are named. */
export const getRecords: CloudTrailRecord = {
  ...putItem,
  eventName: 'GetRecords',
  readOnly: true,
  resources: [
    ...(putItem.resources ?? []),
    { accountId: account, type: 'AWS::DynamoDB::Stream', ARN: `arn:aws:dynamodb:eu-west-1:${account}:table/orders/stream/2026-08-03T00:00:00.000` },
  ],
};
/** Version 1.05: only its resources and its name tell that this is a data event. */
export const oldGetObject: CloudTrailRecord = {
  eventVersion: '1.05',
  eventType: 'AwsApiCall',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/Alice' },
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  readOnly: true,
  resources: objectIn('my-data-bucket', 'reports/2019/report.csv'),
};
/** Version 1.06: `managementEvent` in place of a category. */
export const getObjectOf2019: CloudTrailRecord = { ...oldGetObject, eventVersion: '1.06', managementEvent: false };
