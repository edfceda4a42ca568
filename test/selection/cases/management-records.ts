import type { CloudTrailRecord } from '../../../lib/log-format/record';

const bert = { type: 'IAMUser', arn: 'arn:aws:iam::123837392027:user/bert-jan', accountId: '123837392027' } as const;
const call = { eventVersion: '1.08', eventType: 'AwsApiCall', eventCategory: 'Management', managementEvent: true, userIdentity: bert } as const;
const inConsole = { sessionCredentialFromConsole: 'true' };

// What follows is cut from delivered log files, except where it says otherwise.

/** A read in the console. */
export const describeInstances: CloudTrailRecord = {
  ...call,
  ...inConsole,
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DescribeInstances',
  readOnly: true,
};
/** A write in the console. */
export const deleteDatabase: CloudTrailRecord = {
  ...call,
  ...inConsole,
  eventSource: 'rds.amazonaws.com',
  eventName: 'DeleteDBInstance',
  readOnly: false,
};
/** A service decrypts for a user: a read, as KMS sees it. */
export const decrypt: CloudTrailRecord = {
  ...call,
  userIdentity: { ...bert, invokedBy: 'secretsmanager.amazonaws.com' },
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  readOnly: true,
  resources: [
    { accountId: '123837392027', type: 'AWS::KMS::Key', ARN: 'arn:aws:kms:us-east-1:123837392027:key/dad21b23-9915-42bd-981b-2a9f3c8f20c8' },
  ],
};
/** A write of KMS. */
export const scheduleKeyDeletion: CloudTrailRecord = { ...decrypt, eventName: 'ScheduleKeyDeletion', readOnly: false };
/** Version 1.07: its category and `managementEvent` say different things. */
export const createKey: CloudTrailRecord = {
  ...decrypt,
  eventVersion: '1.07',
  eventName: 'CreateKey',
  readOnly: false,
  managementEvent: false,
};
/** After the documentation: a statement through the Data API of RDS. */
export const executeStatement: CloudTrailRecord = {
  ...call,
  eventSource: 'rdsdata.amazonaws.com',
  eventName: 'ExecuteStatement',
  readOnly: false,
};
/** What a service does by itself; its identity has no ARN. */
export const sharedSnapshot: CloudTrailRecord = {
  ...call,
  eventType: 'AwsServiceEvent',
  userIdentity: { invokedBy: 'ec2.amazonaws.com' },
  eventSource: 'ec2.amazonaws.com',
  eventName: 'SharedSnapshotVolumeCreated',
  readOnly: false,
};
/** Somebody signs in. */
export const consoleLogin: CloudTrailRecord = {
  ...call,
  eventType: 'AwsConsoleSignIn',
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  readOnly: false,
};
/** What is done to a bucket is a management event, even through a VPC endpoint. */
export const getBucketAcl: CloudTrailRecord = {
  ...call,
  eventSource: 's3.amazonaws.com',
  eventName: 'GetBucketAcl',
  readOnly: true,
  vpcEndpointId: 'vpce-f40dc59d',
  resources: [{ accountId: '123837392027', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::baker221b-bucketssecuritylogsbef08b3e-13nrzhi7fcs7w' }],
};
/** Version 1.05: neither category nor `managementEvent` nor `readOnly`. */
export const assumeRole: CloudTrailRecord = {
  eventVersion: '1.05',
  eventType: 'AwsApiCall',
  userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' },
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRole',
  resources: [{ ARN: 'arn:aws:iam::111111111111:role/someRole', accountId: '111111111111', type: 'AWS::IAM::Role' }],
};
/** Version 1.05, with `readOnly`. */
export const disableKey: CloudTrailRecord = {
  eventVersion: '1.05',
  eventType: 'AwsApiCall',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111111111111:user/user' },
  eventSource: 'kms.amazonaws.com',
  eventName: 'DisableKey',
  readOnly: false,
};
/** Version 1.0: not even a type. */
export const startInstances: CloudTrailRecord = {
  eventVersion: '1.0',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/Alice' },
  eventSource: 'ec2.amazonaws.com',
  eventName: 'StartInstances',
};
/** Version 1.06: `managementEvent` in place of a category. */
export const describeTable: CloudTrailRecord = {
  eventVersion: '1.06',
  eventType: 'AwsApiCall',
  managementEvent: true,
  eventSource: 'dynamodb.amazonaws.com',
  eventName: 'DescribeTable',
  readOnly: true,
  resources: [{ ARN: 'arn:aws:dynamodb:us-east-1:111122223333:table/orders', accountId: '111122223333', type: 'AWS::DynamoDB::Table' }],
};
