import { Aws, type Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';

/** A trail that somebody wrote by hand, with what it needs to be created. */
export function l1Trail(stack: Stack, id: string, bucket: CfnBucket): CfnTrail {
  const arn = bucket.attrArn;
  const principal = { Service: 'cloudtrail.amazonaws.com' };
  const policy = new CfnBucketPolicy(stack, `${id}Policy`, {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: principal,
          Action: 's3:GetBucketAcl',
          Resource: arn,
          Condition: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
        },
        {
          Effect: 'Allow',
          Principal: principal,
          Action: 's3:PutObject',
          Resource: `${arn}/AWSLogs/${Aws.ACCOUNT_ID}/*`,
          Condition: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 's3:x-amz-acl': 'bucket-owner-full-control' } },
        },
      ],
    },
  });
  const trail = new CfnTrail(stack, id, { isLogging: true, s3BucketName: bucket.ref, enableLogFileValidation: true });
  trail.addDependency(policy);
  return trail;
}
