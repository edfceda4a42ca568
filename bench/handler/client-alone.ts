// The same with the S3 client.
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

export async function handler({ bucket, key }: { readonly bucket: string; readonly key: string }): Promise<number> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return JSON.parse(gunzipSync(Buffer.from((await Body?.transformToByteArray()) ?? [])).toString('utf8')).Records.length;
}
