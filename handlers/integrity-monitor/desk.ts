import type { ObjectStore } from '../shared/store';
import { type State, stateKeyOf } from './state';

/** Longer than any invocation lasts: who put an outbox there before is gone. */
const ABANDONED = 20 * 60_000;

/** Publishes metrics at once. */
export type Count = (counts: Readonly<Record<string, number>>) => void;

/** The state of an account and Region, as this run has read or written it. */
export class Desk {
  /** @param etag `undefined` where the state is not stored yet */
  constructor(
    public state: State,
    private etag: string | undefined,
    private readonly store: ObjectStore,
    private readonly count: Count,
  ) {}

  /** Whether another run is at work on it. */
  isBusy(now: Date): boolean {
    const { outbox } = this.state;
    return outbox !== undefined && now.getTime() - Date.parse(outbox.at) < ABANDONED;
  }

  /** Stores a new state, unless somebody else has. */
  async save(state: State): Promise<boolean> {
    const [key, text] = [stateKeyOf(state.scope), JSON.stringify(state)];
    const saved = await (this.etag === undefined ? this.store.create(key, text) : this.store.replace(key, text, this.etag));
    if (!saved) return false;
    const stored = await this.store.get(key);
    // Somebody else may have gone on in the meantime.
    if (stored === undefined || Buffer.from(stored.body).toString('utf8') !== text) return false;
    this.etag = stored.etag;
    this.state = state;
    return true;
  }

  /** Writes what is in the outbox, and counts it. What is written already stays as it is: it is the same. */
  async deliver(): Promise<void> {
    const { objects = [], counts = {} } = this.state.outbox ?? {};
    for (const { key, body } of objects) await this.store.create(key, body);
    if (Object.keys(counts).length > 0) this.count(counts);
  }
}

/** The state that is stored under a key. */
export function stateIn(body: Uint8Array, key: string): State {
  try {
    const state = JSON.parse(Buffer.from(body).toString('utf8')) as State;
    if (state.schemaVersion === '1') return state;
  } catch {}
  throw new Error(`'${key}' is not the JSON that this handler wrote; restore its version before`);
}
