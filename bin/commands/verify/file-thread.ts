import { Worker } from 'node:worker_threads';
import type { Hashed } from '../../../lib/integrity/unpack';
import { Post } from './post';
import type { Source } from './store';

export interface Question {
  readonly id: number;
  readonly source: Source;
}

/** Without a hash where the thread has none. */
export interface Answer {
  readonly id: number;
  readonly hashed?: Hashed;
}

type Answered = (hashed: Hashed | undefined) => void;

/** Another thread that reads and hashes objects. */
export class FileThread {
  private readonly worker: Worker;
  private readonly post: Post<Question>;
  private readonly asked = new Map<number, Answered>();
  private nextId = 0;
  private ended = false;

  /** @param onEnd called if it ends by itself, with the reason */
  constructor(code: string, onEnd: (why: string) => void) {
    // It keeps nothing: so its memory can be small.
    this.worker = new Worker(code, { resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 } });
    this.post = new Post(this.worker);
    this.worker.on('message', (answers: readonly Answer[]) => {
      for (const { id, hashed } of answers) this.take(id)?.(hashed);
    });
    this.worker.on('error', (error) => {
      this.ended = true;
      for (const id of [...this.asked.keys()]) this.take(id)?.(undefined);
      onEnd(error.message);
    });
  }

  /** The hash of what is in an object; `undefined` where the thread has none, whatever the reason. */
  hash(source: Source): Promise<Hashed | undefined> {
    if (this.ended) return Promise.resolve(undefined);
    return new Promise((answered) => {
      const id = this.nextId++;
      this.asked.set(id, answered);
      this.post.add({ id, source });
    });
  }

  close(): void {
    void this.worker.terminate();
  }

  private take(id: number): Answered | undefined {
    const answered = this.asked.get(id);
    this.asked.delete(id);
    return answered;
  }
}
