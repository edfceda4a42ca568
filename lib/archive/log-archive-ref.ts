import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct, IDependable } from 'constructs';
import type { LogArchiveGrants } from './log-archive-grants';
import type { TrailDelivery } from './trail-delivery';

/** Where trails deliver their log files, and where processors read them. */
export interface ILogArchive extends IConstruct {
  /** The bucket that holds the log files. */
  readonly bucket: IBucket;

  /** What comes before `AWSLogs/` in the key of each log file, if anything; without slashes at either end. */
  readonly keyPrefix?: string;

  /** The key that encrypts the log files, where it is a customer managed one. */
  readonly encryptionKey?: IKey;

  /** Whether the bucket tells EventBridge of each new object, which processors rely on. */
  readonly notifiesEventBridge: boolean;

  /** Permissions for those who read the log files. */
  readonly grants: LogArchiveGrants;

  /** The policies that must exist before a trail can deliver, and what must outlive it. */
  readonly deliveryPolicies: IDependable;

  /**
   * Let a trail, of this account or of another, deliver its log files here.
   *
   * @param delivery the trail, and whose events it delivers
   */
  addTrail(delivery: TrailDelivery): void;
}
