import { principalOf } from '../../lib/detection/hit';
import { type CloudTrailRecord, eventTimeOf, isReadOnly } from '../../lib/log-format/record';
import { outcomeOf } from './access';
import { textOf } from './json';
import { timeText } from './time';

/** All that a principal did, whatever the service. */
export interface PrincipalSummary {
  readonly type: string | null;
  /** Different events. */
  readonly events: number;
  /** Events with an error code, denied ones included. */
  readonly errors: number;
  readonly readOnly: number;
  /** How often each call was made, as `service:Call`; the most frequent first. */
  readonly actions: Readonly<Record<string, number>>;
  /** Those that ended with an error of any kind. */
  readonly failedActions: Readonly<Record<string, number>>;
  /** Those that were refused because of who asked. */
  readonly deniedActions: Readonly<Record<string, number>>;
  readonly regions: readonly string[];
  /** Different source addresses. */
  readonly ips: number;
  readonly first: string | null;
  readonly last: string | null;
}

interface Counted {
  type: string | null;
  events: number;
  errors: number;
  readOnly: number;
  readonly actions: Map<string, number>;
  readonly failed: Map<string, number>;
  readonly denied: Map<string, number>;
  readonly regions: Set<string>;
  readonly ips: Set<string>;
  first: string | null;
  last: string | null;
}

/** Adds up the events of all services by principal, each event once. Its memory grows with the number of events: about 100 bytes each. */
export class Principals {
  private readonly byName = new Map<string, Counted>();
  private readonly seen = new Set<string>();

  add(record: CloudTrailRecord): void {
    const id = textOf(record.eventID);
    if (id !== undefined && this.seen.has(id)) return;
    if (id !== undefined) this.seen.add(id);
    const name = principalOf(record.userIdentity) ?? '(none)';
    const counted = this.byName.get(name) ?? newCounted(textOf(record.userIdentity?.type) ?? null);
    this.byName.set(name, counted);
    count(counted, record);
  }

  /** By principal: who did most first. */
  all(): Record<string, PrincipalSummary> {
    const entries = [...this.byName].sort(([, one], [, other]) => other.events - one.events);
    return Object.fromEntries(
      entries.map(([name, { type, events, errors, readOnly, actions, failed, denied, regions, ips, first, last }]) => [
        name,
        {
          ...{ type, events, errors, readOnly, actions: mostFirst(actions) },
          ...{ failedActions: mostFirst(failed), deniedActions: mostFirst(denied) },
          ...{ regions: [...regions].sort(), ips: ips.size, first, last },
        },
      ]),
    );
  }
}

function newCounted(type: string | null): Counted {
  const none = { events: 0, errors: 0, readOnly: 0, first: null, last: null };
  return { type, ...none, actions: new Map(), failed: new Map(), denied: new Map(), regions: new Set(), ips: new Set() };
}

function count(counted: Counted, record: CloudTrailRecord): void {
  const action = `${(textOf(record.eventSource) ?? 'unknown').replace(/\.amazonaws\.com(?:\.cn)?$/, '')}:${textOf(record.eventName) ?? 'unknown'}`;
  counted.events++;
  if (textOf(record.errorCode) !== undefined) {
    counted.errors++;
    add(counted.failed, action);
  }
  if (isReadOnly(record)) counted.readOnly++;
  add(counted.actions, action);
  if (outcomeOf(record) === 'denied') add(counted.denied, action);
  const [region, ip] = [textOf(record.awsRegion), textOf(record.sourceIPAddress)];
  if (region !== undefined) counted.regions.add(region);
  if (ip !== undefined) counted.ips.add(ip);
  const time = eventTimeOf(record);
  if (time !== undefined) widen(counted, timeText(time));
}

function widen(counted: Counted, time: string): void {
  if (counted.first === null || time < counted.first) counted.first = time;
  if (counted.last === null || time > counted.last) counted.last = time;
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function mostFirst(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)));
}
