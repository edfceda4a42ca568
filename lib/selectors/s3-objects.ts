import { Token } from 'aws-cdk-lib';
import type { IBucketRef } from 'aws-cdk-lib/aws-s3';

/** The consent that logging the objects of all buckets needs. */
export enum AllBucketsConsent {
  /**
   * Events of every object in every bucket of the account, of buckets yet to come, and of other accounts' buckets that
   * principals of this account use, are logged and charged for by their number.
   */
  EVERY_OBJECT_EVENT_IS_CHARGED = 'EVERY_OBJECT_EVENT_IS_CHARGED',
}

/** Objects whose data events a trail logs. */
export class S3Objects {
  /**
   * The objects of a bucket, or those in one of its folders.
   *
   * A prefix ends with a slash, which is added where it is missing: without it, `finance` would also match `finance-old/`.
   *
   * @param bucket any bucket: L1, L2 or imported
   * @param prefix for example `finance/`. Default - all objects of the bucket
   */
  public static of(bucket: IBucketRef, prefix?: string): S3Objects {
    if (prefix === undefined) return new S3Objects(objectsOf(bucket));
    if (prefix === '' || prefix === '/') {
      throw new Error(
        `[cdk-cloudtrail:S3Objects.emptyPrefix] a prefix names a folder, got ${JSON.stringify(prefix)} for ${bucket.node.path}; leave the prefix out to log all objects of the bucket`,
      );
    }
    if (Token.isUnresolved(prefix) && !prefix.endsWith('/')) {
      throw new Error(
        `[cdk-cloudtrail:S3Objects.unknownSlash] whether a prefix that is only known at deployment ends with a slash cannot be seen, for ${bucket.node.path}; pass it as \`\${prefix}/\`, or use S3Objects.ofKeysStartingWith()`,
      );
    }
    return S3Objects.ofKeysStartingWith(bucket, prefix.endsWith('/') ? prefix : `${prefix}/`);
  }

  /**
   * The objects of a bucket whose keys start with a text that is not a whole folder.
   *
   * @param bucket any bucket: L1, L2 or imported
   * @param text taken as it is, for example `exports/2026-`
   */
  public static ofKeysStartingWith(bucket: IBucketRef, text: string): S3Objects {
    if (!Token.isUnresolved(text) && text.startsWith('/')) {
      throw new Error(
        `[cdk-cloudtrail:S3Objects.leadingSlash] keys of objects do not start with a slash, got ${JSON.stringify(text)} for ${bucket.node.path}; leave the first slash out`,
      );
    }
    return new S3Objects(`${objectsOf(bucket)}${text}`);
  }

  /**
   * All objects of all buckets.
   *
   * @param consent that the number of events is not known, and every one is charged for
   */
  public static ofAllBuckets(consent: AllBucketsConsent): S3Objects {
    if (consent !== AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED) {
      throw new Error(
        `[cdk-cloudtrail:S3Objects.noConsent] all objects of all buckets are logged only with consent, got ${JSON.stringify(consent)}; pass AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED, or name the buckets`,
      );
    }
    return new S3Objects();
  }

  private constructor(
    /**
     * What the ARNs of the objects start with; none for all buckets.
     *
     * @internal
     */
    public readonly _arnPrefix?: string,
  ) {}
}

// The slash is CloudTrail's: without it, `reports` would also match the objects of `reports-archive`.
function objectsOf(bucket: IBucketRef): string {
  return `${bucket.bucketRef.bucketArn}/`;
}
