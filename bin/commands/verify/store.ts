import type { ObjectStore } from '../../../lib/integrity/store';

/** An archive that can be walked through, folder by folder. */
export interface Archive extends ObjectStore {
  /** The names of the folders directly below a prefix, which is empty or ends with a slash. */
  folders(prefix: string): Promise<string[]>;
  close(): void;
}
