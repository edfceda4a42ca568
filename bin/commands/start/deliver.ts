import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LogFile } from './find-logs';
import { objectCreated } from './notification';
import type { Message } from './queue';

/** Puts log files into the archive as CloudTrail does, and gives the notifications that S3 sends about them. */
export async function deliver(s3: S3Client, bucket: string, files: readonly LogFile[]): Promise<Message[]> {
  const messages: Message[] = [];
  for (const { path, name, key } of files) {
    const content = await readFile(path);
    const isGzip = content[0] === 0x1f && content[1] === 0x8b;
    // A damaged .gz is delivered as it is: what the handler makes of it is to be seen.
    const Body = isGzip || path.endsWith('.gz') ? content : gzipSync(content);
    const { ETag = '' } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ACL: 'bucket-owner-full-control' }));
    messages.push({ body: objectCreated({ bucket, key, size: Body.length, etag: ETag }), about: name });
  }
  return messages;
}

/** S3 and SQS deliver at least once: every fourth message is followed by one of some time ago, in a batch with it or in one beside it. */
export function withRepeats(messages: readonly Message[]): Message[] {
  return messages.flatMap((message, index) => (index % 4 === 0 ? [message, messages[Math.max(index - 10, 0)] ?? message] : [message]));
}
