import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct, IConstruct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { FOLDERS } from './log-processor.contract';

/** A bucket for what is made of log files: as well kept as they are, since it says the same about people, and no longer. */
export function defineDerivedBucket(scope: Construct, id: string, archive: ILogArchive, prefix: string): IBucket {
  const claims = `${prefix}${FOLDERS.claims}`;
  const encryptionKey = ownKeyOf(archive);
  return new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: encryptionKey ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
    encryptionKey,
    bucketKeyEnabled: encryptionKey ? true : undefined,
    enforceSSL: true,
    versioned: true,
    removalPolicy: removalPolicyLike(archive),
    autoDeleteObjects: emptyingOf(archive.bucket) !== undefined,
    lifecycleRules: [
      // A claim is of use while its event may be delivered again, for 30 days; each one more event in it leaves a version behind.
      { id: 'claims', prefix: claims, expiration: Duration.days(45), noncurrentVersionExpiration: Duration.days(1) },
      { id: 'claims-markers', prefix: claims, expiredObjectDeleteMarker: true },
      { id: 'versions', noncurrentVersionExpiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
  });
}

/** What the handler needs, and no more: it never lists, deletes, or reads what it wrote. */
export function grantDerived(bucket: IBucket, prefix: string, grantee: IGrantable): void {
  Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: [bucket.arnForObjects(`${prefix}*`)] });
  Grant.addToPrincipal({ grantee, actions: ['s3:GetObject'], resourceArns: [bucket.arnForObjects(`${prefix}${FOLDERS.claims}*`)] });
  bucket.encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
}

/** The policy of a key that was made elsewhere may allow to decrypt log files and nothing else. */
export function ownKeyOf({ encryptionKey }: ILogArchive): IKey | undefined {
  return encryptionKey?.node.defaultChild ? encryptionKey : undefined;
}

/** What is made of log files goes where they go: an archive that is torn down takes the key with it, without which nobody could read the rest. */
export function removalPolicyLike({ bucket }: ILogArchive): RemovalPolicy {
  return emptyingOf(bucket) ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
}

/** What empties a bucket when its stack is deleted: whoever writes there has to be gone before. */
export function emptyingOf(bucket: IBucket): IConstruct | undefined {
  return bucket.node.tryFindChild('AutoDeleteObjectsCustomResource');
}
