import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Hashed, hashOf } from '../../../lib/integrity/unpack';

/** The package has it beside the command. Where it is not, as in a bundle of somebody else, one thread does everything. */
const CODE = join(__dirname, 'hash-worker.js');

/** Before so many bytes came, gzipped, a thread takes longer to start than it saves. */
const WORTH_BYTES = 2 * 1024 * 1024;
/** So much waits for the thread at most. What comes while it is behind is hashed here, so that neither waits for the other. */
const MOST_BYTES = 1024 * 1024;
const MOST_OBJECTS = 16;

interface Asked {
  readonly bytes: number;
  answer(hashed: Hashed): void;
  fail(error: Error): void;
}

/** Hashes objects on two threads, this one and another, where the machine can do both at once. */
export class HashThread {
  private worker: Worker | undefined;
  private seen = 0;
  /** What the thread has not answered yet, in order: first what was sent, then what is to be sent. */
  private readonly asked: Asked[] = [];
  private askedBytes = 0;
  private unsent: Uint8Array[] = [];

  /** @param code of the thread. Default: that of the package, where there are two processors. */
  constructor(private readonly code = availableParallelism() > 1 && existsSync(CODE) ? CODE : undefined) {}

  /** The hash of what is in an object, which belongs to the other thread from then on. */
  hash(object: Uint8Array): Hashed | Promise<Hashed> {
    this.seen += object.length;
    if (this.code === undefined || this.seen < WORTH_BYTES || this.isBehind(object.length)) return hashOf(object);
    return new Promise((answer, fail) => {
      this.asked.push({ bytes: object.length, answer, fail });
      this.askedBytes += object.length;
      if (this.unsent.push(object) === 1) setImmediate(() => this.send());
    });
  }

  close(): void {
    void this.worker?.terminate();
  }

  private isBehind(bytes: number): boolean {
    return this.asked.length > 0 && (this.asked.length >= MOST_OBJECTS || this.askedBytes + bytes > MOST_BYTES);
  }

  /** What came in one turn of the event loop goes together: a message costs more than what is in it. */
  private send(): void {
    this.worker ??= this.start(this.code as string);
    // A part of other memory is copied: of what is sent, all of its memory goes.
    const whole = this.unsent.map((object) => (object.byteLength === object.buffer.byteLength ? object : new Uint8Array(object)));
    this.worker.postMessage(
      whole,
      whole.map(({ buffer }) => buffer as ArrayBuffer),
    );
    this.unsent = [];
  }

  private start(code: string): Worker {
    // It keeps nothing: so its memory can be small.
    const worker = new Worker(code, { resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 } });
    worker.on('message', (answers: readonly Hashed[]) => {
      for (const hashed of answers) {
        const { bytes, answer } = this.asked.shift() as Asked;
        this.askedBytes -= bytes;
        answer(hashed);
      }
    });
    worker.on('error', (error) => {
      for (const { fail } of this.asked.splice(0)) fail(error);
    });
    return worker;
  }
}
