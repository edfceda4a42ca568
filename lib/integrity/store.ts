/** Where an object is. */
export interface Location {
  readonly bucket: string;
  readonly key: string;
}

/** An object as it was stored. */
export interface StoredObject {
  /** Gzipped, as CloudTrail delivered it. */
  readonly content: Uint8Array;
  /** User metadata without `x-amz-meta-`, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Called once the content is not needed any more, by which a store may bound what is in memory. */
  release?(): void;
}

/** The objects of an archive, only to be read. Throws `CannotRead` for what the store refuses after its own retries. */
export interface ObjectStore {
  /** The keys below a prefix, in any order. */
  list(prefix: string): AsyncIterable<string>;
  /** `undefined` where there is none. */
  read(location: Location): Promise<StoredObject | undefined>;
}

/** Why a store gave no answer: its message is shown. */
export class CannotRead extends Error {}

/** Where the archive is now, of which digests say where it was when they were signed. */
export interface Relocation {
  /** Where an object is now. */
  present(original: Location): Location;
  /** Where CloudTrail delivered what is here now; without a bucket where any may be the one. */
  original(present: Location): { readonly bucket?: string; readonly key: string };
}

/** Nothing was moved. */
export const UNMOVED: Relocation = { present: (original) => original, original: (present) => present };

/** A bucket with what comes before a key. */
export interface Place {
  readonly bucket: string;
  /** Without slashes at either end; empty for the whole bucket. */
  readonly prefix: string;
}

/** All objects below one place are now below another, for instance by replication. What was elsewhere has stayed there. */
export function moved(from: Place, to: Place): Relocation {
  return {
    present: (original) => below(from, original, to) ?? original,
    original: (present) => below(to, present, from) ?? present,
  };
}

function below(place: Place, { bucket, key }: Location, other: Place): Location | undefined {
  const start = place.prefix === '' ? '' : `${place.prefix}/`;
  if (bucket !== place.bucket || !key.startsWith(start)) return undefined;
  return { bucket: other.bucket, key: `${other.prefix === '' ? '' : `${other.prefix}/`}${key.slice(start.length)}` };
}

/** A copy of a bucket that has kept its keys and does not know its name, such as a folder. */
export function copiedTo(bucket: string): Relocation {
  return { present: ({ key }) => ({ bucket, key }), original: ({ key }) => ({ key }) };
}
