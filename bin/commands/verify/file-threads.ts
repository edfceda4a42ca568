import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type HashAt, hashIn } from '../../../lib/integrity/check-log-file';
import type { Location, StoredObject } from '../../../lib/integrity/store';
import type { Hashed } from '../../../lib/integrity/unpack';
import { FileThread } from './file-thread';
import { REQUESTS_AT_ONCE } from './s3-get';
import type { Archive } from './store';

/** The package has it beside the command. Where it is not, as in a bundle of somebody else, one thread does everything. */
const CODE = join(__dirname, 'file-worker.mjs');

/** After so many files it is known how large they are. */
const SAMPLE = 8;
/** Gzipped. To hash a file of this size takes as long as to ask for it. */
const LARGE_BYTES = 64 * 1024;
/** So many this thread reads at once where there are others, so that it is never what these wait for. */
const BESIDE_OTHERS = 8;
/** Beyond that, the first thread has enough to do with the results. */
const MOST_THREADS = 3;

export interface ThreadOptions {
  /** Default: that of the package, if it is there. */
  readonly code?: string;
  /** How many there are. */
  readonly processors?: number;
}

/** Reads objects, so many at once. */
interface Reader {
  readonly hash: HashAt;
  atOnce: number;
  reading: number;
  readonly thread?: FileThread;
}

/** Reads and hashes the log files of an archive on several threads, this one among them. */
export class FileThreads {
  private readonly here: Reader;
  private readonly others: Reader[] = [];
  private readonly waiting: ((reader: Reader) => void)[] = [];
  private readonly code: string;
  private readonly processors: number;
  private seen = 0;
  private bytes = 0;

  constructor(
    private readonly archive: Archive,
    { code = CODE, processors = availableParallelism() }: ThreadOptions = {},
  ) {
    this.code = code;
    this.processors = processors;
    const read = hashIn({ ...archive, read: (at) => this.read(at) });
    this.here = { hash: read, atOnce: REQUESTS_AT_ONCE, reading: 0 };
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

  close(): void {
    for (const { thread } of this.others) thread?.close();
  }

  private async read(at: Location): Promise<StoredObject | undefined> {
    const object = await this.archive.read(at);
    this.bytes += object?.content.length ?? 0;
    if (++this.seen === SAMPLE) this.start();
    return object;
  }

  /** Of small files most of the work is with the network, of which a second thread on two processors saves no time, and takes some. */
  private start(): void {
    const count = Math.min(MOST_THREADS, this.processors - (this.bytes >= SAMPLE * LARGE_BYTES ? 1 : 2));
    if (count < 1 || !existsSync(this.code)) return;
    this.here.atOnce = BESIDE_OTHERS;
    for (let index = 0; index < count; index++) {
      const thread = new FileThread(this.code, (why) => console.error(`a thread ended, the others go on: ${why}`));
      this.others.push({ thread, hash: async (at) => thread.hash(await this.archive.source(at)), atOnce: REQUESTS_AT_ONCE, reading: 0 });
    }
  }

  /** The reader that has the least to do of those that may do more, and is counted there. This one comes last: it has the results to see to. */
  private free(): Reader | undefined {
    let found: Reader | undefined;
    for (const other of this.others) if (other.reading < other.atOnce && other.reading < (found?.reading ?? Number.POSITIVE_INFINITY)) found = other;
    if (!found && this.here.reading < this.here.atOnce) found = this.here;
    if (found) found.reading++;
    return found;
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
