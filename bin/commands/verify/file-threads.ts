import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type HashAt, hashIn } from '../../../lib/integrity/check-log-file';
import type { Location } from '../../../lib/integrity/store';
import type { Hashed } from '../../../lib/integrity/unpack';
import { FileThread } from './file-thread';
import type { Archive } from './store';

/** The package has it beside the command. Where it is not, as in a bundle of somebody else, one thread does everything. */
const CODE = join(__dirname, 'file-worker.mjs');

/** Before so many files, a thread takes longer to start than it saves. */
const WORTH_FILES = 32;
/** Beyond that, the first thread has enough to do with the results. */
const MOST_THREADS = 3;

export interface ThreadOptions {
  /** Default: that of the package, if it is there. */
  readonly code?: string;
  /** Threads besides this one. Default: what processors there are, up to three. */
  readonly count?: number;
}

/** Reads and hashes the log files of an archive on several threads, this one among them. */
export class FileThreads {
  private readonly threads: FileThread[] = [];
  private readonly hashHere: HashAt;
  private readonly code: string;
  private readonly count: number;
  private seen = 0;
  private here = 0;

  constructor(
    private readonly archive: Archive,
    { code = CODE, count = availableParallelism() - 1 }: ThreadOptions = {},
  ) {
    this.hashHere = hashIn(archive);
    this.code = code;
    this.count = existsSync(code) ? Math.min(count, MOST_THREADS) : 0;
  }

  /** The hash of what is in an object, or why there is none; `undefined` where there is no object. Throws `CannotRead`. */
  async hash(at: Location): Promise<Hashed | undefined> {
    if (++this.seen === WORTH_FILES) this.start();
    const thread = this.idlest();
    // What another thread cannot read, for whatever reason, is read here: with another attempt, or for the reason why not.
    const hashed = thread && (await thread.hash(await this.archive.source(at)));
    if (hashed) return hashed;
    this.here++;
    try {
      return await this.hashHere(at);
    } finally {
      this.here--;
    }
  }

  close(): void {
    for (const thread of this.threads) thread.close();
  }

  private start(): void {
    const onEnd = (why: string) => console.error(`a thread ended, the others go on: ${why}`);
    for (let index = 0; index < this.count; index++) this.threads.push(new FileThread(this.code, onEnd));
  }

  /** The thread that has the least to do, so that none waits for another; `undefined` where it is this one. */
  private idlest(): FileThread | undefined {
    let [found, least]: [FileThread | undefined, number] = [undefined, this.here];
    for (const thread of this.threads) if (thread.waiting <= least) [found, least] = [thread, thread.waiting];
    return found;
  }
}
