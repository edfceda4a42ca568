// What `handlers/shared/aws` does, done with the AWS SDK: for a bundle that is compared with what is shipped.
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PutCondition, PutResult } from '../../handlers/shared/aws/s3';
import type { OutgoingMessage } from '../../handlers/shared/aws/sqs';
import type { StoredObject } from '../../handlers/shared/store';

const s3 = new S3Client({});
const sqs = new SQSClient({});

export async function getObject(Bucket: string, Key: string): Promise<StoredObject | undefined> {
  try {
    const { Body, ETag = '' } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return { body: (await Body?.transformToByteArray()) ?? new Uint8Array(), etag: ETag };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

export async function putObject(Bucket: string, Key: string, body: string, condition: PutCondition): Promise<PutResult> {
  const conditions = 'ifMatch' in condition ? { IfMatch: condition.ifMatch } : { IfNoneMatch: condition.ifNoneMatch };
  try {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(body), ...conditions }));
    return { status: 200, repeated: false };
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 409 || status === 412) return { status, repeated: false };
    throw error;
  }
}

export async function sendMessage(QueueUrl: string, { body, attributes }: OutgoingMessage): Promise<void> {
  const all = Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]);
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes: Object.fromEntries(all) }));
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
