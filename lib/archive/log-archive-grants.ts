import { Token } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { refuse } from '../private/report';
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
   * Read log files and, where the archive has a customer managed key, decrypt them: get and list, nothing else.
   *
   * @param grantee who may read
   * @param options which files
   */
  public read(grantee: IGrantable, options: ReadLogFilesOptions = {}): Grant {
    const { bucket } = this.archive;
    const list = Grant.addToPrincipalOrResource({
      grantee,
      // Without the right to list, S3 answers for a missing file as if it were forbidden.
      actions: ['s3:GetBucketLocation', 's3:ListBucket'],
      resourceArns: [bucket.bucketArn],
      resource: bucket,
    });
    return list.combine(this.getObjects(grantee, options));
  }

  /**
   * Get and decrypt log files whose keys are known, without listing them: what a processor needs.
   *
   * @param grantee who may get
   * @param options which files
   */
  public getObjects(grantee: IGrantable, options: ReadLogFilesOptions = {}): Grant {
    const { bucket, encryptionKey, keyPrefix } = this.archive;
    checkAccount(this.archive, options.account);
    // The folder of an account is at the top, or below that of its organization.
    const owner = options.account !== undefined ? `*${options.account}` : '*';
    const get = Grant.addToPrincipalOrResource({
      grantee,
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resourceArns: [bucket.arnForObjects(`${keyPrefix ? `${keyPrefix}/` : ''}AWSLogs/${owner}/*`)],
      resource: bucket,
    });
    return encryptionKey ? get.combine(encryptionKey.grantDecrypt(grantee)) : get;
  }
}

/** An empty text would stand for every account. */
function checkAccount(scope: IConstruct, account: string | undefined): void {
  if (account === undefined || Token.isUnresolved(account) || /^\d{12}$/.test(account)) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:LogArchive.account',
    message: "'account' must be the 12 digits of an AWS account",
    value: account,
    fix: 'pass them, or leave it out for the files of every account',
  });
}
