import type { Location, ObjectStore } from '../../../lib/integrity/store';
import type { Target } from './s3-target';

/** Where another thread finds an object: as a file, or in S3. Plain data. */
export type Source = { readonly path: string } | { readonly target: Target; readonly key: string };

/** An archive that can be walked through, folder by folder. */
export interface Archive extends ObjectStore {
  /** The names of the folders directly below a prefix, which is empty or ends with a slash. */
  folders(prefix: string): Promise<string[]>;
  /** Where another thread finds an object. Throws `CannotRead` as `read` does. */
  source(location: Location): Promise<Source>;
  close(): void;
}
