import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, type LifecycleRule, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct, IConstruct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { FOLDERS } from './log-processor.contract';

const SHORT_LIVED = [FOLDERS.claims, FOLDERS.attempts];
const READ_AGAIN = [FOLDERS.claims, FOLDERS.ledger, FOLDERS.attempts];

/**
 * A bucket for what is made of log files: as well kept as they are, since it says the same about people, and no longer.
 *
 * @param prefix of a processor, below which claims and attempts expire
 */
export function defineDerivedBucket(scope: Construct, id: string, archive: ILogArchive, prefix?: string): IBucket {
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
      ...(prefix === undefined ? [] : SHORT_LIVED.flatMap((folder) => passing(folder, prefix))),
      { id: 'versions', noncurrentVersionExpiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
  });
}

/** A claim is of use while its event may be delivered again, for 30 days, and each one more event in it leaves a version behind; a note of an attempt while its message lasts, for 14. */
function passing(folder: string, prefix: string): LifecycleRule[] {
  const rule = { id: folder.replace('/', ''), prefix: `${prefix}${folder}` };
  return [
    { ...rule, expiration: Duration.days(45), noncurrentVersionExpiration: Duration.days(1) },
    { id: `${rule.id}-markers`, prefix: rule.prefix, expiredObjectDeleteMarker: true },
  ];
}

/** What the handler needs, and no more: it never lists or deletes, and reads what says what is done, not what it made. */
export function grantDerived(bucket: IBucket, prefix: string, grantee: IGrantable): void {
  Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: [bucket.arnForObjects(`${prefix}*`)] });
  Grant.addToPrincipal({ grantee, actions: ['s3:GetObject'], resourceArns: READ_AGAIN.map((folder) => bucket.arnForObjects(`${prefix}${folder}*`)) });
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
