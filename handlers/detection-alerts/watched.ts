import type { Agenda } from './agenda';
import { amend, change, type Documents } from './documents';

/** A document that may have something to tell. */
export interface Watched {
  /** Whether the agenda has it, and its visit is still to come. */
  readonly listed: boolean;
}

/** What the documents of a kind have in common. */
export interface Kind<T extends Watched> {
  /** What one is before it exists. */
  readonly empty: T;
  /** Whether there is something to tell. */
  isDue(document: T): boolean;
  /** When the agenda should have it visited, for its name. */
  visitAt(document: string): number;
}

/**
 * Documents that are visited while they have something to tell.
 *
 * What is on the agenda is written there first, and then that it is: a crash in between leaves a visit too many, never one too few.
 */
export class WatchedDocuments<T extends Watched> {
  constructor(
    private readonly store: Documents,
    private readonly agenda: Agenda,
    private readonly kind: Kind<T>,
    private readonly now: () => number,
  ) {}

  /**
   * Changes a document, or makes it.
   *
   * @param decide gives what it is then; the same object, if nothing is new
   */
  change(document: string, decide: (current: T) => T): Promise<T> {
    return this.listing(document, (list) =>
      change<T>(this.store, document, this.kind.empty, async (current) => {
        const next = decide(current);
        const due = this.kind.isDue(next);
        // If nothing is new, this is a repetition: whoever began may have failed before it was on the agenda.
        if (due && (!current.listed || next === current)) await list();
        const listed = current.listed || due;
        return next === current && listed === current.listed ? undefined : { ...next, listed };
      }),
    );
  }

  /** What a document is now. */
  read(document: string): Promise<T> {
    return amend<T>(this.store, document, () => undefined);
  }

  /** Ends a visit: notes what was told. Where more has come since, there will be another one. */
  async visited(document: string, decide: (current: T) => T): Promise<void> {
    await this.listing(document, (list) =>
      amend<T>(this.store, document, async (current) => {
        const next = decide(current);
        const due = this.kind.isDue(next);
        if (due) await list();
        return next === current && due === current.listed ? undefined : { ...next, listed: due };
      }),
    );
  }

  private async listing(document: string, work: (list: () => Promise<void>) => Promise<T>): Promise<T> {
    let visitAt: number | undefined;
    const result = await work(async () => {
      visitAt = await this.agenda.add(document, Math.max(this.now(), this.kind.visitAt(document)));
    });
    // Whoever was so slow may have been overtaken by the visit.
    if (visitAt !== undefined && this.now() >= visitAt) await this.agenda.add(document, this.now());
    return result;
  }
}
