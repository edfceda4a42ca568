import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ILogArchive } from '../archive/log-archive-ref';
import { deliveryPath } from '../log-format/log-file-key';
import type { LogFileKind } from './log-file-kind';

/** Lets a processor get and decrypt the log files of its families: no others, no digest files, no older versions, and no list of them. */
export function grantLogFiles({ bucket, encryptionKey, keyPrefix }: ILogArchive, kinds: readonly LogFileKind[], grantee: IGrantable): void {
  Grant.addToPrincipalOrResource({
    grantee,
    actions: ['s3:GetObject'],
    // The star is an account, or an organization and an account.
    resourceArns: kinds.map((kind) => bucket.arnForObjects(`${deliveryPath(keyPrefix, '*')}${kind}/*`)),
    resource: bucket,
  });
  encryptionKey?.grantDecrypt(grantee);
}
