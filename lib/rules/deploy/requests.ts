import { DIGEST_FILE_KIND, deliveryPath } from '../../log-format/log-file-key';
import type { AccessRequest } from '../../policy/request';
import type { TrailModel } from '../../template/trail-model';

const CLOUDTRAIL = { service: 'cloudtrail.amazonaws.com' } as const;

/** An account that nobody in the templates means. */
const STRANGER = '999999999999';

/** Who stands behind a request of CloudTrail. */
export interface Source {
  readonly arn: string;
  readonly account: string;
}

/** The trail of somebody else, with the same name and in the same Region. */
export function strangerOf({ name, partition, region }: TrailModel): Source {
  return { arn: `arn:${partition}:cloudtrail:${region}:${STRANGER}:trail/${name}`, account: STRANGER };
}

/** CloudTrail reads the ACL of the bucket when a trail is created. */
export function readAcl(trail: TrailModel, bucketArn: string): AccessRequest {
  return { principal: CLOUDTRAIL, action: 's3:GetBucketAcl', resource: bucketArn, context: contextOf(trail) };
}

/**
 * CloudTrail puts a log file, or a digest file. Without a key for the trail, whether it asks for the encryption that is the default anyway is not
 * documented: there are two ways to make the request.
 */
export function putFile(trail: TrailModel, bucketArn: string, path: Partial<PathParts> = {}): AccessRequest[] {
  const { prefix = trail.keyPrefix, owner = trail.account, kind = 'CloudTrail', source = trail } = path;
  const key = `${deliveryPath(prefix || undefined, owner)}${kind}/${trail.region}/2026/01/31/file.json.gz`;
  const headers: Record<string, string>[] =
    trail.kmsKeyId === undefined ? [{}, { 's3:x-amz-server-side-encryption': 'AES256' }] : [encryptedWith(trail.key?.arn ?? trail.kmsKeyId)];
  return headers.map((header) => ({
    principal: CLOUDTRAIL,
    action: 's3:PutObject',
    resource: `${bucketArn}/${key}`,
    context: { ...contextOf(source), 's3:x-amz-acl': 'bucket-owner-full-control', 's3:TlsVersion': '1.2', ...header },
  }));
}

/** Where a file goes; the defaults are those of the trail. */
export interface PathParts {
  readonly prefix: string;
  readonly owner: string;
  readonly kind: 'CloudTrail' | typeof DIGEST_FILE_KIND;
  readonly source: Source;
}

/** The kinds of files that a trail surely delivers. */
export function kindsOf({ validatesLogFiles }: TrailModel): PathParts['kind'][] {
  return validatesLogFiles === true ? ['CloudTrail', DIGEST_FILE_KIND] : ['CloudTrail'];
}

/** What a key sees of a trail. */
export type KeyUser = Source & Pick<TrailModel, 'partition' | 'bucketName'>;

/** CloudTrail uses the key of a trail. */
export function useKey(trail: KeyUser, keyArn: string, action: 'kms:GenerateDataKey' | 'kms:Decrypt'): AccessRequest {
  const contexts = {
    'kms:EncryptionContext:aws:cloudtrail:arn': trail.arn,
    'kms:EncryptionContext:aws:s3:arn': `arn:${trail.partition}:s3:::${trail.bucketName}/file`,
    'kms:EncryptionContextKeys': ['aws:cloudtrail:arn', 'aws:s3:arn'],
  };
  // For a bucket key, the context is that of the bucket.
  return { principal: CLOUDTRAIL, action, resource: keyArn, context: { ...contextOf(trail), ...(action === 'kms:GenerateDataKey' && contexts) } };
}

/** CloudTrail uses the key of an encrypted topic. */
export function useTopicKey(trail: TrailModel, keyArn: string, action: 'kms:GenerateDataKey' | 'kms:Decrypt'): AccessRequest {
  return { principal: CLOUDTRAIL, action, resource: keyArn, context: contextOf(trail) };
}

/** CloudTrail announces a log file. */
export function publish(trail: TrailModel, topicArn: string): AccessRequest {
  return { principal: CLOUDTRAIL, action: 'sns:Publish', resource: topicArn, context: contextOf(trail) };
}

/** CloudTrail assumes the role that writes to CloudWatch Logs; whether it says for which trail is not documented. */
export function assumeRole(trail: TrailModel, roleArn: string): AccessRequest[] {
  const { 'aws:SecureTransport': transport, ...source } = contextOf(trail);
  return [{}, source].map((context) => ({
    principal: CLOUDTRAIL,
    action: 'sts:AssumeRole',
    resource: roleArn,
    context: { 'aws:SecureTransport': transport, ...context },
  }));
}

/** The role writes to CloudWatch Logs. */
export function writeLogs(
  { account, region }: TrailModel,
  roleArn: string,
  logGroupArn: string,
  action: 'logs:CreateLogStream' | 'logs:PutLogEvents',
): AccessRequest {
  return {
    principal: { arn: roleArn },
    action,
    resource: `${logGroupArn.replace(/:\*$/, '')}:log-stream:${account}_CloudTrail_${region}`,
    context: { 'aws:SecureTransport': 'true', 'aws:RequestedRegion': region },
  };
}

function contextOf({ arn, account }: Source) {
  return { 'aws:SourceArn': arn, 'aws:SourceAccount': account, 'aws:SecureTransport': 'true' };
}

function encryptedWith(keyArn: string) {
  return { 's3:x-amz-server-side-encryption': 'aws:kms', 's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn };
}
