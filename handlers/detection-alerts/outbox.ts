import { randomUUID } from 'node:crypto';
import { ALERT_FOLDERS, ALERT_METRICS } from '../../lib/processing/detection-alerts.contract';
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
  /** Who is sending it, and until when nobody else does. */
  readonly sending?: { readonly by: string; readonly until: number };
  readonly alert: Alert;
}

/** What the outbox sends with. */
export interface Sending {
  /** ARNs. */
  readonly targets: readonly string[];
  readonly send: (target: string, alert: Alert) => Promise<void>;
  readonly ceiling: number;
  readonly now: () => number;
  /** How long somebody who is sending can be at work, in milliseconds: after that, it has died. */
  readonly longest: number;
  /** Waits until it is worth to look again whether another one has sent an alert, longer with each attempt. */
  readonly pause: (attempt: number) => Promise<void>;
  /** Called once for each attempt that failed. */
  readonly failed: (target: string, error: unknown) => void;
  /** Publishes how many alerts were sent or held back, right after that: another one may be the one that counts the log file. */
  readonly counted: (counts: Readonly<Record<string, number>>) => void;
}

const AT_ONCE = 4;

/** How often it is looked whether another one has sent an alert: for some seconds. */
const ATTEMPTS = 12;

/**
 * The alerts, as objects: an alert is there before it is sent, and says that it was sent after.
 *
 * Whoever finds one that was not sent sends it, unless somebody is sending it now: after a crash in between, it comes a second time with the same id.
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
  async dispatch(alerts: readonly Entry[]): Promise<void> {
    const pending = alerts.filter(({ status }) => status === 'pending');
    const isAdmitted = await this.admit(pending);
    const failures: unknown[] = [];
    let held = 0;
    await forEachOf(pending, AT_ONCE, async (entry) => {
      try {
        if (isAdmitted(entry)) await this.send(entry);
        else if (await this.hold(entry)) held++;
      } catch (error) {
        failures.push(error);
      }
    });
    if (held > 0) this.sending.counted({ [ALERT_METRICS.alertsHeldBack]: held });
    if (failures.length > 0) throw failures[0];
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

  /** `false` where another one has held it back. */
  private async hold({ alert: { id } }: Entry): Promise<boolean> {
    let isOurs = false;
    await amend<Entry>(this.store, keyOf(id), (current) => {
      isOurs = current.status === 'pending';
      return isOurs ? { ...current, status: 'held' } : undefined;
    });
    return isOurs;
  }

  /** Nothing where another one has sent it. */
  private async send({ alert: { id } }: Entry): Promise<void> {
    const entry = await this.takeOver(id);
    if (entry === undefined) return;
    const { targets, send, failed, now } = this.sending;
    const failures: unknown[] = [];
    for (const target of targets.filter((target) => !entry.sentTo.includes(target))) {
      try {
        await send(target, entry.alert);
      } catch (error) {
        failed(target, error);
        failures.push(error);
        continue;
      }
      await amend<Entry>(this.store, keyOf(id), (current) => ({ ...current, sentTo: [...new Set([...current.sentTo, target])] }));
    }
    const isSent = failures.length === 0;
    await amend<Entry>(this.store, keyOf(id), ({ sending: _, ...current }) =>
      isSent ? { ...current, status: 'sent', sentAt: new Date(now()).toISOString() } : current,
    );
    if (!isSent) throw failures[0];
    this.sending.counted({ [ALERT_METRICS.alertsSent]: 1 });
  }

  /**
   * Makes an alert ours to send; nothing where another one has sent it meanwhile.
   *
   * @throws where another one takes long: should that one have died, whoever asks has to come again
   */
  private async takeOver(id: string): Promise<Entry | undefined> {
    const { now, longest, pause } = this.sending;
    const by = randomUUID();
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const entry = await amend<Entry>(this.store, keyOf(id), (current) => {
        const isTaken = current.status !== 'pending' || (current.sending !== undefined && current.sending.until > now());
        return isTaken ? undefined : { ...current, sending: { by, until: now() + longest } };
      });
      if (entry.sending?.by === by) return entry;
      if (entry.status !== 'pending') return undefined;
      await pause(attempt);
    }
    throw new Error(`the alert '${id}' is being sent by another invocation, and was not yet sent; it is looked at again later`);
  }
}

function keyOf(id: string): string {
  return `${ALERT_FOLDERS.alerts}${id.slice(0, 2)}/${id}.json`;
}
