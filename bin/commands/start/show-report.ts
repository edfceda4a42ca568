import type { AccessRow, Principal } from '../../../handlers/access-report/core';
import { count, printable, table } from '../shared/terminal';

const most = 12;

/** The access report for a person: who did what how often, to which resources, and what was denied. */
export function showReport(rows: readonly AccessRow[]): string {
  if (rows.length === 0) return 'No event in these files read, wrote, deleted or invoked anything: a trail logs that only with data event selectors.';
  const byPrincipal = grouped(rows, ({ principal, access, outcome }) => [nameOf(principal), access, outcome]);
  const byResource = grouped(
    rows.flatMap(({ resources, access }) => resources.map((resource) => ({ resource, access }))),
    ({ resource, access }) => [resource, access],
  );
  const denied = rows.filter(({ outcome }) => outcome === 'denied').sort((one, other) => (one.eventTime < other.eventTime ? -1 : 1));
  return [
    counted('Who did what', ['principal', 'access', 'outcome'], byPrincipal),
    counted('Resources accessed most', ['resource', 'access'], byResource),
    section(
      `Denied: ${count(denied.length, 'attempt')}`,
      ['time', 'principal', 'call', 'resource', 'source IP'],
      denied.map(({ eventTime, principal, eventName, resources, sourceIPAddress = '' }) => [
        eventTime,
        nameOf(principal),
        eventName,
        resources[0] ?? '',
        sourceIPAddress,
      ]),
    ),
  ].join('\n\n');
}

/** The role rather than one of its sessions; a service, where there is nobody else. */
function nameOf({ sessionIssuer, arn, invokedBy, type, name, account, id }: Principal): string {
  return sessionIssuer ?? arn ?? invokedBy ?? [type, name ?? account ?? id].join(' ').trim();
}

function grouped<T>(items: readonly T[], cellsOf: (item: T) => string[]): (string | number)[][] {
  const groups = new Map<string, { cells: string[]; times: number }>();
  for (const item of items) {
    const cells = cellsOf(item);
    const group = groups.get(cells.join('\n')) ?? { cells, times: 0 };
    groups.set(cells.join('\n'), { ...group, times: group.times + 1 });
  }
  return [...groups.values()].sort((one, other) => other.times - one.times).map(({ cells, times }) => [...cells, times]);
}

function counted(title: string, columns: string[], rows: (string | number)[][]): string {
  return section(title, [...columns, 'events'], rows, ['events']);
}

function section(title: string, columns: string[], rows: (string | number)[][], numbers: string[] = []): string {
  const lines = [printable(title), ...(rows.length > 0 ? [table(columns, rows.slice(0, most), numbers)] : [])];
  return [...lines, ...(rows.length > most ? [`  … and ${count(rows.length - most, 'more row')}`.replace(/more rows?/, 'more')] : [])].join('\n');
}
