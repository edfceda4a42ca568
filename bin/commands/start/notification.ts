import { createHash, randomUUID } from 'node:crypto';

export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly etag: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html: what EventBridge puts into the queue for an object that CloudTrail delivered. */
export function objectCreated({ bucket, key, size, etag }: NewObject): string {
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '111122223333',
    time: new Date().toISOString().replace(/\.\d+/, ''),
    region: 'us-east-1',
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, size, etag: etag.replaceAll('"', ''), sequencer: Date.now().toString(16).toUpperCase().padStart(18, '0') },
      'request-id': createHash('md5').update(key).digest('hex').slice(0, 16).toUpperCase(),
      requester: 'cloudtrail.amazonaws.com',
      'source-ip-address': 'cloudtrail.amazonaws.com',
      reason: 'PutObject',
    },
  });
}
