import { Token } from 'aws-cdk-lib';
import { CfnKey, type IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { refuseAwsManagedKey } from '../private/aws-managed-key';
import { refuse, report } from '../private/report';
import type { TrailDelivery } from './trail-delivery';

const MAX_KEY_PREFIX = 200;

/** CloudTrail puts its own slash between the prefix and `AWSLogs/`: one more, and policy and keys differ. */
export function checkKeyPrefix(scope: IConstruct, keyPrefix: string | undefined): void {
  if (keyPrefix === undefined || Token.isUnresolved(keyPrefix)) return;
  if (keyPrefix === '' || /^\/|\/$|\/\//.test(keyPrefix)) {
    refuse(scope, {
      id: 'cdk-cloudtrail:LogArchive.keyPrefixSlash',
      message: "'keyPrefix' must not be empty, start or end with a slash, or hold two in a row: CloudTrail adds its own",
      value: keyPrefix,
      awsMessage: 'Incorrect S3 bucket policy is detected for bucket: <bucket>',
      fix: 'write it as folder or folder/folder',
    });
  }
  refuseWildcard(scope, keyPrefix);
  if (keyPrefix.length > MAX_KEY_PREFIX) {
    refuse(scope, {
      id: 'cdk-cloudtrail:LogArchive.keyPrefixLength',
      message: `'keyPrefix' has ${keyPrefix.length} characters, of which CloudTrail takes ${MAX_KEY_PREFIX} (InvalidS3PrefixException)`,
      value: keyPrefix,
      fix: 'shorten it',
    });
  }
  if (/(^|\/)AWSLogs(\/|$)/.test(keyPrefix)) {
    refuse(scope, {
      id: 'cdk-cloudtrail:LogArchive.keyPrefixAwsLogs',
      message: "'keyPrefix' must not hold the folder AWSLogs, which CloudTrail adds itself",
      value: keyPrefix,
      fix: 'leave AWSLogs out',
    });
  }
}

/** What policies would read as a wildcard or a variable, and so let in more than the folder. */
export function refuseWildcard(scope: IConstruct, keyPrefix: string): void {
  if (Token.isUnresolved(keyPrefix) || !/[*?]|\$\{/.test(keyPrefix)) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:LogArchive.keyPrefixWildcard',
    message: "'keyPrefix' must hold no '*', '?' or '${': in policies they stand for something else",
    value: keyPrefix,
    fix: 'leave them out',
  });
}

/** A trail delivers somebody's events. */
export function checkOwners(scope: IConstruct, { owners, trailArn }: TrailDelivery): void {
  if (owners.length > 0) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:LogArchive.noOwners',
    message: "'owners' must name the accounts, or the organization, whose events the trail delivers: without any it may deliver nothing",
    value: trailArn,
    fix: 'pass at least the account of the trail',
  });
}

/** What can be seen of a key without asking AWS. */
export function checkKey(scope: IConstruct, bucket: IBucket, key: IKey | undefined): void {
  if (!key) return;
  refuseAwsManagedKey(scope, key, {
    id: 'cdk-cloudtrail:LogArchive.awsManagedKey',
    service: 'CloudTrail',
    awsMessage: 'KMS key ID <key> does not exist, or s3 bucket <bucket> and key are not in the same region.',
  });
  const [bucketRegion, keyRegion] = [bucket.env.region, key.env.region];
  if (!Token.isUnresolved(bucketRegion) && !Token.isUnresolved(keyRegion) && bucketRegion !== keyRegion) {
    refuse(scope, {
      id: 'cdk-cloudtrail:LogArchive.keyRegion',
      message: `the key must be in the Region of the bucket, ${bucketRegion}, and is in ${keyRegion}`,
      value: key.node.path,
      awsMessage: 'KMS key ID <key> does not exist, or s3 bucket <bucket> and key are not in the same region.',
      fix: `pass a key of ${bucketRegion}`,
    });
  }
  warnOfUnusableKey(scope, key);
}

function warnOfUnusableKey(scope: IConstruct, key: IKey): void {
  const own = key.node.defaultChild;
  if (!own || !CfnKey.isCfnKey(own)) return;
  const asymmetric = own.keySpec !== undefined && own.keySpec !== 'SYMMETRIC_DEFAULT';
  if (!asymmetric && own.enabled !== false) return;
  report(scope, [
    {
      id: 'cdk-cloudtrail:LogArchive.unusableKey',
      severity: 'warning',
      message: `log files are encrypted with an enabled, symmetric key; this one is ${asymmetric ? `of the spec ${own.keySpec}` : 'disabled'}`,
      value: key.node.path,
      fix: 'pass an enabled key of the default spec',
    },
  ]);
}
