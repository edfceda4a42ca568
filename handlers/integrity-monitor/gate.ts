/** Lets so many tasks run at once; the others wait in their order. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.most) await new Promise<void>((enter) => this.waiting.push(enter));
    else this.running++;
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      // Who waits takes the place that is free.
      if (next) next();
      else this.running--;
    }
  }
}
