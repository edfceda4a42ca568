import { gzipSync } from 'node:zlib';
import { readLogFile } from '../../lib/log-format/log-file';
import { composeDeliveredFileKey, type LogFileKey } from '../../lib/log-format/log-file-key';
import type { CloudTrailRecord } from '../../lib/log-format/record';

/** The parts of the key of a log file. */
export function logFileKey(parts: Partial<LogFileKey> = {}): LogFileKey {
  const time = new Date('2026-08-03T09:05:00Z');
  return { account: '111122223333', kind: 'CloudTrail', region: 'eu-west-1', day: '2026-08-03', time, uniqueString: 'Ab12Cd34Ef56Gh78', ...parts };
}

/** The key of a log file. */
export function keyOf(parts: Partial<LogFileKey> = {}): string {
  return composeDeliveredFileKey(logFileKey(parts));
}

/** A data event that read an object. */
export function dataEvent(members: Partial<CloudTrailRecord> & Record<string, unknown> = {}): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    eventID: '00000000-0000-4000-8000-000000000001',
    eventTime: '2026-08-03T09:01:02Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'eu-west-1',
    readOnly: true,
    managementEvent: false,
    eventCategory: 'Data',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', userName: 'ana', arn: 'arn:aws:iam::111122223333:user/ana', accountId: '111122223333' },
    requestParameters: { bucketName: 'reports', key: 'a.csv' },
    resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::reports/a.csv' }],
    ...members,
  };
}

/** Data events with ids of their own. */
export function dataEvents(...ids: number[]): CloudTrailRecord[] {
  return ids.map((id) => dataEvent({ eventID: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}` }));
}

/** A log file as it is delivered. */
export function logFileOf(records: readonly unknown[]): Buffer {
  return gzipSync(JSON.stringify({ Records: records }));
}

/** The records of a log file as they are read. */
export function recordsOf(records: readonly unknown[]) {
  return readLogFile(logFileOf(records), 'test');
}

/** The body of a message that CloudTrail's topic sends for new log files. */
export function announcing(...keys: string[]): string {
  return JSON.stringify({ s3Bucket: 'archive', s3ObjectKey: keys });
}
