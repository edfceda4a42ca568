import { costOf, totalOf } from '../../../lib/selection/cost';
import type { Prices } from '../../../lib/selection/prices';
import type { TrailCounts } from '../../../lib/selection/simulate-trail';

const MOST_RESOURCES = 20;

/** What one trail would log, and what that costs. */
export function trailReport({ trail, decisions, charged, resources }: TrailCounts, factor: number, prices: Prices) {
  const cost = costOf(charged, factor, prices);
  const rows = [...decisions].map(([{ logged, selector = null, field = null }, { events, reads }]) => ({
    ...{ logged, selector, field, events, reads, writes: events - reads, eventsPerMonth: events * factor },
  }));
  const sum = (logged: string) => rows.reduce((events, row) => events + (row.logged === logged ? row.events : 0), 0);
  rows.sort((one, other) => other.events - one.events);
  return {
    trail: trail.name,
    stack: trail.stack,
    logged: sum('yes'),
    notLogged: sum('no'),
    unknown: sum('unknown'),
    selectors: rows.filter(({ logged }) => logged === 'yes').map(({ logged: _, field: __, ...row }) => row),
    others: rows.filter(({ logged }) => logged !== 'yes'),
    resources: resources.top(MOST_RESOURCES).map(({ key, events, reads }) => ({
      ...{ resource: key, events, reads, writes: events - reads, eventsPerMonth: events * factor },
      costPerMonth: (events * factor * prices.per100000.data) / 100_000,
    })),
    cost,
    costPerMonth: totalOf(cost),
  };
}
