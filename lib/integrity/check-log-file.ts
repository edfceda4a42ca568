import type { DigestLogFile } from './digest';
import { CannotRead, type Location, type ObjectStore } from './store';
import { type Hashed, hashOf } from './unpack';
import { cannotTell, invalid, type Judgement, missing, VALID } from './verdict';
import type { VerifyOptions } from './verify';

/** The hash of what is in an object, or why there is none; `undefined` where there is no object. Throws `CannotRead`. */
export type HashAt = (at: Location) => Promise<Hashed | undefined>;

type Tools = Pick<VerifyOptions, 'store' | 'hash'>;

/** Reads objects of a store, and hashes them in this thread. */
export function hashIn(store: ObjectStore): HashAt {
  return async (at) => {
    const object = await store.read(at);
    if (object === undefined) return undefined;
    const hashed = hashOf(object.content);
    object.release?.();
    return hashed;
  };
}

/** Checks a log file against the hash that a proven digest has of it. */
export async function checkLogFile(
  { hash, hashAlgorithm }: DigestLogFile,
  at: Location,
  { store, hash: hashAt = hashIn(store) }: Tools,
): Promise<Judgement> {
  if (hashAlgorithm !== 'SHA-256') return cannotTell('unknown-algorithm', hashAlgorithm.slice(0, 100));
  const hashed = await orSay(hashAt(at));
  if (hashed === undefined) return missing('not-found');
  if ('verdict' in hashed) return hashed;
  if ('defect' in hashed) return invalid(hashed.defect);
  return hashed.hash === hash ? VALID : invalid('hash-mismatch');
}

/** What was read, or why it cannot be. What is no answer of the store is a mistake of this program, and is thrown. */
export async function orSay<T>(reading: Promise<T>): Promise<T | Judgement> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CannotRead) return cannotTell('not-readable', error.message);
    throw error;
  }
}
