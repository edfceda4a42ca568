import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { knownKeys, type PublicKey } from '../../../lib/integrity/public-key';
import type { FileResult, IntervalResult } from '../../../lib/integrity/result';
import type { ObjectStore } from '../../../lib/integrity/store';
import { verifyRegion } from '../../../lib/integrity/verify';
import { keysBelow } from './objects';
import type { SignedRun } from './sign-digests';

/** What a verification came to. */
export interface Verified {
  readonly files: readonly FileResult[];
  readonly intervals: readonly IntervalResult[];
}

const HOUR = 3_600_000;

/** Verifies all that was delivered into a bucket, as the command `verify` does. */
export async function verifyDigests(s3: S3Client, bucket: string, runs: readonly SignedRun[], key: PublicKey): Promise<Verified> {
  const verified = { files: [] as FileResult[], intervals: [] as IntervalResult[] };
  const store = storeOf(s3, bucket);
  for (const { scope, from, to } of runs) {
    const options = { scope, bucket, from, to, now: new Date(to.getTime() + HOUR), store, keys: knownKeys([key]) };
    for await (const result of verifyRegion(options)) {
      if (result.type === 'file') verified.files.push(result);
      else if (result.type === 'interval' && !result.stated) verified.intervals.push(result);
    }
  }
  return verified;
}

function storeOf(s3: S3Client, bucket: string): ObjectStore {
  return {
    list: (prefix) => keysBelow(s3, bucket, prefix),
    read: async ({ key }) => {
      try {
        const { Body, Metadata = {} } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return { content: (await Body?.transformToByteArray()) ?? new Uint8Array(), metadata: Metadata };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
