import { createHash } from 'node:crypto';
import { type Budget, GUARD_FOLDERS, GUARD_METRICS } from '../../lib/processing/data-event-guard.contract';
import type { ObjectStore } from '../shared/store';
import { type Keys, lastDay } from './hours';
import type { Counted, Summary } from './summary';

/** A declared number that is exceeded. */
export interface Excess {
  /** The type of the resources; `undefined` for all data events. */
  readonly resourceType?: string;
  readonly declared: number;
  readonly found: number;
}

/** What is told. */
export interface Notice {
  /** The same whenever it is told again. */
  readonly id: string;
  readonly at: string;
  readonly excesses: readonly Excess[];
  readonly total: number;
  /** How many events a contributor may have more than it says. */
  readonly error: number;
  /** Of the types that exceed; most first. */
  readonly contributors: readonly Counted[];
}

/** What the guard tells with. */
export interface Telling {
  readonly derived: ObjectStore;
  readonly keys: Keys;
  readonly budget: Budget;
  readonly now: Date;
  /** Publishes the metrics. */
  readonly count: (counts: Readonly<Record<string, number>>) => void;
  readonly send: (notice: Notice) => Promise<void>;
}

/**
 * Adds up the last 24 hours, and tells who causes the most if that is more than was declared: once a day, and again when it is twice, four times, eight times as much.
 *
 * The metrics are published first: the alarm goes off also where nobody can be told in words.
 */
export async function tell({ derived, keys, budget, now, count, send }: Telling): Promise<void> {
  const day = await lastDay(derived, keys, now.getTime());
  const excesses = excessesOf(day, budget);
  count({ [GUARD_METRICS.perDay]: day.total, [GUARD_METRICS.declared]: budget.total, [GUARD_METRICS.exceeded]: excesses.length });
  if (excesses.length === 0) return;
  const folder = `${GUARD_FOLDERS.told}day=${now.toISOString().slice(0, 10)}/`;
  const told = new Set<string>();
  for await (const key of keys(folder)) told.add(key);
  const unsaid = excesses.map((excess) => ({ excess, mark: `${folder}${markOf(excess)}` })).filter(({ mark }) => !told.has(mark));
  if (unsaid.length === 0) return;
  const [news, marks] = [unsaid.map(({ excess }) => excess), unsaid.map(({ mark }) => mark)];
  // First told, then marked: a failure in between tells it twice, and never not at all.
  await send(noticeOf(day, news, marks, now));
  for (const { excess, mark } of unsaid) await derived.create(mark, JSON.stringify({ ...excess, at: now.toISOString() }));
}

/** The declared numbers that are exceeded: that for all first. */
export function excessesOf({ total, byType }: Summary, budget: Budget): Excess[] {
  const all: Excess[] = [
    { declared: budget.total, found: total },
    ...Object.entries(budget.byType).map(([resourceType, declared]) => ({ resourceType, declared, found: byType.get(resourceType) ?? 0 })),
  ];
  return all.filter(({ declared, found }) => found > declared);
}

function noticeOf(day: Summary, excesses: readonly Excess[], marks: readonly string[], now: Date): Notice {
  const isAll = excesses.some(({ resourceType }) => resourceType === undefined);
  const contributors = day.contributors().filter(({ resourceType }) => isAll || excesses.some((one) => one.resourceType === resourceType));
  const id = createHash('sha256').update(marks.join()).digest('hex').slice(0, 32);
  return { id, at: now.toISOString(), excesses, total: day.total, error: day.error, contributors };
}

/** How often the declared number was doubled is in it. */
function markOf({ resourceType = 'all', declared, found }: Excess): string {
  return `${resourceType.replaceAll(':', '-')}-${declared}-${Math.floor(Math.log2(found / declared))}.json`;
}
