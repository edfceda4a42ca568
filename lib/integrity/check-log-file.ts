import type { DigestLogFile } from './digest';
import { CannotRead, type Location, type ObjectStore, type StoredObject } from './store';
import { hashOf } from './unpack';
import { cannotTell, invalid, type Judgement, missing, VALID } from './verdict';
import type { VerifyOptions } from './verify';

type Tools = Pick<VerifyOptions, 'store' | 'hash'>;

/** Checks a log file against the hash that a proven digest has of it. */
export async function checkLogFile(
  { hash, hashAlgorithm }: DigestLogFile,
  at: Location,
  { store, hash: hashIn = hashOf }: Tools,
): Promise<Judgement> {
  if (hashAlgorithm !== 'SHA-256') return cannotTell('unknown-algorithm', hashAlgorithm.slice(0, 100));
  const object = await readOrSay(store, at);
  if (object === undefined) return missing('not-found');
  if ('verdict' in object) return object;
  const hashed = await hashIn(object.content);
  object.release?.();
  if ('defect' in hashed) return invalid(hashed.defect);
  return hashed.hash === hash ? VALID : invalid('hash-mismatch');
}

/** An object, or why it cannot be read. What is no answer of the store is a mistake of this program, and is thrown. */
export async function readOrSay(store: ObjectStore, at: Location): Promise<StoredObject | Judgement | undefined> {
  try {
    return await store.read(at);
  } catch (error) {
    if (error instanceof CannotRead) return cannotTell('not-readable', error.message);
    throw error;
  }
}
