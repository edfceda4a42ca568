import type { MessagePort, Worker } from 'node:worker_threads';

/** In milliseconds. */
const LONGEST_TURN = 4;

/** Sends what comes in one turn of the event loop together, as a message costs more than what is in it; unless the turn takes long, since somebody waits. */
export class Post<T> {
  private unsent: T[] = [];
  /** When the first of them came. */
  private since = 0;

  constructor(private readonly port: Pick<MessagePort | Worker, 'postMessage'>) {}

  add(item: T): void {
    const now = performance.now();
    if (this.unsent.push(item) === 1) {
      this.since = now;
      setImmediate(() => this.send());
    } else if (now - this.since > LONGEST_TURN) this.send();
  }

  private send(): void {
    const items = this.unsent;
    if (items.length === 0) return;
    this.unsent = [];
    this.port.postMessage(items);
  }
}
