import { definePack, full, part, unseen } from './define-pack';
import { ACCOUNT, FOREIGN_BUCKET, KEY_STATE, OTHER_BUCKETS, PUBLIC_ACCESS } from './open';
import type { Pack } from './pack';

/** The managed rules of AWS Config in its pack of best practices for CloudTrail, and those about the log bucket. */
export const CONFIG: Pack = definePack(
  { id: 'aws-config-cloudtrail', name: 'AWS Config: best practices for CloudTrail', framework: 'AWS Config managed rules', version: null },
  [
    full('cloud-trail-cloud-watch-logs-enabled', 'Trails deliver to CloudWatch Logs', 'TRAIL-06'),
    full('cloud-trail-encryption-enabled', 'A key encrypts log files', 'TRAIL-05', KEY_STATE),
    full('cloud-trail-log-file-validation-enabled', 'Log files can be validated', 'TRAIL-04'),
    part(
      'cloudtrail-enabled',
      'There is a trail that logs',
      'ACCT-01 TRAIL-01',
      `${ACCOUNT} Bucket, topic and log group, where the rule is given some.`,
    ),
    part('multi-region-cloudtrail-enabled', 'A trail logs management events in all Regions', 'ACCT-01 TRAIL-02 TRAIL-07', ACCOUNT),
    part('cloudtrail-s3-dataevents-enabled', 'Data events of objects are logged', 'TRAIL-08', `Reads: TRAIL-09 is not in this pack. ${ACCOUNT}`),
    part(
      'cloudtrail-security-trail-enabled',
      'One trail follows all of the best practices',
      'ACCT-01 TRAIL-02 TRAIL-03 TRAIL-04 TRAIL-05 TRAIL-07',
      ACCOUNT,
    ),
    part('cloudtrail-all-write-s3-data-event-check', 'Writes of objects are logged', 'TRAIL-08', ACCOUNT),
    unseen('cloudtrail-all-read-s3-data-event-check', 'Reads of objects are logged', 'Whether a trail logs them: TRAIL-09 is not in this pack.'),
    full('cloudtrail-s3-bucket-access-logging', 'Access to the log bucket is logged', 'BKT-03', FOREIGN_BUCKET),
    part('cloudtrail-s3-bucket-public-access-prohibited', 'The log bucket is not public', 'BKT-01 BKT-02', PUBLIC_ACCESS),
    full('s3-bucket-logging-enabled', 'Access to buckets is logged', 'BKT-03', OTHER_BUCKETS),
    full('s3-bucket-level-public-access-prohibited', 'Buckets block public access', 'BKT-01', OTHER_BUCKETS),
    part('s3-bucket-public-read-prohibited', 'Nobody in public reads buckets', 'BKT-01 BKT-02', `${PUBLIC_ACCESS} ${OTHER_BUCKETS}`),
    part('s3-bucket-public-write-prohibited', 'Nobody in public writes to buckets', 'BKT-01 BKT-02', `${PUBLIC_ACCESS} ${OTHER_BUCKETS}`),
    unseen('s3-account-level-public-access-blocks-periodic', 'The account blocks public access', 'All of it: it is a setting of the account.'),
    unseen('s3-bucket-mfa-delete-enabled', 'Deleting a version takes MFA', 'All of it: no template can say it.'),
  ],
);
