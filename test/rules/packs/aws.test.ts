import { packOf } from '../../../lib/rules/packs/catalogue';
import { rowsOf } from './tables';

test('Security Hub has these controls', () => {
  expect(rowsOf(packOf('aws-security-hub'))).toEqual([
    'CloudTrail.1 partial ACCT-01 TRAIL-01 TRAIL-02 TRAIL-07',
    'CloudTrail.2 full TRAIL-05',
    'CloudTrail.3 partial ACCT-01 TRAIL-01',
    'CloudTrail.4 full TRAIL-04',
    'CloudTrail.5 full TRAIL-06',
    'CloudTrail.6 partial BKT-01 BKT-02',
    'CloudTrail.7 full BKT-03',
    'CloudTrail.9 full TRAIL-13',
    'CloudTrail.10 full LAKE-01',
    'CloudWatch.1 partial ALM-03 ALM-20',
    'CloudWatch.2 partial ALM-01 ALM-20',
    'CloudWatch.3 partial ALM-02 ALM-20',
    'CloudWatch.4 partial ALM-04 ALM-20',
    'CloudWatch.5 partial ALM-05 ALM-20',
    'CloudWatch.6 partial ALM-06 ALM-20',
    'CloudWatch.7 partial ALM-07 ALM-20',
    'CloudWatch.8 partial ALM-08 ALM-20',
    'CloudWatch.9 partial ALM-09 ALM-20',
    'CloudWatch.10 partial ALM-10 ALM-20',
    'CloudWatch.11 partial ALM-11 ALM-20',
    'CloudWatch.12 partial ALM-12 ALM-20',
    'CloudWatch.13 partial ALM-13 ALM-20',
    'CloudWatch.14 partial ALM-14 ALM-20',
    'CloudWatch.15 full ALM-20',
    'CloudWatch.16 full LOG-01',
    'CloudWatch.17 full ALM-20',
    'KMS.3 partial',
    'KMS.4 full KEY-01',
    'KMS.5 full KEY-02',
    'S3.1 partial',
    'S3.2 partial BKT-01 BKT-02',
    'S3.3 partial BKT-01 BKT-02',
    'S3.5 full BKT-04',
    'S3.6 partial BKT-02',
    'S3.7 partial BKT-13',
    'S3.8 full BKT-01',
    'S3.9 full BKT-03',
    'S3.10 full BKT-05 BKT-16',
    'S3.11 full BKT-14',
    'S3.12 full BKT-15',
    'S3.13 full BKT-16',
    'S3.14 full BKT-05',
    'S3.15 full BKT-07',
    'S3.17 full BKT-06',
    'S3.20 partial',
    'S3.22 partial',
    'S3.23 partial',
    'SNS.1 full SNS-01',
    'SNS.4 full SNS-03',
  ]);
});

test.each([
  ['CloudWatch.1', 'Use of the root user raises an alarm'],
  ['CloudWatch.2', 'Unauthorized API calls raise an alarm'],
  ['CloudWatch.14', 'Changes to VPCs raise an alarm'],
])('%s of Security Hub is about its own alarm', (id, title) => {
  expect(packOf('aws-security-hub').controls.find((control) => control.id === id)?.title).toBe(title);
});

test('Security Hub and Control Tower weigh these rules otherwise than the rules do themselves', () => {
  expect(packOf('aws-security-hub').severities).toEqual({
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
  });
  expect(packOf('control-tower').severities).toEqual({
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
  });
});

test('AWS Config has these managed rules', () => {
  expect(rowsOf(packOf('aws-config-cloudtrail'))).toEqual([
    'cloud-trail-cloud-watch-logs-enabled full TRAIL-06',
    'cloud-trail-encryption-enabled full TRAIL-05',
    'cloud-trail-log-file-validation-enabled full TRAIL-04',
    'cloudtrail-all-read-s3-data-event-check partial',
    'cloudtrail-all-write-s3-data-event-check partial TRAIL-08',
    'cloudtrail-enabled partial ACCT-01 TRAIL-01',
    'cloudtrail-s3-bucket-access-logging full BKT-03',
    'cloudtrail-s3-bucket-public-access-prohibited partial BKT-01 BKT-02',
    'cloudtrail-s3-dataevents-enabled partial TRAIL-08',
    'cloudtrail-security-trail-enabled partial ACCT-01 TRAIL-02 TRAIL-03 TRAIL-04 TRAIL-05 TRAIL-07',
    'multi-region-cloudtrail-enabled partial ACCT-01 TRAIL-02 TRAIL-07',
    's3-account-level-public-access-blocks-periodic partial',
    's3-bucket-level-public-access-prohibited full BKT-01',
    's3-bucket-logging-enabled full BKT-03',
    's3-bucket-mfa-delete-enabled partial',
    's3-bucket-public-read-prohibited partial BKT-01 BKT-02',
    's3-bucket-public-write-prohibited partial BKT-01 BKT-02',
  ]);
});

test('Control Tower has these proactive controls', () => {
  expect(rowsOf(packOf('control-tower'))).toEqual([
    'CT.CLOUDTRAIL.PR.1 full TRAIL-05',
    'CT.CLOUDTRAIL.PR.2 full TRAIL-04',
    'CT.CLOUDTRAIL.PR.3 full TRAIL-06',
    'CT.CLOUDTRAIL.PR.4 full LAKE-01',
    'CT.CLOUDWATCH.PR.1 full ALM-20',
    'CT.CLOUDWATCH.PR.2 full LOG-01',
    'CT.CLOUDWATCH.PR.3 full LOG-02',
    'CT.CLOUDWATCH.PR.4 full ALM-20',
    'CT.KMS.PR.1 full KEY-01',
    'CT.KMS.PR.3 full KEY-05',
    'CT.S3.PR.1 full BKT-01',
    'CT.S3.PR.2 full BKT-03',
    'CT.S3.PR.3 full BKT-05 BKT-16',
    'CT.S3.PR.4 full BKT-14',
    'CT.S3.PR.5 full BKT-15',
    'CT.S3.PR.6 full BKT-16',
    'CT.S3.PR.8 full BKT-04',
    'CT.S3.PR.9 full BKT-07',
    'CT.S3.PR.10 full BKT-06',
    'CT.S3.PR.11 full BKT-05',
  ]);
});
