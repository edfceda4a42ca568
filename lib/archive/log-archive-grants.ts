import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ILogArchive } from './log-archive-ref';

/** Options of `LogArchiveGrants.read()`. */
export interface ReadLogFilesOptions {
  /**
   * Only the files of this account.
   *
   * @default - files of every account
   */
  readonly account?: string;
}

/** Permissions that others need on a log archive. */
export class LogArchiveGrants {
  /** Grants on an archive of this app, or on one that wraps an existing bucket. */
  public static fromLogArchive(archive: ILogArchive): LogArchiveGrants {
    return new LogArchiveGrants(archive);
  }

  private constructor(private readonly archive: ILogArchive) {}

  /**
   * Read log files and, where the archive has a customer managed key, decrypt them.
   *
   * @param grantee who may read
   * @param options which files
   */
  public read(grantee: IGrantable, options: ReadLogFilesOptions = {}): Grant {
    const { bucket, keyPrefix } = this.archive;
    // The folder of an account is at the top, or below that of its organization.
    const owner = options.account ? `*${options.account}` : '*';
    return bucket.grantRead(grantee, `${keyPrefix ? `${keyPrefix}/` : ''}AWSLogs/${owner}/*`);
  }
}
