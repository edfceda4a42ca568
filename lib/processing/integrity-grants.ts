import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ILogArchive } from '../archive/log-archive-ref';
import { DIGEST_FILE_KIND, deliveryPath } from '../log-format/log-file-key';
import { grantLogFiles } from './archive-access';
import type { ILedger } from './integrity-ledger';
import { INTEGRITY_FOLDERS, INTEGRITY_PREFIX } from './integrity-monitor.contract';
import { LogFileKind } from './log-file-kind';
import { FOLDERS } from './log-processor.contract';

/** What a monitor needs, and no more: nothing that writes to the archive, or that deletes. */
export function grantIntegrity(
  grantee: IGrantable,
  { archive, derivedBucket, processors }: { readonly archive: ILogArchive; readonly derivedBucket: IBucket; readonly processors: readonly ILedger[] },
): void {
  grantLogFiles(archive, Object.values(LogFileKind), grantee);
  const { bucket, keyPrefix } = archive;
  const digests = bucket.arnForObjects(`${deliveryPath(keyPrefix, '*')}${DIGEST_FILE_KIND}/*`);
  Grant.addToPrincipalOrResource({ grantee, actions: ['s3:GetObject'], resourceArns: [digests], resource: bucket });
  const conditions = { StringLike: { 's3:prefix': `${keyPrefix ? `${keyPrefix}/` : ''}AWSLogs/*` } };
  Grant.addToPrincipalOrResource({ grantee, actions: ['s3:ListBucket'], resourceArns: [bucket.bucketArn], resource: bucket, conditions });
  // CloudTrail's public keys are nobody's resource: the action knows no ARN.
  Grant.addToPrincipal({ grantee, actions: ['cloudtrail:ListPublicKeys'], resourceArns: ['*'] });

  const derived = (...folders: string[]) => folders.map((folder) => derivedBucket.arnForObjects(`${folder}*`));
  Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: derived(INTEGRITY_PREFIX) });
  // What it wrote is read again where the answer to a write was lost.
  Grant.addToPrincipal({ grantee, actions: ['s3:GetObject'], resourceArns: derived(INTEGRITY_PREFIX) });
  listOf(derivedBucket, INTEGRITY_FOLDERS.checkpoints, grantee);
  derivedBucket.encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
  // That an entry is there says that the file is done: what the entry says does not matter.
  for (const { derivedBucket: other, prefix } of processors) listOf(other, `${prefix}${FOLDERS.ledger}`, grantee);
}

function listOf(bucket: IBucket, prefix: string, grantee: IGrantable): void {
  Grant.addToPrincipal({
    grantee,
    actions: ['s3:ListBucket'],
    resourceArns: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
  });
}
