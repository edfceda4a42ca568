import { ALERT_FOLDERS, FLUSH_MINUTES } from '../../lib/processing/detection-alerts.contract';
import { amend, change, type Documents } from './documents';

/** What is to be looked at in the minutes from its time on. Nothing is added once it is closed. */
interface Slot {
  readonly closed: boolean;
  readonly visits: readonly string[];
}

/** The first slot that was not visited yet. */
interface Cursor {
  readonly next: number;
}

const SLOT = FLUSH_MINUTES * 60_000;
const CURSOR = `${ALERT_FOLDERS.agenda}cursor.json`;

/**
 * The documents that are to be looked at again, by the time.
 *
 * Whatever is added is visited at least once after that: a slot is closed before its visits, and who finds it closed takes the next one.
 */
export class Agenda {
  constructor(
    private readonly store: Documents,
    private readonly now: () => number,
  ) {}

  /**
   * Has a document visited.
   *
   * @param at not before this time
   * @returns when it may be visited
   */
  async add(document: string, at: number): Promise<number> {
    // Slots before the cursor are never visited: it has to be there before the first slot is.
    await this.store.create(CURSOR, JSON.stringify({ next: slotOf(this.now()) } satisfies Cursor));
    for (let slot = Math.ceil(at / SLOT); ; slot++) {
      const { closed } = await change<Slot>(this.store, keyOf(slot), { closed: false, visits: [] }, ({ closed, visits }) =>
        closed || visits.includes(document) ? undefined : { closed, visits: [...visits, document] },
      );
      if (!closed) return slot * SLOT;
    }
  }

  /**
   * Visits all that is due, in the order of the time. A document whose visit fails is visited again with the next slot.
   *
   * @returns why visits failed
   */
  async visitDue(visit: (document: string) => Promise<void>): Promise<unknown[]> {
    const failures: unknown[] = [];
    const first: Cursor = { next: slotOf(this.now()) };
    if (await this.store.create(CURSOR, JSON.stringify(first))) return failures;
    for (let { next } = await amend<Cursor>(this.store, CURSOR, () => undefined); next * SLOT <= this.now(); next++) {
      const { visits } = await change<Slot>(this.store, keyOf(next), { closed: true, visits: [] }, (slot) =>
        slot.closed ? undefined : { ...slot, closed: true },
      );
      for (const document of visits) {
        try {
          await visit(document);
        } catch (error) {
          failures.push(error);
          await this.add(document, this.now());
        }
      }
      await amend<Cursor>(this.store, CURSOR, (cursor) => (cursor.next > next ? undefined : { next: next + 1 }));
    }
    return failures;
  }
}

function slotOf(time: number): number {
  return Math.floor(time / SLOT);
}

function keyOf(slot: number): string {
  return `${ALERT_FOLDERS.agenda}${new Date(slot * SLOT).toISOString().slice(0, 16).replace(':', '')}.json`;
}
