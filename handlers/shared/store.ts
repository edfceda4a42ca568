import type { AwsError } from './aws/answer';
import { getObject, type PutCondition, type PutResult, putObject } from './aws/s3';
import { type Body, isSame } from './body';
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
  create(key: string, body: Body): Promise<boolean>;
  /** `false`, and nothing is written, where it is not in this version any more. */
  replace(key: string, body: string, etag: string): Promise<boolean>;
}

const CONFLICTS = 5;

/** The objects of a bucket. */
export function bucketStore(bucket: string): ObjectStore {
  /** An attempt whose answer was lost may have written: then the condition fails for the next one, and what is there is ours. */
  const wrote = async (key: string, body: Body, { status, repeated }: PutResult): Promise<boolean> => {
    if (status !== 412 || !repeated) return status === 200;
    const stored = await getObject(bucket, key);
    return stored !== undefined && isSame(body, stored.body);
  };
  const put = (key: string, body: Body, condition: PutCondition) => putObject(bucket, key, body, condition);
  return {
    get: (key) => getObject(bucket, key),
    async create(key, body) {
      for (let attempt = 1; attempt <= CONFLICTS; attempt++) {
        const result = await put(key, body, { ifNoneMatch: '*' });
        // 409 does not say who wins: another request on the key is under way, and may yet fail.
        if (result.status !== 409) return wrote(key, body, result);
        await pauseBefore(attempt);
      }
      throw new Error(`'${key}' was in conflict with other requests ${CONFLICTS} times; the message comes again`);
    },
    replace: async (key, body, etag) => wrote(key, body, await put(key, body, { ifMatch: etag })),
  };
}

/** The objects whose keys start with a prefix, by what follows it. */
export function below(prefix: string, store: ObjectStore): ObjectStore {
  return {
    get: (key) => store.get(`${prefix}${key}`),
    create: (key, body) => store.create(`${prefix}${key}`, body),
    replace: (key, body, etag) => store.replace(`${prefix}${key}`, body, etag),
  };
}

/** Whether there is an object. Without the right to list the bucket S3 forbids what is not there: then nobody knows, and it counts as missing. */
export async function has(store: Pick<ObjectStore, 'get'>, key: string): Promise<boolean> {
  try {
    return (await store.get(key)) !== undefined;
  } catch (error) {
    if ((error as Partial<AwsError>).status === 403) return false;
    throw error;
  }
}
