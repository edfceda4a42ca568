import { pauseBefore } from '../shared/retry';
import type { ObjectStore } from '../shared/store';

const ATTEMPTS = 30;

/** What is to be written in the place of a document; nothing: it stays as it is. */
type Decide<T> = (current: T) => T | undefined | Promise<T | undefined>;

/** Where documents are, such as the store of a processor. */
export type Documents = Pick<ObjectStore, 'get' | 'create' | 'replace'>;

/**
 * Changes a document that many write to, or makes it.
 *
 * It is created without looking: to be told that an object is not there would need permission to list the bucket.
 *
 * @param empty what it is before it exists
 * @param decide called again, with what it is then, after somebody else changed it
 * @returns the document as it is afterwards
 */
export async function change<T>(store: Documents, key: string, empty: T, decide: Decide<T>): Promise<T> {
  const first = (await decide(empty)) ?? empty;
  if (await store.create(key, JSON.stringify(first))) return first;
  return amend(store, key, decide);
}

/** Changes a document that exists. */
export async function amend<T>(store: Documents, key: string, decide: Decide<T>): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { document, etag } = await read<T>(store, key);
    const next = await decide(document);
    if (next === undefined) return document;
    if (await store.replace(key, JSON.stringify(next), etag)) return next;
    await pauseBefore(attempt);
  }
  throw new Error(`'${key}' was changed by others in each of ${ATTEMPTS} attempts; it is tried again later`);
}

async function read<T>(store: Documents, key: string): Promise<{ readonly document: T; readonly etag: string }> {
  const object = await store.get(key);
  if (!object) throw new Error(`'${key}' is not in the derived bucket any more; restore its last version`);
  try {
    return { document: JSON.parse(Buffer.from(object.body).toString('utf8')) as T, etag: object.etag };
  } catch {
    throw new Error(`'${key}' is not the JSON that this handler wrote; restore its version before`);
  }
}
