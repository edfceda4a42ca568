import { ACTIONS, type RollupRow } from '../../../handlers/access-report/core';
import { count, printable, table } from '../shared/terminal';
import { BECAME } from './inputs';
import { type AccessReport, totalOf } from './report';

const MOST_ROWS = 1000;

/** The report for a terminal: rows, and what they rest on. */
export function* text(report: AccessReport): Generator<string> {
  yield report.request.rollup ? rollupTable(report) : rowTable(report);
  const parts = [standingsInWords(report), principalsInWords(report), policiesInWords(report), summaryInWords(report)];
  for (const part of parts.filter((words) => words !== '')) yield `\n${part}`;
}

function rowTable({ all, entries }: AccessReport): string {
  const rows: string[][] = [];
  for (const { entry, actor } of all()) {
    if (rows.length === MOST_ROWS) break;
    const { eventTime, action, denied, resource, principal, person, sourceIp, copies } = entry;
    const who = person === null ? (actor.session ?? principal ?? '?') : `${person} (${lastOf(principal)})`;
    rows.push([eventTime, denied ? `${action}: DENIED` : action, resource ?? '?', who, sourceIp ?? '?', String(copies)]);
  }
  const left = entries - rows.length;
  return [
    table(['time', 'action', 'resource', 'who', 'source', 'copies'], rows, ['copies']),
    ...(left > 0 ? [`  and ${count(left, 'more row')}: --format csv and json have all, --rollup adds them up`] : []),
  ].join('\n');
}

function rollupTable({ rollup }: AccessReport): string {
  const used = ACTIONS.filter((action) => rollup.some(({ counts }) => counts[action]));
  const rows = rollup.slice(0, MOST_ROWS).map((row) => rollupCells(row, used));
  const left = rollup.length - rows.length;
  return [
    table(['day', 'resource', 'who', ...used, 'denied', 'sources'], rows, [...used, 'denied', 'sources']),
    ...(left > 0 ? [`  and ${count(left, 'more row')}: --format csv and json have all`] : []),
  ].join('\n');
}

function rollupCells(
  { day, resource, principal, person, counts, denied, sourceIps, moreSourceIps }: RollupRow,
  used: readonly (keyof RollupRow['counts'])[],
) {
  const who = person === null ? (principal ?? '?') : `${person} (${lastOf(principal)})`;
  const sources = `${sourceIps.length}${moreSourceIps ? '+' : ''}`;
  return [day, resource ?? '?', who, ...used.map((action) => String(counts[action] ?? 0)), String(denied), sources];
}

function standingsInWords({ standings, request }: AccessReport): string {
  const words = standings.map(({ flag, principal, group, firstDay, lastDay, events }) => {
    const when = flag === 'firstSeen' ? `first seen ${firstDay}` : `unused since ${lastDay}`;
    return printable(`  ${when}: ${principal} on ${group} (${accesses(events)})`);
  });
  if (words.length === 0) return '';
  return [`First seen in the last ${count(request.firstSeenDays, 'day')}, or unused for ${count(request.unusedDays, 'day')}:`, ...words].join('\n');
}

function principalsInWords({ principals }: AccessReport): string {
  if (!principals) return '';
  const rows = Object.entries(principals).map(([name, { events, errors, readOnly, first, last, ips }]) =>
    [name, events, errors, readOnly, ips, first ?? '?', last ?? '?'].map(String),
  );
  const numbers = ['events', 'errors', 'read only', 'sources'];
  return ['All that each principal did, whatever the service:', table(['principal', ...numbers, 'first', 'last'], rows, numbers)].join('\n');
}

function policiesInWords({ policies, logs }: AccessReport): string {
  if (!policies) return '';
  return [
    'SUGGESTED policies. They allow what was done, and nothing else: what somebody needs and did not do in the period is missing.',
    `The logs tell of ${logs.first ?? '?'} to ${logs.last ?? '?'}.`,
    ...policies.map(({ principal, policy, events, first, last, notCovered }) =>
      [
        printable(`${principal}: ${count(events, 'event')} from ${first} to ${last}`),
        ...(notCovered.length > 0 ? [printable(`  NOT COVERED: ${notCovered.join(', ')}`)] : []),
        printableLines(JSON.stringify(policy, undefined, 2)),
      ].join('\n'),
    ),
  ].join('\n');
}

function summaryInWords({ events, entries, denied, counts, inputs, logs, blindSpots }: AccessReport): string {
  const { files, failed, records, recordsRead, passedOver } = inputs;
  const actions = ACTIONS.filter((action) => counts[action] > 0).map((action) => `${counts[action].toLocaleString('en-US')} ${action}`);
  return [
    `${accesses(totalOf(counts))} in ${count(events, 'event')} (${actions.join(', ') || 'none'}), ${denied.toLocaleString('en-US')} of them denied; ${count(entries, 'row')}.`,
    `${count(files.length, 'log file')} with ${count(recordsRead, 'record')}, of ${logs.first ?? '?'} to ${logs.last ?? '?'}:`,
    ...Object.entries(records).map(([became, number]) => `  ${number.toLocaleString('en-US').padStart(9)}  ${BECAME[became as keyof typeof BECAME]}`),
    ...(failed.length > 0 ? [`  LEFT OUT ${count(failed.length, 'file')} that cannot be read.`] : []),
    ...Object.entries(passedOver).map(([reason, number]) => `  passed over ${count(number, 'file')}: ${reason}`),
    `Blind spots: ${blindSpots.map(({ title }) => title.toLowerCase()).join('; ')}. --format html and json say more.`,
  ].join('\n');
}

function lastOf(principal: string | null): string {
  return principal === null ? '?' : principal.slice(principal.lastIndexOf('/') + 1);
}

function printableLines(lines: string): string {
  return lines
    .split('\n')
    .map((line) => `  ${printable(line)}`)
    .join('\n');
}

function accesses(number: number): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? 'access' : 'accesses'}`;
}
