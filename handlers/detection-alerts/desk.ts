import { forEachOf } from '../shared/retry';
import { Agenda } from './agenda';
import { alertOf } from './alert';
import { alertId, type Group } from './core';
import type { Documents } from './documents';
import { type GroupState, groupsKind, join, toldOf, untoldOf } from './groups';
import { HOURS, type Hour, heldBackAlert, isHour } from './hours';
import { type Entry, Outbox, type Sending } from './outbox';
import { WatchedDocuments } from './watched';

/** How findings become alerts. */
export interface DeskOptions extends Sending {
  /** How long findings are put together, in milliseconds. */
  readonly window: number;
  /** Where alerts are kept, for people: `s3://bucket/prefix`. */
  readonly keptIn: string;
}

const AT_ONCE = 4;

/**
 * Sends the first finding of each group at once, and what follows it when the window is over.
 *
 * All that it knows is in the derived bucket; whatever it does can be done again, also at the same time by others.
 */
export class AlertDesk {
  private readonly agenda: Agenda;
  private readonly groups: WatchedDocuments<GroupState>;
  private readonly hours: WatchedDocuments<Hour>;
  private readonly outbox: Outbox;

  constructor(
    store: Documents,
    private readonly options: DeskOptions,
  ) {
    const { now, window } = options;
    this.agenda = new Agenda(store, now);
    this.groups = new WatchedDocuments(store, this.agenda, groupsKind(window, now), now);
    this.hours = new WatchedDocuments(store, this.agenda, HOURS, now);
    this.outbox = new Outbox(store, this.hours, options);
  }

  /**
   * Takes the findings of a log file in, and sends what is the first of its group.
   *
   * @returns how many findings an alert before them announced
   */
  async take(file: string, groups: readonly Group[]): Promise<number> {
    const entries: Entry[] = [];
    await forEachOf(groups, AT_ONCE, async ({ document, findings }) => {
      const [first] = findings;
      const { opener } = await this.groups.change(document, (group) => join(group, file, findings));
      if (!first || opener !== file) return;
      entries.push(await this.outbox.put(alertOf(first, { id: alertId(document, 0), kind: 'finding', count: findings.length })));
    });
    await this.outbox.dispatch(entries);
    return groups.reduce((sum, { findings }) => sum + findings.length, 0) - entries.length;
  }

  /**
   * Sends what is due.
   *
   * @returns why something was not sent: that comes again
   */
  flush(): Promise<readonly unknown[]> {
    return this.agenda.visitDue((document) => (isHour(document) ? this.visitHour(document) : this.visitGroup(document)));
  }

  private async visitGroup(document: string): Promise<void> {
    const group = await this.groups.read(document);
    const number = group.followUps + 1;
    const [count, finding] = [untoldOf(group), group.latest];
    if (count === 0 || !finding) return this.nothingDue(this.groups, document);
    const alert = alertOf(finding, { id: alertId(document, number), kind: 'more', count });
    return this.tell(alert, (told) => this.groups.visited(document, (current) => toldOf(current, told, number)));
  }

  private async visitHour(document: string): Promise<void> {
    const hour = await this.hours.read(document);
    if (!HOURS.isDue(hour)) return this.nothingDue(this.hours, document);
    const number = hour.reports + 1;
    const alert = heldBackAlert(document, hour, { id: alertId(document, number), keptIn: this.options.keptIn });
    return this.tell(alert, (count) =>
      this.hours.visited(document, (current) => (current.reports >= number ? current : { ...current, told: current.told + count, reports: number })),
    );
  }

  /** What an interrupted visit had said counts: that may be less than there is now. */
  private async tell(alert: Entry['alert'], visited: (count: number) => Promise<void>): Promise<void> {
    const entry = await this.outbox.put(alert);
    await this.outbox.dispatch([entry]);
    await visited(entry.alert.count);
  }

  private async nothingDue(documents: WatchedDocuments<GroupState> | WatchedDocuments<Hour>, document: string): Promise<void> {
    await (documents as WatchedDocuments<Hour>).visited(document, (current) => current);
  }
}
