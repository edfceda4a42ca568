/** Who did what to which resource. */
export interface Contributor {
  /** The ARN of the caller, without the name of a session; else what names it best. */
  readonly caller: string;
  readonly resourceType: string;
  /** The ARN of a bucket, function, table or the like; empty where the event names none. */
  readonly resource: string;
  readonly eventName: string;
}

/** A contributor with at least so many events. */
export interface Counted extends Contributor {
  readonly count: number;
}

/** A summary as it is stored. */
export interface StoredSummary {
  readonly schemaVersion: '1';
  readonly total: number;
  readonly error: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly contributors: readonly (readonly [caller: string, resourceType: string, resource: string, eventName: string, count: number])[];
}

/** So many contributors are kept: whoever causes more than a hundredth of the events is among them. */
export const KEPT = 100;

/**
 * How many data events there are, by type, and who causes most of them. Sums are exact. Contributors are those of Misra and Gries, which can be merged: each has at
 * least as many events as it says, and at most `error` more, which is less than the total divided by the number of those that are kept.
 *
 * @see https://doi.org/10.1145/2500128 (Agarwal et al., Mergeable Summaries)
 */
export class Summary {
  total = 0;
  /** How many events a contributor may have more than it says; one that is not there has no more than this. */
  error = 0;
  readonly byType = new Map<string, number>();
  private counts = new Map<string, number>();

  constructor(private readonly kept = KEPT) {}

  add({ caller, resourceType, resource, eventName }: Contributor, count = 1): void {
    this.total += count;
    this.byType.set(resourceType, (this.byType.get(resourceType) ?? 0) + count);
    const name = JSON.stringify([caller, resourceType, resource, eventName]);
    this.counts.set(name, (this.counts.get(name) ?? 0) + count);
    // Not at each event: it takes a sort.
    if (this.counts.size > 20 * this.kept) this.prune(10 * this.kept);
  }

  /** Adds what another one has. */
  merge(other: StoredSummary): void {
    this.total += other.total;
    this.error += other.error;
    for (const [type, count] of Object.entries(other.byType)) this.byType.set(type, (this.byType.get(type) ?? 0) + count);
    for (const [caller, resourceType, resource, eventName, count] of other.contributors) {
      const name = JSON.stringify([caller, resourceType, resource, eventName]);
      this.counts.set(name, (this.counts.get(name) ?? 0) + count);
    }
    if (this.counts.size > 20 * this.kept) this.prune(10 * this.kept);
  }

  /** The contributors that are kept, most first. */
  contributors(): Counted[] {
    this.prune(this.kept);
    return [...this.counts]
      .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
      .map(([name, count]) => {
        const [caller, resourceType, resource, eventName] = JSON.parse(name) as [string, string, string, string];
        return { caller, resourceType, resource, eventName, count };
      });
  }

  /** What is stored. */
  toJSON(): StoredSummary {
    const contributors = this.contributors().map((one) => [one.caller, one.resourceType, one.resource, one.eventName, one.count] as const);
    return { schemaVersion: '1', total: this.total, error: this.error, byType: Object.fromEntries([...this.byType].sort()), contributors };
  }

  /** Takes as much from all as the first one has that is too many: then it and all behind it are gone, and who is left lost no more than that. */
  private prune(most: number): void {
    if (this.counts.size <= most) return;
    const cut = [...this.counts.values()].sort((a, b) => b - a)[most] as number;
    this.counts = new Map([...this.counts].flatMap(([name, count]) => (count > cut ? [[name, count - cut] as const] : [])));
    this.error += cut;
  }
}

/** The summary that is stored under a key. */
export function summaryIn(body: Uint8Array, key: string): StoredSummary {
  try {
    const summary = JSON.parse(Buffer.from(body).toString('utf8')) as StoredSummary;
    if (summary.schemaVersion === '1') return summary;
  } catch {}
  throw new Error(`'${key}' is not the JSON that this handler wrote; restore its version before`);
}
