import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type HashAt, hashIn } from '../../../lib/integrity/check-log-file';
import type { Location, StoredObject } from '../../../lib/integrity/store';
import type { Hashed } from '../../../lib/integrity/unpack';
import { FileThread } from './file-thread';
import { MOST_BYTES, REQUESTS_AT_ONCE } from './s3-get';
import type { Archive } from './store';

/** The package has it beside the command. Where it is not, as in a bundle of somebody else, one thread does everything. */
const CODE = join(__dirname, 'file-worker.mjs');

/** Beyond that, the first thread has enough to do with the results. */
const MOST_OTHERS = 3;
/** So many hide how long a request takes, also where files are large. */
const LEAST_AT_ONCE = 4;
const ALONE: Share = { files: REQUESTS_AT_ONCE, bytes: MOST_BYTES };
/** Others have much to do before them: they get more only when this thread comes to it. */
const OTHERS: Share = { files: REQUESTS_AT_ONCE, bytes: MOST_BYTES / 2 };
/** Little: as long as it reads and hashes, nothing comes from the others, and nothing goes to them. */
const BESIDE_OTHERS: Share = { files: 40, bytes: MOST_BYTES / 8 };

export interface ThreadOptions {
  /** Default: that of the package, if it is there. */
  readonly code?: string;
  /** How many there are. */
  readonly processors?: number;
}

/** What is read at once: at most so many files, and of large ones so many bytes, gzipped. */
interface Share {
  readonly files: number;
  readonly bytes: number;
}

/** Reads objects. */
interface Reader {
  readonly hash: HashAt;
  readonly share: Share;
  reading: number;
}

/** Starts threads beside this one. Whoever starts them closes them. */
export function startThreads({ code = CODE, processors = availableParallelism() }: ThreadOptions = {}): FileThread[] {
  const count = existsSync(code) ? Math.min(MOST_OTHERS, processors - 1) : 0;
  return Array.from({ length: count }, () => new FileThread(code, (why) => console.error(`a thread ended, the others go on: ${why}`)));
}

/** Reads and hashes the log files of an archive on several threads, this one among them. */
export class FileThreads {
  private readonly here: Reader;
  /** All of them, this thread last. */
  private readonly readers: readonly Reader[];
  private readonly waiting: ((reader: Reader) => void)[] = [];
  private seen = 0;
  private bytes = 0;

  constructor(
    private readonly archive: Archive,
    others: readonly FileThread[],
  ) {
    const share = others.length > 0 ? BESIDE_OTHERS : ALONE;
    this.here = { hash: hashIn({ ...archive, read: (at) => this.read(at) }), share, reading: 0 };
    const hashOn = (thread: FileThread) => async (at: Location) => thread.hash(await archive.source(at));
    this.readers = [...others.map((thread) => ({ hash: hashOn(thread), share: OTHERS, reading: 0 })), this.here];
  }

  /** The hash of what is in an object, or why there is none; `undefined` where there is no object. Throws `CannotRead`. */
  async hash(at: Location): Promise<Hashed | undefined> {
    const reader = this.free() ?? (await new Promise<Reader>((begin) => this.waiting.push(begin)));
    try {
      const hashed = await reader.hash(at);
      // What another thread cannot read, for whatever reason, is read here: with another attempt, or for the reason why not.
      return hashed === undefined && reader !== this.here ? await this.here.hash(at) : hashed;
    } finally {
      this.leave(reader);
    }
  }

  private async read(at: Location): Promise<StoredObject | undefined> {
    const object = await this.archive.read(at);
    this.seen++;
    this.bytes += object?.content.length ?? 0;
    return object;
  }

  /** The reader that has the least to do, as a part of what it may, and is counted there. */
  private free(): Reader | undefined {
    let [found, least] = [undefined as Reader | undefined, 1];
    for (const reader of this.readers) {
      const part = reader.reading / this.mostOf(reader);
      if (part < least) [found, least] = [reader, part];
    }
    if (found) found.reading++;
    return found;
  }

  /** Files of an archive are of much the same size: those that were read here tell it. */
  private mostOf({ share: { files, bytes } }: Reader): number {
    const fitting = Math.floor((bytes * this.seen) / Math.max(this.bytes, 1));
    return Math.min(files, Math.max(fitting, LEAST_AT_ONCE));
  }

  private leave(reader: Reader): void {
    reader.reading--;
    while (this.waiting.length > 0) {
      const next = this.free();
      if (!next) return;
      this.waiting.shift()?.(next);
    }
  }
}
