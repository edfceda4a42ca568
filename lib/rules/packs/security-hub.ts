import { ALARM_TITLES } from './alarms';
import { definePack, full, part, unseen } from './define-pack';
import { ACCOUNT, DELIVERY, FOREIGN_BUCKET, OTHER_ALARMS, OTHER_BUCKETS, OTHER_KEYS, OTHER_LOG_GROUPS, PUBLIC_ACCESS, SUBSCRIBER } from './open';
import type { Pack, PackControl } from './pack';

const PUBLIC_BUCKETS = `${PUBLIC_ACCESS} ${OTHER_BUCKETS}`;

const TRAILS: readonly PackControl[] = [
  part('CloudTrail.1', 'A trail logs all management events in all Regions', 'ACCT-01 TRAIL-01 TRAIL-02 TRAIL-07', ACCOUNT),
  full('CloudTrail.2', 'A key encrypts log files', 'TRAIL-05'),
  part('CloudTrail.3', 'There is a trail that logs', 'ACCT-01 TRAIL-01', ACCOUNT),
  full('CloudTrail.4', 'Log files can be validated', 'TRAIL-04'),
  full('CloudTrail.5', 'Trails deliver to CloudWatch Logs', 'TRAIL-06', DELIVERY),
  part('CloudTrail.6', 'The log bucket is not public', 'BKT-01 BKT-02', PUBLIC_ACCESS),
  full('CloudTrail.7', 'Access to the log bucket is logged', 'BKT-03', FOREIGN_BUCKET),
  full('CloudTrail.9', 'Trails have tags', 'TRAIL-13', 'Tags that a deployment gives to its whole stack.'),
  full('CloudTrail.10', 'A customer key encrypts event data stores', 'LAKE-01'),
];

/** Security Hub numbers its alarms as the rules are, but for these. */
const ALARM_NUMBERS: Readonly<Record<string, number>> = { 'ALM-03': 1, 'ALM-01': 2, 'ALM-02': 3 };

const CLOUD_WATCH: readonly PackControl[] = [
  ...Object.entries(ALARM_TITLES)
    .filter(([rule]) => rule !== 'ALM-15')
    .map(([rule, title]) => part(`CloudWatch.${ALARM_NUMBERS[rule] ?? Number(rule.slice(-2))}`, title, `${rule} ALM-20`, SUBSCRIBER)),
  full('CloudWatch.15', 'Alarms tell somebody', 'ALM-20', OTHER_ALARMS),
  full('CloudWatch.16', 'Log groups keep events for a year', 'LOG-01', OTHER_LOG_GROUPS),
  full('CloudWatch.17', 'The actions of alarms are switched on', 'ALM-20', OTHER_ALARMS),
];

const BUCKETS: readonly PackControl[] = [
  unseen('S3.1', 'The account blocks public access', 'All of it: it is a setting of the account.'),
  part('S3.2', 'Nobody in public reads buckets', 'BKT-01 BKT-02', PUBLIC_BUCKETS),
  part('S3.3', 'Nobody in public writes to buckets', 'BKT-01 BKT-02', PUBLIC_BUCKETS),
  full('S3.5', 'Buckets refuse plain HTTP', 'BKT-04', OTHER_BUCKETS),
  part(
    'S3.6',
    'Other accounts cannot change buckets',
    'BKT-02',
    `Which accounts are others: only grants to everybody are looked at. ${OTHER_BUCKETS}`,
  ),
  part('S3.7', 'Buckets are replicated to another Region', 'BKT-13', `Which Region the replica is in. ${OTHER_BUCKETS}`),
  full('S3.8', 'Buckets block public access', 'BKT-01', OTHER_BUCKETS),
  full('S3.9', 'Access to buckets is logged', 'BKT-03', OTHER_BUCKETS),
  full('S3.10', 'Buckets with versions have a lifecycle', 'BKT-05 BKT-16', OTHER_BUCKETS),
  full('S3.11', 'Buckets tell of their objects', 'BKT-14', OTHER_BUCKETS),
  full('S3.12', 'Buckets have no ACLs', 'BKT-15', OTHER_BUCKETS),
  full('S3.13', 'Buckets have a lifecycle', 'BKT-16', OTHER_BUCKETS),
  full('S3.14', 'Buckets keep versions', 'BKT-05', OTHER_BUCKETS),
  full('S3.15', 'Buckets lock objects', 'BKT-07', OTHER_BUCKETS),
  full('S3.17', 'Keys encrypt buckets', 'BKT-06', OTHER_BUCKETS),
  unseen('S3.20', 'Deleting a version takes MFA', 'All of it: no template can say it.'),
  unseen('S3.22', 'Writes of objects are logged', 'Whether a trail logs them: TRAIL-08 would tell, and is not in this pack.'),
  unseen('S3.23', 'Reads of objects are logged', 'Whether a trail logs them: TRAIL-09 would tell, and is not in this pack.'),
];

const KEYS_AND_TOPICS: readonly PackControl[] = [
  unseen('KMS.3', 'No key waits to be deleted', 'All of it: only the key itself says so.'),
  full('KMS.4', 'Keys are rotated', 'KEY-01', OTHER_KEYS),
  full('KMS.5', 'Keys are not public', 'KEY-02', OTHER_KEYS),
  full('SNS.1', 'Keys encrypt topics', 'SNS-01', 'Topics that trails do not use.'),
  full('SNS.4', 'Topics are not public', 'SNS-03', 'Topics that trails do not use.'),
];

/** AWS Security Hub CSPM, without its controls on other things than trails and what they deliver to. */
export const SECURITY_HUB: Pack = definePack(
  {
    id: 'aws-security-hub',
    name: 'AWS Security Hub CSPM',
    framework: 'AWS Security Hub CSPM',
    version: null,
    parameters: { patterns: 'securityHub', logGroupRetentionDays: 365 },
    // Where several controls want a rule, the gravest counts.
    severities: {
      'ALM-20': 'high',
      'BKT-07': 'medium',
      'BKT-14': 'medium',
      'BKT-15': 'medium',
      'BKT-16': 'medium',
      'SNS-03': 'critical',
      'TRAIL-04': 'low',
      'TRAIL-05': 'medium',
      'TRAIL-06': 'low',
      'TRAIL-13': 'low',
    },
  },
  [...TRAILS, ...CLOUD_WATCH, ...BUCKETS, ...KEYS_AND_TOPICS],
);
