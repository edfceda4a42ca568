import { count, printable, table } from '../shared/terminal';
import type { LoadedRules } from './load-rules';
import type { MergedFinding, MergedFindings } from './merge';
import type { Found, Searched } from './search';

const MOST_PRINCIPALS = 20;
const MOST_PLACES = 3;

/** One finding, a line. */
export function foundInWords({ severity, eventTime, eventName, principal, account, region, title, file, index }: Found): string {
  const parts = [severity.padEnd(13), eventTime ?? '?', eventName ?? '?', principal ?? '?', account ?? '?', region ?? '?', title, `${file}#${index}`];
  return printable(parts.join('  '));
}

/** The findings by rule and principal. */
export function mergedInWords(merged: MergedFindings): string {
  return merged.byRule().map(ruleInWords).join('\n\n');
}

function ruleInWords(groups: readonly MergedFinding[]): string {
  const [{ severity, title, rule }] = groups as [MergedFinding];
  const rows = groups
    .slice(0, MOST_PRINCIPALS)
    .map(({ principal, events, first, last, places }) => [
      events.toLocaleString('en-US'),
      principal ?? '?',
      first ?? '?',
      last ?? '?',
      placesInWords(places),
    ]);
  const left = groups.length - rows.length;
  return [
    printable(`${severity}: ${title} (${rule})`),
    table(['events', 'principal', 'first', 'last', 'account and Region'], rows, ['events']),
    ...(left > 0 ? [`  and ${count(left, 'more principal')}: --no-merge and --json have all`] : []),
  ].join('\n');
}

function placesInWords(places: ReadonlySet<string>): string {
  const more = places.size - MOST_PLACES;
  return [...places].slice(0, MOST_PLACES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What was looked at, and what was not. */
export function summaryInWords({ loaded, refused, others }: LoadedRules, searched: Searched, repeated: number): string {
  const { files, records, findings, failed, unreadable, passedOver } = searched;
  return [
    `${count(loaded.length, 'rule')}, ${count(files, 'log file')} with ${count(records, 'record')}: ${count(findings, 'finding')}.`,
    ...(repeated > 0 ? [`  counted once only: ${count(repeated, 'more finding')} about events that were delivered again`] : []),
    ...(failed > 0 ? [`  LEFT OUT ${count(failed, 'file')} that cannot be read.`] : []),
    ...(unreadable > 0 ? [`  LEFT OUT ${count(unreadable, 'record')} that cannot be read.`] : []),
    ...(refused > 0 ? [`  LEFT OUT ${count(refused, 'file')} with refused rules.`] : []),
    ...(others > 0 ? [`  passed over ${count(others, 'rule')} for other logs`] : []),
    ...[...passedOver].map(([reason, number]) => `  passed over ${count(number, 'file')}: ${reason}`),
  ].join('\n');
}
