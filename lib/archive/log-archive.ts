import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, type CfnBucket, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct, type IDependable } from 'constructs';
import { describeControls } from '../private/control-metadata';
import { registerLogBucket } from '../private/log-buckets';
import { ownKey } from '../private/own-key';
import { refuse } from '../private/report';
import { reportSecondBucketPolicy } from '../private/second-policy';
import { statementsJson } from '../private/statement-json';
import { acceptExceptions } from '../profiles/demands';
import { AccessLogs, type OwnAccessLogBucketOptions } from './access-logs';
import { checkKey, checkKeyPrefix, checkOwners } from './checks';
import { whatDeliveryNeeds } from './delivery-order';
import { bucketStatements, keyStatements } from './delivery-statements';
import { checkAccessLogs, developmentRetention, withDemanded } from './demanded-options';
import { refuseEventNotifications, setEventBridge } from './event-bridge';
import { ExistingLogArchive, type ExistingLogArchiveProps } from './existing-log-archive';
import { LogArchiveGrants } from './log-archive-grants';
import type { DevelopmentLogArchiveProps, LogArchiveProps } from './log-archive-props';
import type { ILogArchive } from './log-archive-ref';
import { lifecycleOf } from './retention';
import type { TrailDelivery } from './trail-delivery';
import { checkExpiry } from './whole-days';

/** What only `forDevelopment()` passes: a bucket that is torn down can then not be locked. */
interface TornDown extends LogArchiveProps {
  readonly tornDown?: boolean;
}

/**
 * A bucket for log files that CloudTrail can only add to, with the key that encrypts them.
 *
 * Public access blocked, ACLs off, TLS only, versioned, encrypted, with access logs and notifications to EventBridge;
 * bucket and key stay when the stack is deleted.
 */
@propertyInjectable
export class LogArchive extends Construct implements ILogArchive {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.archive.LogArchive';

  /**
   * A log archive in a bucket that exists, or that another part of the app defines.
   *
   * Policies are written where they can be. Where they cannot, it is an error that prints the statements, unless the
   * props say who manages them.
   */
  public static fromBucket(scope: Construct, id: string, props: ExistingLogArchiveProps): ExistingLogArchive {
    return new ExistingLogArchive(scope, id, props);
  }

  /**
   * A log archive for an account that is torn down and set up again: deleting the stack deletes the log files.
   *
   * The trail goes first, then the files, then the bucket, so that it does not fill again while it is emptied. An
   * `AccessReport` of the archive goes with it. Without access logs, unless the props say where to: nothing records who
   * reads or deletes log files.
   */
  public static forDevelopment(scope: Construct, id: string, props: DevelopmentLogArchiveProps = {}): LogArchive {
    const tornDown: TornDown = { expireAfter: developmentRetention(props.profile), ...props, tornDown: true };
    return new LogArchive(scope, id, tornDown);
  }

  public readonly bucket: IBucket;
  public readonly keyPrefix?: string;
  public readonly notifiesEventBridge: boolean = true;
  public readonly grants: LogArchiveGrants = LogArchiveGrants.fromLogArchive(this);
  public readonly deliveryPolicies: IDependable;

  /** The key that encrypts the log files. */
  public readonly encryptionKey?: IKey;

  private readonly key: IKey;
  private readonly removalPolicy: RemovalPolicy;

  constructor(scope: Construct, id: string, props: LogArchiveProps = {}) {
    super(scope, id);
    const { tornDown = false } = props as TornDown;
    const options = withDemanded(this, props, tornDown);
    this.removalPolicy = tornDown ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    this.keyPrefix = props.keyPrefix;
    checkKeyPrefix(this, props.keyPrefix);

    this.key = props.encryptionKey ?? this.defineKey();
    this.encryptionKey = this.key;
    this.bucket = new Bucket(this, 'Bucket', {
      ...this.hardened(),
      bucketName: props.bucketName,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      lifecycleRules: lifecycleOf(this, options),
      objectLockDefaultRetention: options.objectLock?._retention,
    });
    checkKey(this, this.bucket, props.encryptionKey);
    registerLogBucket(this.bucket);
    setEventBridge(this.bucket, this.bucket.node.defaultChild as CfnBucket);
    refuseEventNotifications(this, this.bucket);
    reportSecondBucketPolicy(this, this.bucket);
    // In an account that is torn down none: S3 delivers them hours later, into a bucket that should be gone by then.
    const accessLogs = options.accessLogs ?? (tornDown ? undefined : AccessLogs.toOwnBucket());
    accessLogs?._bind(this, this.bucket, (own) => this.defineAccessLogBucket(own));
    checkAccessLogs(this, props.profile, this.bucket.node.defaultChild as CfnBucket);
    acceptExceptions(this, props.profile, [this.bucket, this.key]);
    describeControls([this.bucket, ...(props.encryptionKey ? [] : [this.key])], props.profile?.packId);
    this.deliveryPolicies = whatDeliveryNeeds(this);
  }

  public addTrail(delivery: TrailDelivery): void {
    checkOwners(this, delivery);
    for (const statement of bucketStatements(this.bucket.bucketArn, this.keyPrefix, delivery)) this.bucket.addToResourcePolicy(statement);
    const unwritten = keyStatements(Stack.of(this), delivery).filter((statement) => !this.key.addToResourcePolicy(statement, true).statementAdded);
    if (unwritten.length === 0) return;
    refuse(this, {
      id: 'cdk-cloudtrail:LogArchive.policyNotWritten',
      message: 'the policy of an imported key cannot be written from here, and without it the trail cannot be created',
      value: this.key.node.path,
      awsMessage: 'Insufficient permissions to access S3 bucket <bucket> or KMS key <key>.',
      fix: `use LogArchive.fromBucket() with 'policiesManagedBy', and have the following added to the key's policy\n${statementsJson(this, unwritten)}\n`,
    });
  }

  private hardened() {
    return {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: this.removalPolicy,
      autoDeleteObjects: this.removalPolicy === RemovalPolicy.DESTROY,
    };
  }

  private defineKey(): IKey {
    return ownKey(this, 'Key', `encrypts the CloudTrail log files of ${this.node.path}`, this.removalPolicy);
  }

  private defineAccessLogBucket({ bucketName, expireAfter = Duration.days(365) }: OwnAccessLogBucketOptions): IBucket {
    checkExpiry(this, "'expireAfter' of the access logs", expireAfter);
    return new Bucket(this, 'AccessLogs', {
      ...this.hardened(),
      bucketName,
      // S3 delivers access logs only to buckets that are encrypted with its own keys.
      encryption: undefined,
      lifecycleRules: [
        { expiration: expireAfter, noncurrentVersionExpiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
    });
  }
}
