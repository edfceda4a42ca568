import { LEVELS, type Level } from '../../../lib/detection/rule';
import { RecentEvents } from '../../../lib/selection/simulate-seen';
import type { Found } from './search';

/** The findings of one rule about one principal. */
export interface MergedFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Level;
  readonly principal: string | null;
  /** Different events. */
  events: number;
  first: string | null;
  last: string | null;
  readonly places: Set<string>;
}

/** Puts findings together by rule and principal. An event that was delivered several times, by its eventID and account, counts once. */
export class MergedFindings {
  /** Findings about an event that the same rule had found before. */
  repeated = 0;
  private readonly groups = new Map<string, MergedFinding>();
  private readonly seen = new RecentEvents();

  add({ rule, title, severity, principal, eventID, eventTime, account, region }: Found): void {
    if (eventID !== null && this.seen.add(`${rule} ${eventID}`, account ?? '')) {
      this.repeated++;
      return;
    }
    const key = JSON.stringify([rule, principal]);
    const group = this.groups.get(key) ?? { rule, title, severity, principal, events: 0, first: null, last: null, places: new Set() };
    this.groups.set(key, group);
    group.events++;
    group.places.add(`${account ?? '?'} ${region ?? '?'}`);
    if (eventTime === null) return;
    if (group.first === null || eventTime < group.first) group.first = eventTime;
    if (group.last === null || eventTime > group.last) group.last = eventTime;
  }

  /** By rule: the worst first, then those with the most events. */
  byRule(): MergedFinding[][] {
    const rules = new Map<string, MergedFinding[]>();
    for (const group of this.groups.values()) rules.set(group.rule, [...(rules.get(group.rule) ?? []), group]);
    const events = (group: readonly MergedFinding[]) => group.reduce((sum, { events }) => sum + events, 0);
    const level = ([first]: readonly MergedFinding[]) => LEVELS.indexOf(first?.severity ?? 'informational');
    return [...rules.values()]
      .map((group) => group.sort((one, other) => other.events - one.events))
      .sort((one, other) => level(other) - level(one) || events(other) - events(one));
  }
}
