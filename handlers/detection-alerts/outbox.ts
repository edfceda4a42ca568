import { ALERT_FOLDERS } from '../../lib/processing/detection-alerts.contract';
import { forEachOf } from '../shared/retry';
import type { Alert } from './alert';
import { amend, change, type Documents } from './documents';
import { admit, documentOf, type Hour, hourOf } from './hours';
import type { WatchedDocuments } from './watched';

/** An alert, and how far it has come. */
export interface Entry {
  readonly status: 'pending' | 'sent' | 'held';
  /** Whose ceiling it counts to: that of when it was made. */
  readonly hour: string;
  /** The targets that have it. */
  readonly sentTo: readonly string[];
  readonly sentAt?: string;
  readonly alert: Alert;
}

/** What the outbox sends with. */
export interface Sending {
  /** ARNs. */
  readonly targets: readonly string[];
  readonly send: (target: string, alert: Alert) => Promise<void>;
  readonly ceiling: number;
  readonly now: () => number;
  /** Called once for each attempt that failed. */
  readonly failed: (target: string, error: unknown) => void;
}

/** How many alerts were sent and held back by this call. */
export interface Dispatched {
  readonly sent: number;
  readonly held: number;
}

const AT_ONCE = 4;

/**
 * The alerts, as objects: an alert is there before it is sent, and says that it was sent after.
 *
 * Whoever finds one that was not sent sends it: after a crash in between, it comes a second time with the same id.
 */
export class Outbox {
  constructor(
    private readonly store: Documents,
    private readonly hours: WatchedDocuments<Hour>,
    private readonly sending: Sending,
  ) {}

  /** Puts an alert in, unless one with its id is there, and gives the one that is. */
  async put(alert: Alert): Promise<Entry> {
    const entry: Entry = { status: 'pending', hour: hourOf(this.sending.now()), sentTo: [], alert };
    return change<Entry>(this.store, keyOf(alert.id), entry, () => undefined);
  }

  /**
   * Sends what is in the outbox and was not sent, or holds it back.
   *
   * @param alerts entries that `put()` gave; what tells of held back alerts is not held back itself
   * @throws the first failure, after all have been tried
   */
  async dispatch(alerts: readonly Entry[]): Promise<Dispatched> {
    const pending = alerts.filter(({ status }) => status === 'pending');
    const isAdmitted = await this.admit(pending);
    const failures: unknown[] = [];
    const counts = { sent: 0, held: 0 };
    await forEachOf(pending, AT_ONCE, async (entry) => {
      try {
        if (!isAdmitted(entry)) {
          await amend<Entry>(this.store, keyOf(entry.alert.id), (current) => ({ ...current, status: 'held' }));
          counts.held++;
        } else {
          await this.send(entry);
          counts.sent++;
        }
      } catch (error) {
        failures.push(error);
      }
    });
    if (failures.length > 0) throw failures[0];
    return counts;
  }

  private async admit(pending: readonly Entry[]): Promise<(entry: Entry) => boolean> {
    const admitted = new Set<string>();
    for (const hour of new Set(pending.map(({ hour }) => hour))) {
      const wanted = pending.flatMap(({ alert, hour: own }) => (own === hour && alert.kind !== 'heldBack' ? { id: alert.id, rule: alert.rule } : []));
      if (wanted.length === 0) continue;
      const { sent } = await this.hours.change(documentOf(hour), (current) => admit(current, wanted, this.sending.ceiling));
      for (const id of sent) admitted.add(id);
    }
    return ({ alert }) => alert.kind === 'heldBack' || admitted.has(alert.id);
  }

  private async send({ alert, sentTo }: Entry): Promise<void> {
    const { targets, send, failed, now } = this.sending;
    const failures: unknown[] = [];
    for (const target of targets.filter((target) => !sentTo.includes(target))) {
      try {
        await send(target, alert);
      } catch (error) {
        failed(target, error);
        failures.push(error);
        continue;
      }
      await amend<Entry>(this.store, keyOf(alert.id), (current) => ({ ...current, sentTo: [...new Set([...current.sentTo, target])] }));
    }
    if (failures.length > 0) throw failures[0];
    await amend<Entry>(this.store, keyOf(alert.id), (current) => ({ ...current, status: 'sent', sentAt: new Date(now()).toISOString() }));
  }
}

function keyOf(id: string): string {
  return `${ALERT_FOLDERS.alerts}${id.slice(0, 2)}/${id}.json`;
}
