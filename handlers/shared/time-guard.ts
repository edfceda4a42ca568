/** As much of the context of an invocation as the guard needs. */
export interface Invocation {
  getRemainingTimeInMillis?(): number;
}

/** Time, in milliseconds, in which what was done is told to the queue. */
const RESERVE = 1000;
/** How much time must be left for one more message. */
const LEAST = 5000;

/** A message was returned to the queue for want of time. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** Ends an invocation before Lambda does: what Lambda ends comes again as a whole, with the messages that were done. */
export class TimeGuard {
  private readonly total: number;
  private longest = 0;
  private begun = 0;

  constructor(private readonly invocation: Invocation) {
    this.total = this.remaining();
  }

  /** Runs a task, unless it would not end in time. The first always begins: no later invocation has more time. */
  async run(task: () => Promise<void>): Promise<void> {
    const enough = Math.max(2 * this.longest, Math.min(LEAST, this.total / 4));
    if (this.begun > 0 && this.remaining() < enough) throw new OutOfTime('no time was left for it; the message comes again');
    this.begun++;
    const start = Date.now();
    await this.within(task());
    this.longest = Math.max(this.longest, Date.now() - start);
  }

  private async within(work: Promise<void>): Promise<void> {
    const remaining = this.remaining();
    if (!Number.isFinite(remaining)) return work;
    let timer: NodeJS.Timeout | undefined;
    const end = new Promise<never>((_, reject) => {
      const error = new OutOfTime('it did not end in time; the message comes again');
      timer = setTimeout(() => reject(error), Math.max(0, remaining - Math.min(RESERVE, this.total / 10)));
    });
    // What goes on after the end has nobody left to tell.
    work.catch(() => undefined);
    try {
      await Promise.race([work, end]);
    } finally {
      clearTimeout(timer);
    }
  }

  private remaining(): number {
    return this.invocation.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
  }
}
