import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { deliveryPath } from '../log-format/log-file-key';
import type { TrailDelivery } from './trail-delivery';

const CLOUDTRAIL = () => new ServicePrincipal('cloudtrail.amazonaws.com');

/**
 * What CloudTrail needs of the bucket, and nothing else.
 *
 * The statements are bound to the trail's ARN, so that no other trail, of whatever account, can write here.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function bucketStatements(bucketArn: string, keyPrefix: string | undefined, delivery: TrailDelivery): PolicyStatement[] {
  return [
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [CLOUDTRAIL()],
      actions: ['s3:GetBucketAcl'],
      resources: [bucketArn],
      conditions: { StringEquals: { 'aws:SourceArn': delivery.trailArn } },
    }),
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [CLOUDTRAIL()],
      actions: ['s3:PutObject'],
      resources: delivery.owners.map((owner) => `${bucketArn}/${deliveryPath(keyPrefix, owner)}*`),
      // CloudTrail sends the ACL also to buckets whose ACLs are off, which accept this one.
      conditions: { StringEquals: { 'aws:SourceArn': delivery.trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  ];
}

/**
 * What CloudTrail needs of the key that encrypts the bucket.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function keyStatements(stack: Stack, delivery: TrailDelivery): PolicyStatement[] {
  const trails = stack.formatArn({ service: 'cloudtrail', region: '*', account: delivery.trailAccount, resource: 'trail', resourceName: '*' });
  return [
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [CLOUDTRAIL()],
      actions: ['kms:GenerateDataKey*'],
      // In a key policy, the star is the key itself.
      resources: ['*'],
      conditions: {
        StringEquals: { 'aws:SourceArn': delivery.trailArn },
        StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails },
      },
    }),
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [CLOUDTRAIL()],
      // Decrypt, since the bucket may have an S3 Bucket Key. There, the encryption context is the bucket's: no condition on it.
      actions: ['kms:Decrypt', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceArn': delivery.trailArn } },
    }),
  ];
}
