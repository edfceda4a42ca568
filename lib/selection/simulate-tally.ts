/** How many events something has. */
export interface Count {
  readonly key: string;
  readonly events: number;
  /** Those of them that only read. */
  readonly reads: number;
}

type Open = { -readonly [member in keyof Count]: Count[member] };

/** Counts by key, in memory that does not grow: where there are too many keys, those with the fewest events are put together. */
export class Tally {
  private readonly counts = new Map<string, Open>();
  private rest = 0;

  constructor(private readonly most = 10_000) {}

  add(key: string, isRead: boolean, events = 1): void {
    let count = this.counts.get(key);
    if (!count) {
      count = { key, events: 0, reads: 0 };
      this.counts.set(key, count);
    }
    count.events += events;
    if (isRead) count.reads += events;
    if (this.counts.size > 2 * this.most) this.putSmallOnesTogether();
  }

  /** The keys with the most events, most first. */
  top(most = Number.POSITIVE_INFINITY): Count[] {
    return [...this.counts.values()].sort((one, other) => other.events - one.events || (one.key < other.key ? -1 : 1)).slice(0, most);
  }

  /** The events of keys that were put together. Where there are any, the counts of the keys are lower bounds. */
  get others(): number {
    return this.rest;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, { events }) => sum + events, this.rest);
  }

  private putSmallOnesTogether(): void {
    for (const { key, events } of this.top().slice(this.most)) {
      this.rest += events;
      this.counts.delete(key);
    }
  }
}
