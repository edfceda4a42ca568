import type { PolicyStatement } from '../../policy/document';
import { withoutCovered } from './statements';

/** Where evidence is, as patterns of ARNs. */
export interface Evidence {
  readonly partition: string;
  readonly account: string;
  readonly buckets: readonly string[];
  readonly logGroups: readonly string[];
}

/**
 * What a deployment never does, whatever else its role may: stop or delete a trail, take a key away, or delete what was delivered. Trails and keys are
 * those of the whole account, since no deployment of these templates has to do it to another one either.
 */
export function neverAllowed({ partition, account, ...places }: Evidence): PolicyStatement[] {
  const [buckets, logGroups] = [withoutCovered(places.buckets), withoutCovered(places.logGroups)];
  const arn = (rest: string) => `arn:${partition}:${rest}`;
  return [
    deny(
      'NeverStopTrails',
      ['cloudtrail:DeleteEventDataStore', 'cloudtrail:DeleteTrail', 'cloudtrail:StopEventDataStoreIngestion', 'cloudtrail:StopLogging'],
      [arn(`cloudtrail:*:${account}:eventdatastore/*`), arn(`cloudtrail:*:${account}:trail/*`)],
    ),
    deny(
      'NeverTakeKeysAway',
      ['kms:DeleteImportedKeyMaterial', 'kms:DisableKey', 'kms:DisableKeyRotation', 'kms:ScheduleKeyDeletion'],
      [arn(`kms:*:${account}:key/*`)],
    ),
    ...(buckets.length > 0
      ? [
          deny('NeverDeleteBuckets', ['s3:DeleteBucket', 's3:DeleteBucketPolicy'], buckets),
          deny(
            'NeverDeleteLogFiles',
            ['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion'],
            buckets.map((bucket) => `${bucket}/*`),
          ),
        ]
      : []),
    ...(logGroups.length > 0 ? [deny('NeverDeleteLogGroups', ['logs:DeleteLogGroup', 'logs:DeleteLogStream'], logGroups)] : []),
  ];
}

function deny(Sid: string, Action: readonly string[], Resource: readonly string[]): PolicyStatement {
  return { Sid, Effect: 'Deny', Action, Resource };
}
