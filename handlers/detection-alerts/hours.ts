import { ALERT_FOLDERS } from '../../lib/processing/detection-alerts.contract';
import type { HeldBackAlert } from './alert';
import type { Kind, Watched } from './watched';

/** What was sent and held back of the alerts of an hour. */
export interface Hour extends Watched {
  /** Ids of alerts, up to the ceiling. */
  readonly sent: readonly string[];
  /** The rule of each alert that was held back, by its id. */
  readonly held: Readonly<Record<string, string>>;
  /** How many in `held` were told, from the first on. */
  readonly told: number;
  readonly reports: number;
}

/** An alert that wants to be sent. */
export interface Wanted {
  readonly id: string;
  readonly rule: string;
}

const HOUR = 3_600_000;
const MOST_RULES = 50;

/** The hour of a time in UTC, `2026-11-25T21`. */
export function hourOf(time: number): string {
  return new Date(time).toISOString().slice(0, 13);
}

/** The document of an hour. */
export function documentOf(hour: string): string {
  return `${ALERT_FOLDERS.hours}${hour}.json`;
}

/** Whether a document is one of an hour. */
export function isHour(document: string): boolean {
  return document.startsWith(ALERT_FOLDERS.hours);
}

/** What is held back is told once, after the hour. */
export const HOURS: Kind<Hour> = {
  empty: { sent: [], held: {}, told: 0, reports: 0, listed: false },
  isDue: ({ held, told }) => Object.keys(held).length > told,
  visitAt: (document) => Date.parse(`${hourIn(document)}:00:00Z`) + HOUR,
};

/** An hour with further alerts, of which as many are sent as the ceiling allows. What was decided stays. */
export function admit(hour: Hour, wanted: readonly Wanted[], ceiling: number): Hour {
  const fresh = wanted.filter(({ id }) => !hour.sent.includes(id) && !(id in hour.held));
  if (fresh.length === 0) return hour;
  const room = Math.max(0, ceiling - hour.sent.length);
  return {
    ...hour,
    sent: [...hour.sent, ...fresh.slice(0, room).map(({ id }) => id)],
    held: { ...hour.held, ...Object.fromEntries(fresh.slice(room).map(({ id, rule }) => [id, rule])) },
  };
}

/** What is told of an hour with something to tell. */
export function heldBackAlert(document: string, { held, told }: Hour, details: Pick<HeldBackAlert, 'id' | 'keptIn'>): HeldBackAlert {
  const counts = new Map<string, number>();
  const untold = Object.values(held).slice(told);
  for (const rule of untold) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rules = [...counts].map(([rule, count]) => ({ rule, count })).sort((one, other) => other.count - one.count);
  return {
    ...{ schemaVersion: '1', ...details, kind: 'heldBack', hour: hourIn(document), severity: 'high', count: untold.length },
    rules: rules.slice(0, MOST_RULES),
    otherRules: Math.max(0, rules.length - MOST_RULES),
  };
}

function hourIn(document: string): string {
  return document.slice(ALERT_FOLDERS.hours.length).replace('.json', '');
}
