import { HOURS_PER_MONTH, hoursBetween, monthsFactor } from '../../../lib/selection/cost';
import type { Prices } from '../../../lib/selection/prices';
import type { Simulation } from '../../../lib/selection/simulate';
import { adviceOf } from '../../../lib/selection/simulate-advice';
import { REMEMBERED_EVENTS } from '../../../lib/selection/simulate-seen';
import type { Count } from '../../../lib/selection/simulate-tally';
import type { FilesRead } from './process';
import { trailReport } from './report-trail';

const MOST_ROWS = 20;

/** What a report is made of. */
export interface Simulated {
  readonly simulation: Simulation;
  readonly files: FilesRead;
  readonly prices: Prices;
  readonly source: string;
  /** A value for people, such as the name of a bucket that is known at the deployment only. */
  readonly display: (value: string) => string;
}

export type Report = ReturnType<typeof reportOf>;

/** Everything that a simulation found, as `--json` prints it. */
export function reportOf({ simulation, files, prices, source, display }: Simulated) {
  const { from, to, dropped } = simulation;
  // Where no event tells its time there is nothing to extrapolate from.
  const factor = monthsFactor(from, to) ?? 0;
  const trails = simulation.trails.map((counts) => trailReport(counts, factor, prices));
  return {
    schemaVersion: '1',
    logs: {
      ...logsReport(simulation, files, source),
      from: from === undefined ? null : new Date(from).toISOString(),
      to: to === undefined ? null : new Date(to).toISOString(),
      hours: from === undefined || to === undefined ? null : hoursBetween(from, to),
      hoursWithEvents: simulation.hoursWithEvents,
    },
    month: { hours: HOURS_PER_MONTH, factor },
    prices,
    costPerMonth: trails.reduce((sum, trail) => sum + trail.costPerMonth, 0),
    trails,
    dropped: {
      events: dropped.events,
      reads: dropped.reads,
      calls: dropped.calls.top(MOST_ROWS).map(({ key, ...count }) => ({ ...parts(key), ...counts(count) })),
      principals: dropped.principals.top(MOST_ROWS).map(({ key, ...count }) => ({ principal: key, ...counts(count) })),
    },
    undecided: simulation.undecided,
    contributors: contributorsOf(simulation, factor, prices),
    loops: simulation.loops.of(simulation.trails.map(({ trail }) => trail)).map(({ trail, bucket, events, declared }) => ({
      ...{ trail: trail.name, stack: trail.stack, bucket: display(bucket), events, declared, eventsPerMonth: events * factor },
    })),
    advice: adviceOf(simulation, factor, prices)
      .slice(0, MOST_ROWS)
      .map(({ trail, what, ...advice }) => ({ trail: trail.name, stack: trail.stack, what: display(what), ...advice })),
  };
}

function logsReport(simulation: Simulation, files: FilesRead, source: string) {
  const { events, duplicates, unreadable, notSelectable, accounts, trailAccounts } = simulation;
  const foreign = accounts.top(MOST_ROWS).filter(({ key }) => trailAccounts.size > 0 && !trailAccounts.has(key));
  return {
    source,
    files: files.files,
    bytes: files.bytes,
    failed: files.failed,
    failures: files.failures,
    passedOver: Object.fromEntries(files.passedOver),
    records: files.records,
    ...{ events, duplicates, unreadable, notSelectable },
    duplicatesWithin: REMEMBERED_EVENTS,
    accounts: accounts.top(MOST_ROWS).map(({ key, events: ofAccount }) => ({ account: key, events: ofAccount })),
    accountsWithoutTrail: foreign.map(({ key }) => key),
  };
}

/** What costs most, over all charges. */
function contributorsOf({ paid }: Simulation, factor: number, { per100000 }: Prices) {
  const all = [...paid].flatMap(([charge, tally]) =>
    tally.top(MOST_ROWS).map(({ key, ...count }) => ({
      charge,
      ...parts(key),
      ...counts(count),
      eventsPerMonth: count.events * factor,
      costPerMonth: (count.events * factor * per100000[charge]) / 100_000,
    })),
  );
  return all.sort((one, other) => other.costPerMonth - one.costPerMonth || other.events - one.events).slice(0, MOST_ROWS);
}

function parts(key: string) {
  const [call = '', resource = '', principal] = key.split('\n');
  return { call, resource: resource === '' ? null : resource, ...(principal !== undefined && { principal }) };
}

function counts({ events, reads }: Omit<Count, 'key'>) {
  return { events, reads, writes: events - reads };
}
