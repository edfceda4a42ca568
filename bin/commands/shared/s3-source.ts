import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { s3Place } from './places';
import { s3Client } from './s3-client';
import type { LogObject, LogSource } from './source';
import { CannotRun } from './terminal';

/** The objects below a prefix, in the order of their keys: of an account and a Region in the order of time. */
export function s3Source(url: string): LogSource {
  const { bucket, prefix } = s3Place(url, '--logs');
  const s3 = s3Client();
  return {
    parallel: 16,
    list: () => objectsBelow(s3, bucket, prefix),
    read: async (key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    close: () => s3.destroy(),
  };
}

async function* objectsBelow(s3: S3Client, bucket: string, prefix: string): AsyncGenerator<LogObject> {
  for (let token: string | undefined, more = true; more; more = token !== undefined) {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token })).catch((error: Error) => {
      throw new CannotRun(
        `s3://${bucket}/${prefix} cannot be listed (${error.name}: ${error.message}); check the credentials, the bucket and its Region`,
      );
    });
    for (const { Key = '', Size = 0 } of page.Contents ?? []) yield { name: Key, bytes: Size };
    token = page.NextContinuationToken;
  }
}
