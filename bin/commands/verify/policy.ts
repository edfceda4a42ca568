import { CannotRun } from '../shared/terminal';
import { s3Place, trailOf } from './request';

interface PolicyOptions {
  readonly trailArn?: string;
  readonly regions?: string;
  readonly kmsKey?: string;
  readonly keys?: string;
}

/** The IAM policy that the command needs: reading only, below the prefix only. */
export function policyFor(place: string | undefined, { trailArn, regions = '', kmsKey, keys }: PolicyOptions): string {
  if (!place?.startsWith('s3://')) throw new CannotRun('--print-policy is for an archive in S3: name it as s3://bucket/prefix');
  const { bucket, prefix } = s3Place('place', place);
  const partition = trailArn
    ? trailOf(trailArn).partition
    : regions.startsWith('cn-')
      ? 'aws-cn'
      : regions.startsWith('us-gov-')
        ? 'aws-us-gov'
        : 'aws';
  const arn = `arn:${partition}:s3:::${bucket}`;
  const below = `${prefix.replace(/(^|\/)AWSLogs(\/.*)?$/, '').replace(/(.)$/, '$1/')}AWSLogs/`;
  const statements = [
    { Sid: 'ListArchive', Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition: { StringLike: { 's3:prefix': [`${below}*`] } } },
    { Sid: 'ReadArchive', Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/${below}*` },
    // There is no resource to name for it.
    ...(keys ? [] : [{ Sid: 'ReadPublicKeys', Effect: 'Allow', Action: 'cloudtrail:ListPublicKeys', Resource: '*' }]),
    ...(kmsKey ? [{ Sid: 'SignReport', Effect: 'Allow', Action: ['kms:GetPublicKey', 'kms:Sign'], Resource: kmsKey }] : []),
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}
