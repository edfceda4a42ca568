import type { MessagePort, Worker } from 'node:worker_threads';

/** Sends what comes in one turn of the event loop together: a message costs more than what is in it. */
export class Post<T> {
  private unsent: T[] = [];

  constructor(private readonly port: Pick<MessagePort | Worker, 'postMessage'>) {}

  add(item: T): void {
    if (this.unsent.push(item) === 1) setImmediate(() => this.send());
  }

  private send(): void {
    const items = this.unsent;
    this.unsent = [];
    this.port.postMessage(items);
  }
}
