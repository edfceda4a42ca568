import { CannotRead, type Location, type ObjectStore, type StoredObject } from '../../lib/integrity/store';
import { type AwsAnswer, errorOf } from '../shared/aws/request';
import { listObjects, listPages, objectRequest } from '../shared/aws/s3';
import { Gate } from './gate';

/** So many requests at once hide how long each takes, and so many log files fit into memory. */
const REQUESTS_AT_ONCE = 32;

/** The archive, only to be read. */
export interface Archive extends ObjectStore {
  /** The names of the folders right below a prefix. */
  folders(prefix: string): Promise<string[]>;
  /** The first key below a prefix that comes after another. */
  first(prefix: string, after: string): Promise<string | undefined>;
}

/** A bucket of S3 as an archive. Throttles, server errors and bodies that break off are tried again; what is refused after that is a `CannotRead`. */
export function bucketArchive(bucket: string): Archive {
  const gate = new Gate(REQUESTS_AT_ONCE);
  return {
    async *list(prefix) {
      try {
        for await (const { key } of listObjects(bucket, prefix)) yield key;
      } catch (error) {
        throw new CannotRead((error as Error).message);
      }
    },
    folders: (prefix) => foldersOf(bucket, prefix),
    async first(prefix, after) {
      for await (const { key } of listObjects(bucket, prefix, after)) return key;
      return undefined;
    },
    read: (location) => gate.run(() => read(bucket, location)),
  };
}

async function read(bucket: string, location: Location): Promise<StoredObject | undefined> {
  const { key } = location;
  if (location.bucket !== bucket) throw new CannotRead(`it is in another bucket, ${location.bucket}`);
  const answer = await attempt(() => objectRequest(bucket, key, { method: 'GET' }));
  if (answer.status === 200) return { content: answer.body, metadata: metadataOf(answer) };
  const error = errorOf(answer, `GetObject of '${key}' in '${bucket}'`);
  if (error.code === 'NoSuchKey' || error.code === 'Http404') return undefined;
  // To who may not list the whole bucket, S3 answers the same for an object that is not there: the list of its folder tells.
  if (answer.status === 403 && !(await isListed(bucket, key))) return undefined;
  throw new CannotRead(error.message);
}

async function isListed(bucket: string, key: string): Promise<boolean> {
  return attempt(async () => {
    for await (const object of listObjects(bucket, key)) return object.key === key;
    return false;
  });
}

async function attempt<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw new CannotRead((error as Error).message);
  }
}

function metadataOf({ headers }: AwsAnswer): Record<string, string> {
  const start = 'x-amz-meta-';
  const names = Object.keys(headers).filter((name) => name.startsWith(start));
  return Object.fromEntries(names.map((name) => [name.slice(start.length), headers[name] as string]));
}

async function foldersOf(bucket: string, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { folders } of listPages(bucket, { prefix, delimiter: '/' }))
    names.push(...folders.map((folder) => folder.slice(prefix.length, -1)));
  return names;
}
