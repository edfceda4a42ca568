import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { LogObject, LogSource } from './source';
import { CannotRun } from './terminal';

/** The objects below a prefix, in the order of their keys: of an account and a Region in the order of time. */
export function s3Source(url: string): LogSource {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(url) ?? [];
  if (bucket === undefined) throw new CannotRun(`--logs ${url} names no bucket; write it as s3://bucket/prefix`);
  // What Node it will want next year is not what the user asked.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  // A local API has one host name for all buckets.
  const s3 = new S3Client({ followRegionRedirects: true, ...(endpoint && { forcePathStyle: true }), ...(!regionIsSet() && { region: 'us-east-1' }) });
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

/** Any Region finds the bucket, but the client wants one. */
function regionIsSet(): boolean {
  return (process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? process.env.AWS_PROFILE) !== undefined;
}
