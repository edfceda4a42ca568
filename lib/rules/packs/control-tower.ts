import { definePack, full } from './define-pack';
import { OTHER_BUCKETS, OTHER_KEYS, OTHER_LOG_GROUPS } from './open';
import type { Pack } from './pack';

/** The proactive controls of AWS Control Tower on trails and what they deliver to. */
export const CONTROL_TOWER: Pack = definePack(
  {
    id: 'control-tower',
    name: 'AWS Control Tower proactive controls',
    framework: 'AWS Control Tower',
    version: null,
    parameters: { logGroupRetentionDays: 365 },
    // Where several controls want a rule, the gravest counts.
    severities: {
      'ALM-20': 'high',
      'BKT-01': 'high',
      'BKT-05': 'high',
      'BKT-07': 'medium',
      'BKT-14': 'medium',
      'BKT-15': 'medium',
      'BKT-16': 'high',
      'KEY-05': 'medium',
      'LAKE-01': 'low',
      'TRAIL-04': 'high',
      'TRAIL-06': 'low',
    },
  },
  [
    full('CT.CLOUDTRAIL.PR.1', 'A key encrypts log files', 'TRAIL-05'),
    full('CT.CLOUDTRAIL.PR.2', 'Log files can be validated', 'TRAIL-04'),
    full('CT.CLOUDTRAIL.PR.3', 'Trails deliver to CloudWatch Logs', 'TRAIL-06'),
    full('CT.CLOUDTRAIL.PR.4', 'A customer key encrypts event data stores', 'LAKE-01'),
    full('CT.CLOUDWATCH.PR.1', 'Alarms tell somebody', 'ALM-20'),
    full('CT.CLOUDWATCH.PR.2', 'Log groups keep events for a year', 'LOG-01', OTHER_LOG_GROUPS),
    full('CT.CLOUDWATCH.PR.3', 'A key encrypts log groups', 'LOG-02', OTHER_LOG_GROUPS),
    full('CT.CLOUDWATCH.PR.4', 'The actions of alarms are switched on', 'ALM-20'),
    full('CT.KMS.PR.1', 'Keys are rotated', 'KEY-01', OTHER_KEYS),
    full('CT.KMS.PR.3', 'Only services of AWS create grants on keys', 'KEY-05', OTHER_KEYS),
    full('CT.S3.PR.1', 'Buckets block public access', 'BKT-01', OTHER_BUCKETS),
    full('CT.S3.PR.2', 'Access to buckets is logged', 'BKT-03', OTHER_BUCKETS),
    full('CT.S3.PR.3', 'Buckets keep versions, and have a lifecycle', 'BKT-05 BKT-16', OTHER_BUCKETS),
    full('CT.S3.PR.4', 'Buckets tell of their objects', 'BKT-14', OTHER_BUCKETS),
    full('CT.S3.PR.5', 'Buckets have no ACLs', 'BKT-15', OTHER_BUCKETS),
    full('CT.S3.PR.6', 'Buckets have a lifecycle', 'BKT-16', OTHER_BUCKETS),
    full('CT.S3.PR.8', 'Buckets refuse plain HTTP', 'BKT-04', OTHER_BUCKETS),
    full('CT.S3.PR.9', 'Buckets lock objects', 'BKT-07', OTHER_BUCKETS),
    full('CT.S3.PR.10', 'A key encrypts buckets', 'BKT-06', OTHER_BUCKETS),
    full('CT.S3.PR.11', 'Buckets keep versions', 'BKT-05', OTHER_BUCKETS),
  ],
);
