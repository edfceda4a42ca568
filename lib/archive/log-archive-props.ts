import type { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ComplianceProfile } from '../profiles/compliance-profile';
import type { AccessLogs } from './access-logs';
import type { ObjectLock } from './object-lock';

/** Properties of `LogArchive.forDevelopment()`. */
export interface DevelopmentLogArchiveProps {
  /**
   * The name of the bucket.
   *
   * @default - CloudFormation names it
   */
  readonly bucketName?: string;

  /**
   * What comes before `AWSLogs/` in the key of each log file; without slashes at either end, at most 200 characters.
   *
   * @default - keys start with `AWSLogs/`
   */
  readonly keyPrefix?: string;

  /**
   * Key that encrypts the log files, in the Region of the bucket.
   *
   * @default - a key with yearly rotation is defined
   */
  readonly encryptionKey?: IKey;

  /**
   * How long log files are kept; whole days.
   *
   * @default - forever; 30 days in an archive for development
   */
  readonly expireAfter?: Duration;

  /**
   * How long versions that were deleted or overwritten are kept; whole days.
   *
   * CloudTrail does not delete or overwrite: such a version is what somebody tried to get rid of.
   *
   * @default - 90 days where log files expire, forever where they do not
   */
  readonly noncurrentVersionsExpireAfter?: Duration;

  /**
   * Where S3 logs who reads and deletes the log files.
   *
   * @default - into a bucket of its own, for 365 days; nowhere in an archive for development
   */
  readonly accessLogs?: AccessLogs;

  /**
   * A framework that sets and locks the options that it demands. An archive for development is refused where a framework wants it to stay.
   *
   * @default - no framework: nothing is set, and nothing is locked
   */
  readonly profile?: ComplianceProfile;
}

/** Properties of `LogArchive`. */
export interface LogArchiveProps extends DevelopmentLogArchiveProps {
  /**
   * How long nobody can delete or overwrite a log file. It must not be longer than `expireAfter`.
   *
   * @default - log files are versioned but not locked
   */
  readonly objectLock?: ObjectLock;
}
