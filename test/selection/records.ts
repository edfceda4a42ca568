import type { CloudTrailRecord } from '../../lib/log-format/record';

/** From a delivered file: an object is read, event version 1.06, which does not name its category. */
export const getObject: CloudTrailRecord = {
  eventVersion: '1.06',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  eventType: 'AwsApiCall',
  managementEvent: false,
  readOnly: true,
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/data-user' },
  resources: [
    { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::my-data-bucket/reports/2019/report.csv' },
    { accountId: '123456789012', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::my-data-bucket' },
  ],
};

/** From a delivered file: an object is written, event version 1.11. */
export const putObject: CloudTrailRecord = {
  ...getObject,
  eventVersion: '1.11',
  eventName: 'PutObject',
  eventCategory: 'Data',
  readOnly: false,
  resources: [
    { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::my-secure-bucket/uploads/data.parquet' },
    { accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::my-secure-bucket' },
  ],
};

/** From a delivered file: a management event. */
export const createVolume: CloudTrailRecord = {
  eventVersion: '1.08',
  eventCategory: 'Management',
  managementEvent: true,
  eventType: 'AwsApiCall',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'CreateVolume',
  readOnly: false,
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123837392027:user/bert-jan' },
};

/** From a delivered file: a management event of version 1.05, which says neither its category nor whether it reads. */
export const assumeRole: CloudTrailRecord = {
  eventVersion: '1.05',
  eventType: 'AwsApiCall',
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRole',
  userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' },
  resources: [{ ARN: 'arn:aws:iam::111111111111:role/someRole', accountId: '111111111111', type: 'AWS::IAM::Role' }],
};

/** From a delivered file: a call that the policy of a VPC endpoint denied. */
export const denied: CloudTrailRecord = {
  eventVersion: '1.08',
  eventCategory: 'NetworkActivity',
  eventType: 'AwsVpceEvent',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  errorCode: 'VpceAccessDenied',
  vpcEndpointId: 'vpce-EXAMPLE08c1b6b9b7',
};

/** A read that is frequent. */
export const decrypt: CloudTrailRecord = { ...createVolume, eventSource: 'kms.amazonaws.com', eventName: 'Decrypt', readOnly: true };
