import type { Duration } from 'aws-cdk-lib';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { registerLogBucket } from '../private/log-buckets';
import { refuse, report } from '../private/report';
import { reportSecondBucketPolicy } from '../private/second-policy';
import { statementsJson } from '../private/statement-json';
import { checkTarget, deliveryStatement } from './access-log-target';
import { refuseWildcard } from './checks';

/** Options of `AccessLogs.toOwnBucket()`. */
export interface OwnAccessLogBucketOptions {
  /**
   * The name of the bucket.
   *
   * @default - CloudFormation names it
   */
  readonly bucketName?: string;

  /**
   * How long access logs are kept; whole days.
   *
   * @default - 365 days
   */
  readonly expireAfter?: Duration;
}

/** Options of `AccessLogs.to()`. */
export interface AccessLogTargetOptions {
  /**
   * What the keys of the access logs start with.
   *
   * @default - the path of the archive, and a slash
   */
  readonly keyPrefix?: string;

  /**
   * Who writes the policy of an imported bucket: for example `platform team, repository x`.
   *
   * @default - nobody: a policy that cannot be written is an error that prints the statement
   */
  readonly policyManagedBy?: string;
}

/**
 * Where S3 logs who reads and deletes the log files.
 *
 * A trail does not log what happens in its own archive, so these are the record of it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export abstract class AccessLogs {
  /** Into a bucket beside the archive's. */
  public static toOwnBucket(options: OwnAccessLogBucketOptions = {}): AccessLogs {
    return new OwnBucket(options);
  }

  /**
   * Into a bucket that exists. It must be in the archive's account and Region, without a default Object Lock retention,
   * and encrypted with keys of S3.
   *
   * A bucket of another stack takes access logs of this archive only if the archive has a `bucketName`; else of any
   * bucket of the account, below the prefix.
   *
   * @param bucket the bucket
   * @param options under which prefix
   */
  public static to(bucket: IBucket, options: AccessLogTargetOptions = {}): AccessLogs {
    return new GivenBucket(bucket, options);
  }

  /**
   * Nowhere.
   *
   * @param reason why the reads and deletions of log files need not be known; shown with the warning that this gives
   */
  public static none(reason: string): AccessLogs {
    return new NoBucket(reason);
  }

  /** @internal */
  public abstract _bind(scope: IConstruct, archive: IBucket, own: (options: OwnAccessLogBucketOptions) => IBucket): void;
}

class OwnBucket extends AccessLogs {
  constructor(private readonly options: OwnAccessLogBucketOptions) {
    super();
  }

  /** @internal */
  public _bind(_scope: IConstruct, archive: IBucket, own: (options: OwnAccessLogBucketOptions) => IBucket): void {
    const target = own(this.options);
    target.addToResourcePolicy(deliveryStatement(archive, target, ''));
    logTo(archive, target);
  }
}

class GivenBucket extends AccessLogs {
  constructor(
    private readonly bucket: IBucket,
    private readonly options: AccessLogTargetOptions,
  ) {
    super();
  }

  /** @internal */
  public _bind(scope: IConstruct, archive: IBucket): void {
    const keyPrefix = this.options.keyPrefix ?? `${scope.node.path}/`;
    refuseWildcard(scope, keyPrefix);
    checkTarget(scope, archive, this.bucket);
    const statement = deliveryStatement(archive, this.bucket, keyPrefix);
    const { statementAdded } = this.bucket.addToResourcePolicy(statement);
    if (!statementAdded && this.options.policyManagedBy === undefined) {
      refuse(scope, {
        id: 'cdk-cloudtrail:AccessLogs.policyNotWritten',
        message: 'the policy of an imported bucket cannot be written from here, and without it no access logs are delivered',
        value: this.bucket.node.path,
        fix: `say in 'policyManagedBy' who adds the following, and have them add it\n${statementsJson(scope, [statement])}\n`,
      });
    }
    reportSecondBucketPolicy(scope, this.bucket);
    logTo(archive, this.bucket, keyPrefix);
  }
}

class NoBucket extends AccessLogs {
  constructor(private readonly reason: string) {
    super();
  }

  /** @internal */
  public _bind(scope: IConstruct): void {
    report(scope, [
      {
        id: 'cdk-cloudtrail:LogArchive.noAccessLogs',
        severity: 'warning',
        message: `nothing records who reads or deletes log files, since a trail does not log its own archive; the reason given: ${this.reason}`,
        fix: 'acknowledge this, or use AccessLogs.toOwnBucket()',
      },
    ]);
  }
}

function logTo(archive: IBucket, target: IBucket, logFilePrefix?: string): void {
  registerLogBucket(target);
  const bucket = archive.node.defaultChild as CfnBucket;
  bucket.loggingConfiguration = { destinationBucketName: target.bucketName, logFilePrefix };
}
