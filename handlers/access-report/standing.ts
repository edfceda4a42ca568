import { resourceGroupOf } from './resource';
import type { RollupRow } from './rollup';

const DAY = 24 * 60 * 60_000;

/** What one principal had to do with one bucket, function or table. */
export interface Relation {
  readonly principal: string;
  /** ARN of the bucket, function or table. */
  readonly group: string;
  /** Events that were not denied, one for each resource. */
  readonly events: number;
  /** Days, as `2026-11-25`. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** What is remarkable about a relation. */
export interface Standing extends Relation {
  /** `firstSeen`: there was none before these days; `unused`: there was access, and none in these days. */
  readonly flag: 'firstSeen' | 'unused';
}

/** Over which days relations are judged. */
export interface StandingPeriod {
  /** The first and last day that the logs tell of. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** An access is first seen if it began in the last so many days. */
  readonly firstSeenDays: number;
  /** An access is unused if there was none in the last so many days. */
  readonly unusedDays: number;
}

/** The relations in rolled up rows. What was only denied is no access, and makes none. */
export function relationsOf(rows: Iterable<RollupRow>): Relation[] {
  const relations = new Map<string, Relation>();
  for (const { principal, resource, counts, denied, day } of rows) {
    const events = Object.values(counts).reduce((sum, count) => sum + count, 0) - denied;
    if (events <= 0 || principal === null || resource === null) continue;
    const group = resourceGroupOf(resource);
    const key = JSON.stringify([principal, group]);
    const known = relations.get(key) ?? { principal, group, events: 0, firstDay: day, lastDay: day };
    const [firstDay = day, , lastDay = day] = [known.firstDay, day, known.lastDay].sort();
    relations.set(key, { ...known, events: known.events + events, firstDay, lastDay });
  }
  return [...relations.values()];
}

/**
 * The relations that are new, and those that are not used any more.
 *
 * Nothing is new where the logs do not go back further than the days in which it would be new: everything would be.
 */
export function standingsOf(relations: Iterable<Relation>, { firstDay, lastDay, firstSeenDays, unusedDays }: StandingPeriod): Standing[] {
  const newSince = dayBefore(lastDay, firstSeenDays - 1);
  const usedSince = dayBefore(lastDay, unusedDays - 1);
  return [...relations].flatMap((relation): Standing[] => {
    if (relation.lastDay < usedSince) return [{ ...relation, flag: 'unused' }];
    return relation.firstDay >= newSince && firstDay < newSince ? [{ ...relation, flag: 'firstSeen' }] : [];
  });
}

/** The day that is so many days before another one. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);
}
