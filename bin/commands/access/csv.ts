import { ACTIONS } from '../../../handlers/access-report/core';
import type { AccessReport } from './report';

const COLUMNS = [
  ...['resource', 'resourceType', 'action', 'eventName', 'eventTime', 'eventID', 'principal', 'person', 'account', 'region', 'sourceIp'],
  ...['denied', 'copies'],
] as const;
const ROLLUP_COLUMNS = [
  'day',
  'resource',
  'principal',
  'person',
  'account',
  'region',
  ...ACTIONS,
  'denied',
  'first',
  'last',
  'sourceIps',
  'moreSourceIps',
];

/** The rows as CSV, as RFC 4180 has it; the first line names the columns. */
export function* csv(report: AccessReport): Generator<string> {
  if (report.request.rollup) {
    yield line(ROLLUP_COLUMNS);
    for (const { counts, sourceIps, ...row } of report.rollup) {
      const cells: Readonly<Record<string, unknown>> = { ...row, ...counts, sourceIps: sourceIps.join(' ') };
      yield line(ROLLUP_COLUMNS.map((column) => cells[column] ?? ((ACTIONS as readonly string[]).includes(column) ? 0 : '')));
    }
    return;
  }
  yield line(COLUMNS);
  for (const { entry } of report.all()) yield line(COLUMNS.map((column) => entry[column]));
}

function line(values: readonly unknown[]): string {
  // What ends the line of a file is added; RFC 4180 wants a carriage return before it.
  return `${values.map(cell).join(',')}\r`;
}

/**
 * One cell. What a spreadsheet would read as a formula gets an apostrophe before it: keys and names are chosen by callers.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const harmless = /^\s*[=+\-@\t\r|%]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
