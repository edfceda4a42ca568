import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { pauseBefore } from './retry';

/** An object with its version. */
export interface StoredObject {
  readonly body: Uint8Array;
  readonly etag: string;
}

/** Objects that can be written without overwriting what somebody else wrote. */
export interface ObjectStore {
  /** `undefined` where there is none. */
  get(key: string): Promise<StoredObject | undefined>;
  /** `false`, and nothing is written, where there is one already. */
  create(key: string, body: string): Promise<boolean>;
  /** `false`, and nothing is written, where it is not in this version any more. */
  replace(key: string, body: string, etag: string): Promise<boolean>;
}

const CONFLICTS = 5;

/** The objects of a bucket. */
export function bucketStore(s3: S3Client, bucket: string): ObjectStore {
  const put = async (key: string, body: string, condition: { IfNoneMatch: '*' } | { IfMatch: string }): Promise<number> => {
    const contentType = key.endsWith('.json') ? 'application/json' : 'application/x-ndjson';
    // As bytes: of an empty text the SDK does not state the length, and S3 refuses that.
    return statusOf(s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body), ContentType: contentType, ...condition })));
  };
  return {
    async get(key) {
      try {
        const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return { body: (await Body?.transformToByteArray()) ?? new Uint8Array(), etag: ETag ?? '' };
      } catch (error) {
        if (httpStatusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async create(key, body) {
      for (let attempt = 1; attempt <= CONFLICTS; attempt++) {
        const status = await put(key, body, { IfNoneMatch: '*' });
        // 409 does not say who wins: another request on the key is under way, and may yet fail.
        if (status !== 409) return status === 200;
        await pauseBefore(attempt);
      }
      throw new Error(`'${key}' was in conflict with other requests ${CONFLICTS} times; the message comes again`);
    },
    async replace(key, body, etag) {
      return (await put(key, body, { IfMatch: etag })) === 200;
    },
  };
}

/** 200, or why a conditional request was refused: 412 condition not met, 409 conflict, 404 nothing there to match. */
async function statusOf(request: Promise<unknown>): Promise<number> {
  try {
    await request;
    return 200;
  } catch (error) {
    const status = httpStatusOf(error);
    if (status === 412 || status === 409 || status === 404) return status;
    throw error;
  }
}

function httpStatusOf(error: unknown): number | undefined {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  // A bucket that is not there is a 404 as well, and a mistake.
  return name === 'NoSuchBucket' ? undefined : $metadata?.httpStatusCode;
}
