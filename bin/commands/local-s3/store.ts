import { createHash } from 'node:crypto';
import { noSuchBucket, noSuchKey, notImplemented, preconditionFailed, S3Error } from './errors';

export interface StoredObject {
  readonly content: Buffer;
  readonly etag: string;
  readonly lastModified: Date;
  /** Headers given back with the object: type, encoding, user metadata, checksums. */
  readonly headers: Record<string, string>;
}

export interface Conditions {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
}

/**
 * Buckets in memory. Each method runs to its end without awaiting, which is what makes a conditional write atomic here: of two
 * writers that saw the same ETag, one wins and the other gets its 412.
 */
export class Store {
  private readonly buckets = new Map<string, Map<string, StoredObject>>();

  createBucket(name: string): void {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new S3Error('InvalidBucketName', 400, 'The specified bucket is not valid.');
    if (this.buckets.has(name)) throw new S3Error('BucketAlreadyOwnedByYou', 409, 'Your previous request to create the named bucket succeeded.');
    this.buckets.set(name, new Map());
  }

  bucket(name: string): Map<string, StoredObject> {
    const bucket = this.buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  get(bucket: string, key: string): StoredObject {
    const object = this.bucket(bucket).get(key);
    if (!object) throw noSuchKey(key);
    return object;
  }

  put(bucket: string, key: string, content: Buffer, headers: Record<string, string>, conditions: Conditions): StoredObject {
    const objects = this.bucket(bucket);
    checkWrite(objects.get(key), key, conditions);
    const object = { content, headers, etag: `"${createHash('md5').update(content).digest('hex')}"`, lastModified: new Date() };
    objects.set(key, object);
    return object;
  }

  delete(bucket: string, key: string): void {
    this.bucket(bucket).delete(key);
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function checkWrite(existing: StoredObject | undefined, key: string, { ifMatch, ifNoneMatch }: Conditions): void {
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw notImplemented('if-none-match of PutObject with anything but *');
  if (ifMatch === '*') throw notImplemented('if-match of PutObject with *');
  if (ifMatch !== undefined && ifNoneMatch !== undefined) throw notImplemented('if-match together with if-none-match');
  if (ifNoneMatch === '*' && existing) throw preconditionFailed('If-None-Match');
  if (ifMatch !== undefined && !existing) throw noSuchKey(key);
  if (ifMatch !== undefined && existing && !sameEtag(ifMatch, existing.etag)) throw preconditionFailed('If-Match');
}

/** S3 takes an ETag with and without its quotes. */
export function sameEtag(given: string, etag: string): boolean {
  return given.replaceAll('"', '') === etag.replaceAll('"', '');
}
