import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type LocalS3, type LocalS3Options, startLocalS3 } from '../../bin/commands/local-s3/server';

export const Bucket = 'a-bucket';
const open: { server: LocalS3; s3: S3Client }[] = [];

afterEach(async () => {
  for (const { server, s3 } of open.splice(0)) {
    s3.destroy();
    await server.close();
  }
});

/** A client of a server of its own, with a bucket; both end with the test. */
export async function s3With(options: LocalS3Options = {}, maxAttempts = 1) {
  const server = await startLocalS3(options);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({ endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true, credentials, maxAttempts });
  open.push({ server, s3 });
  await s3.send(new CreateBucketCommand({ Bucket }));
  return s3;
}

/** Where another process finds the server of a client. */
export const endpointOf = (s3: S3Client) => open.find((one) => one.s3 === s3)?.server.endpoint ?? '';

export const textOf = async (s3: S3Client, Key: string, Range?: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
  return Body?.transformToString();
};

/** What a promise rejects with when S3 answers so. */
export const failure = (code: string, status: number) => ({ name: code, $metadata: expect.objectContaining({ httpStatusCode: status }) });
