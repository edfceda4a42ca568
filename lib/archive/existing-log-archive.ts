import { CfnResource, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import { filesBelow, registerLogBucket } from '../private/log-buckets';
import { refuse } from '../private/report';
import { reportSecondBucketPolicy } from '../private/second-policy';
import { statementsJson } from '../private/statement-json';
import { checkKey, checkKeyPrefix, checkOwners } from './checks';
import { whatDeliveryNeeds } from './delivery-order';
import { bucketStatements, keyStatements } from './delivery-statements';
import { setEventBridge } from './event-bridge';
import { LogArchiveGrants } from './log-archive-grants';
import type { ILogArchive } from './log-archive-ref';
import { warnOfNoAccessLogs } from './no-access-logs';
import type { TrailDelivery } from './trail-delivery';

/** Properties of an `ExistingLogArchive`. */
export interface ExistingLogArchiveProps {
  /** The bucket: of this app, of another stack, or imported. */
  readonly bucket: IBucket;

  /**
   * What comes before `AWSLogs/` in the key of each log file; without slashes at either end, at most 200 characters.
   *
   * @default - keys start with `AWSLogs/`
   */
  readonly keyPrefix?: string;

  /**
   * The customer managed key that encrypts the log files.
   *
   * @default - the key of the bucket, if the bucket knows one; else S3 encrypts with keys of its own
   */
  readonly encryptionKey?: IKey;

  /**
   * Who writes the policies of the bucket and the key, where this library cannot: for example `platform team, repository x`.
   *
   * They find what they must add in `requiredBucketStatements` and `requiredKeyStatements`.
   *
   * @default - nobody: a policy that cannot be written is an error that prints the statements
   */
  readonly policiesManagedBy?: string;

  /**
   * Whether an imported bucket sends its notifications to EventBridge, which processors rely on.
   *
   * @default - true for a bucket of this app, where it is switched on; false for an imported one
   */
  readonly notifiesEventBridge?: boolean;
}

/** A log archive in a bucket that exists, or that another part of the app defines. */
export class ExistingLogArchive extends Construct implements ILogArchive {
  public readonly bucket: IBucket;
  public readonly keyPrefix?: string;
  public readonly encryptionKey?: IKey;
  public readonly notifiesEventBridge: boolean;
  public readonly grants: LogArchiveGrants = LogArchiveGrants.fromLogArchive(this);
  public readonly deliveryPolicies: IDependable;

  /** What the bucket's policy must allow, and this library could not write. */
  public readonly requiredBucketStatements: PolicyStatement[] = [];

  /** What the key's policy must allow, and this library could not write. */
  public readonly requiredKeyStatements: PolicyStatement[] = [];

  private readonly policies = new DependencyGroup();
  private readonly policiesManagedBy?: string;

  constructor(scope: Construct, id: string, props: ExistingLogArchiveProps) {
    super(scope, id);
    this.bucket = props.bucket;
    this.keyPrefix = props.keyPrefix;
    this.encryptionKey = props.encryptionKey ?? props.bucket.encryptionKey;
    this.policiesManagedBy = props.policiesManagedBy;
    this.deliveryPolicies = this.policies;
    checkKeyPrefix(this, props.keyPrefix);
    checkKey(this, this.bucket, this.encryptionKey);
    registerLogBucket(this.bucket, { keyPrefix: filesBelow(props.keyPrefix) });
    reportSecondBucketPolicy(this, this.bucket);

    const own = this.bucket.node.defaultChild;
    if (CfnResource.isCfnResource(own) && CfnBucket.isCfnBucket(own)) {
      if (props.notifiesEventBridge === false) {
        refuse(this, {
          id: 'cdk-cloudtrail:LogArchive.eventBridgeOfOwnBucket',
          message: "'notifiesEventBridge' states a fact about an imported bucket; for a bucket of this app it is switched on",
          value: false,
          fix: 'leave it out',
        });
      }
      this.notifiesEventBridge = true;
      setEventBridge(this.bucket, own);
      warnOfNoAccessLogs(this, own);
    } else {
      this.notifiesEventBridge = props.notifiesEventBridge ?? false;
    }
  }

  public addTrail(delivery: TrailDelivery): void {
    checkOwners(this, delivery);
    const { bucket, encryptionKey } = this;
    const forBucket = bucketStatements(bucket.bucketArn, this.keyPrefix, delivery).filter(
      (statement) => !bucket.addToResourcePolicy(statement).statementAdded,
    );
    const forKey = encryptionKey
      ? keyStatements(Stack.of(this), delivery).filter((statement) => !encryptionKey.addToResourcePolicy(statement, true).statementAdded)
      : [];
    this.policies.add(whatDeliveryNeeds(this));
    this.requiredBucketStatements.push(...forBucket);
    this.requiredKeyStatements.push(...forKey);
    if (this.policiesManagedBy === undefined && forBucket.length + forKey.length > 0) this.refuseUnwritable(forBucket, forKey);
  }

  /**
   * What somebody else must add to the policies of bucket and key, as text with JSON to paste: after the trails are defined.
   *
   * What is only known at deployment stands as `<AWS::AccountId>`.
   */
  public requiredPolicies(): string {
    return this.textOf(this.requiredBucketStatements, this.requiredKeyStatements);
  }

  private refuseUnwritable(forBucket: PolicyStatement[], forKey: PolicyStatement[]): never {
    return refuse(this, {
      id: 'cdk-cloudtrail:LogArchive.policyNotWritten',
      message: 'the policy of an imported bucket or key cannot be written from here, and without it the trail cannot be created',
      awsMessage:
        forBucket.length > 0
          ? 'Incorrect S3 bucket policy is detected for bucket: <bucket>'
          : 'Insufficient permissions to access S3 bucket <bucket> or KMS key <key>.',
      fix: `say in 'policiesManagedBy' who adds the following, and have them add it\n${this.textOf(forBucket, forKey)}\n`,
    });
  }

  private textOf(forBucket: PolicyStatement[], forKey: PolicyStatement[]): string {
    return [
      ...(forBucket.length > 0 ? [`to the policy of the bucket ${this.bucket.node.path}:\n${statementsJson(this, forBucket)}`] : []),
      ...(forKey.length > 0 ? [`to the policy of the key ${this.encryptionKey?.node.path}:\n${statementsJson(this, forKey)}`] : []),
    ].join('\n');
  }
}
