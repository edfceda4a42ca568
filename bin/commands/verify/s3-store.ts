import { ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { CannotRead, type Location, type StoredObject } from '../../../lib/integrity/store';
import { Room } from './limits';
import { retried, Transient } from './retry';
import { Denied, type Retrieved, Retriever } from './s3-get';
import type { Archive } from './store';

/** So many requests at once hide how long each of them takes. */
export const REQUESTS_AT_ONCE = 64;
/** Gzipped, in memory and not hashed yet. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Gzipped. CloudTrail ends a file at 50 MB of JSON, of which most goes away. */
const LARGEST_BYTES = 32 * 1024 * 1024;

/** The objects of S3, with many requests at once; read-only. */
export function s3Store(bucket: string): Archive {
  // What Node it will want next year is not what the user asked.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? process.env.AWS_PROFILE;
  const s3 = new S3Client({
    followRegionRedirects: true,
    maxAttempts: 7,
    // A local API has one host name for all buckets.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(region === undefined && { region: 'us-east-1' }),
  });
  const retriever = new Retriever(s3);
  const requests = new Room(REQUESTS_AT_ONCE);
  const bytes = new Room(MOST_BYTES);

  async function* pages(prefix: string, delimiter?: string): AsyncGenerator<ListObjectsV2CommandOutput> {
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      await requests.enter();
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: delimiter, ContinuationToken: token });
      const page = await s3
        .send(command)
        .catch((error: Error) => {
          throw new CannotRead(`s3://${bucket}/${prefix} cannot be listed: ${error.name}: ${error.message}`);
        })
        .finally(() => requests.leave());
      yield page;
      token = page.NextContinuationToken;
    }
  }

  return {
    async *list(prefix) {
      for await (const page of pages(prefix)) for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    },
    async folders(prefix) {
      const names: string[] = [];
      for await (const page of pages(prefix, '/')) {
        for (const { Prefix = '' } of page.CommonPrefixes ?? []) names.push(Prefix.slice(prefix.length, -1));
      }
      return names;
    },
    async read(location) {
      try {
        return await reading(location, retriever, requests, bytes);
      } catch (error) {
        if (!(error instanceof Denied) || location.bucket !== bucket) throw error;
        // To who may not list the whole bucket, S3 answers the same for an object that is not there: the list of its folder tells.
        for await (const page of pages(location.key)) if (page.Contents?.some(({ Key }) => Key === location.key)) throw error;
        return undefined;
      }
    },
    close: () => {
      retriever.close();
      s3.destroy();
    },
  };
}

async function reading(location: Location, retriever: Retriever, requests: Room, bytes: Room): Promise<StoredObject | undefined> {
  await requests.enter();
  try {
    return await retried(async () => {
      const opened = await retriever.open(location);
      return opened && (await bodyOf(opened, bytes));
    });
  } catch (error) {
    if (error instanceof Transient) throw new CannotRead(error.message);
    throw error;
  } finally {
    requests.leave();
  }
}

/** Waits until there is room for the body, so that memory does not grow with the size of the objects. */
async function bodyOf({ size, metadata, read, drop }: Retrieved, bytes: Room): Promise<StoredObject> {
  if (size > LARGEST_BYTES) {
    drop();
    throw new CannotRead(`it has ${size} bytes, more than any file that CloudTrail delivers`);
  }
  await bytes.enter(size);
  try {
    return { content: await read(), metadata, release: () => bytes.leave(size) };
  } catch (error) {
    bytes.leave(size);
    throw error;
  }
}
