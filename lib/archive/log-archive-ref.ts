import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { LogArchiveGrants } from './log-archive-grants';

/** Where trails deliver their log files, and where processors read them. */
export interface ILogArchive extends IConstruct {
  /** The bucket that holds the log files. */
  readonly bucket: IBucket;

  /** What comes before `AWSLogs/` in the key of each log file, if anything; without slashes at either end. */
  readonly keyPrefix?: string;

  /** The key that encrypts the log files, where it is a customer managed one. */
  readonly encryptionKey?: IKey;

  /** Permissions for those who read the log files. */
  readonly grants: LogArchiveGrants;
}
