import { printable } from '../shared/terminal';
import type { Report } from './report';
import { filesInWords } from './text-logs';
import { amount, money, perMonth, section } from './text-parts';

const CHARGES: Readonly<Record<string, string>> = {
  managementFirstCopy: 'management, first copy',
  managementFurtherCopies: 'management, further copies',
  data: 'data',
  networkActivity: 'network activity',
  insightsManagement: 'Insights on management events',
  insightsData: 'Insights on data events',
};
const MOST_ROWS = 10;

/** A report for a person. */
export function reportInWords(report: Report): string {
  return [filesInWords(report), trails(report), costs(report), dropped(report), contributors(report), loops(report), advice(report)].join('\n\n');
}

function trails({ trails, month }: Report): string {
  const rows = trails.flatMap(({ trail, selectors, unknown, notLogged, resources }) => [
    ...selectors.map(({ selector, events, reads, writes, eventsPerMonth }) => [
      trail,
      selector === null ? 'default' : `selector ${selector + 1}`,
      ...[amount(events), amount(reads), amount(writes), perMonth(eventsPerMonth, month.factor)],
    ]),
    ...resources
      .slice(0, MOST_ROWS)
      .map(({ resource, events, reads, writes, eventsPerMonth }) => [
        trail,
        `  ${resource}`,
        ...[amount(events), amount(reads), amount(writes), perMonth(eventsPerMonth, month.factor)],
      ]),
    ...(unknown > 0 ? [[trail, 'perhaps', amount(unknown), '', '', '']] : []),
    [trail, 'does not log', amount(notLogged), '', '', ''],
  ]);
  return section('What each trail logs, by selector and by resource', ['trail', 'by', 'events', 'reads', 'writes', 'per month'], rows, 2);
}

function costs({ trails, prices, costPerMonth, month }: Report): string {
  const rows = trails.flatMap(({ trail, cost }) =>
    cost.map(({ charge, eventsPerMonth, pricePer100000, costPerMonth: ofLine }) => [
      trail,
      CHARGES[charge] ?? charge,
      perMonth(eventsPerMonth, month.factor),
      String(pricePer100000),
      money(ofLine, month.factor),
    ]),
  );
  const total = `Together ${money(costPerMonth, month.factor)} ${prices.currency} per month, if no other trail logs management events in these accounts and Regions.`;
  return [
    section(
      `Cost in a month (prices of ${prices.region}, looked up ${prices.asOf}; --prices gives others)`,
      ['trail', 'events', 'per month', 'per 100,000', prices.currency],
      rows,
      2,
    ),
    printable(total),
  ].join('\n');
}

function dropped({ dropped: { events, calls, principals }, trails }: Report): string {
  if (events === 0) return 'Every event is logged by at least one trail, or may be.';
  const why = trails.flatMap(({ trail, others }) =>
    others
      .slice(0, 5)
      .map(({ selector, field, logged, events: ofRow }) => [
        trail,
        logged === 'no' ? 'not logged' : 'perhaps',
        selector === null ? '' : `selector ${selector + 1}`,
        field ?? '',
        amount(ofRow),
      ]),
  );
  return [
    section(
      `Not logged by any trail: ${amount(events)} events`,
      ['call', 'resource', 'events', 'reads', 'writes'],
      calls
        .slice(0, MOST_ROWS)
        .map(({ call, resource, events: ofCall, reads, writes }) => [call, resource ?? '', amount(ofCall), amount(reads), amount(writes)]),
      2,
    ),
    section(
      '… called by',
      ['principal', 'events'],
      principals.slice(0, MOST_ROWS).map(({ principal, events: ofOne }) => [principal, amount(ofOne)]),
      1,
    ),
    section('… left out by, in each trail', ['trail', 'is', 'closest selector', 'field', 'events'], why, 4),
  ].join('\n\n');
}

function contributors({ contributors: rows, month, prices }: Report): string {
  return section(
    'What costs most',
    ['call', 'resource', 'principal', 'events', 'per month', prices.currency],
    rows
      .slice(0, MOST_ROWS)
      .map(({ call, resource, principal = '', events, eventsPerMonth, costPerMonth }) => [
        call,
        resource ?? '',
        principal,
        ...[amount(events), perMonth(eventsPerMonth, month.factor), money(costPerMonth, month.factor)],
      ]),
    3,
  );
}

function loops({ loops: rows, month }: Report): string {
  if (rows.length === 0) return 'Loops: no trail logs its own deliveries, nor those of another trail.';
  return [
    section(
      'Loops: each delivery is an event, which is delivered again',
      ['trail', 'bucket', 'in the logs', 'per month', 'by its selectors'],
      rows.map(({ trail, bucket, events, eventsPerMonth, declared }) => [
        trail,
        bucket,
        amount(events),
        perMonth(eventsPerMonth, month.factor),
        declared,
      ]),
      2,
      2,
    ),
  ].join('\n');
}

function advice({ advice: rows, month, prices }: Report): string {
  if (rows.length === 0) return 'Advice: nothing stands out that could be aggregated, narrowed or excluded.';
  return [
    'Advice',
    ...rows.slice(0, MOST_ROWS).map(({ kind, trail, what, gives, eventsPerMonth, savedPerMonth }) => {
      const saved =
        kind === 'aggregate'
          ? `spares your queries ${perMonth(eventsPerMonth, month.factor)} events`
          : `saves ${money(savedPerMonth, month.factor)} ${prices.currency} and ${perMonth(eventsPerMonth, month.factor)} events`;
      return printable(`  ${kind} ${what} (trail ${trail}): ${saved} per month; gives up ${gives}`);
    }),
  ].join('\n');
}
