import { randomUUID } from 'node:crypto';

/** A log file that is in the archive. */
export interface StoredFile {
  readonly key: string;
  readonly size: number;
}

/** What EventBridge puts into a queue for a new object, as far as it can be told later. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export function announcement(bucket: string, { key, size }: StoredFile): string {
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    time: new Date().toISOString().replace(/\.\d+/, ''),
    resources: [`arn:aws:s3:::${bucket}`],
    detail: { version: '0', bucket: { name: bucket }, object: { key, size }, requester: 'cdk-cloudtrail backfill', reason: 'Backfill' },
  });
}
