import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, type BucketPolicy, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface Archive {
  readonly key: Key;
  readonly bucket: Bucket;
  readonly accessLogs: Bucket;
  readonly policy: BucketPolicy;
}

const HARDENED = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** Bucket, key and access logs. */
export function defineArchive(stack: Stack): Archive {
  const scope = new Construct(stack, 'Archive');
  const key = new Key(scope, 'Key', {
    description: `encrypts the CloudTrail log files of ${scope.node.path}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const accessLogs = new Bucket(scope, 'AccessLogs', {
    ...HARDENED,
    lifecycleRules: [
      { expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
  });
  const bucket = new Bucket(scope, 'Bucket', {
    ...HARDENED,
    encryptionKey: key,
    bucketKeyEnabled: true,
    serverAccessLogsBucket: accessLogs,
    lifecycleRules: [
      {
        id: 'log-files',
        expiration: Duration.days(365),
        noncurrentVersionExpiration: Duration.days(90),
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      },
      { id: 'delete-markers', expiredObjectDeleteMarker: true },
    ],
  });
  // `eventBridgeEnabled` of the L2 brings a function, a role and a custom resource.
  (bucket.node.defaultChild as CfnBucket).addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration', { EventBridgeEnabled: true });
  return { key, bucket, accessLogs, policy: bucket.policy as BucketPolicy };
}

/** The policies of bucket and key, as CloudTrail documents them, bound to the trail. */
export function letTrailDeliver(stack: Stack, { bucket, key }: Archive, trailArn: string): void {
  const sourceArn = { 'aws:SourceArn': trailArn };
  bucket.addToResourcePolicy(allow(['s3:GetBucketAcl'], bucket.bucketArn, { StringEquals: sourceArn }));
  bucket.addToResourcePolicy(
    allow(['s3:PutObject'], bucket.arnForObjects(`AWSLogs/${stack.account}/*`), {
      StringEquals: { ...sourceArn, 's3:x-amz-acl': 'bucket-owner-full-control' },
    }),
  );
  const trails = stack.formatArn({ service: 'cloudtrail', region: '*', resource: 'trail', resourceName: '*' });
  key.addToResourcePolicy(
    allow(['kms:GenerateDataKey*'], '*', { StringEquals: sourceArn, StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails } }),
  );
  key.addToResourcePolicy(allow(['kms:Decrypt', 'kms:DescribeKey'], '*', { StringEquals: sourceArn }));
}

function allow(actions: string[], resource: string, conditions: Record<string, Record<string, string>>): PolicyStatement {
  return new PolicyStatement({ principals: [new ServicePrincipal('cloudtrail.amazonaws.com')], actions, resources: [resource], conditions });
}
