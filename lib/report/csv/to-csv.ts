import type { ComplianceReport, Evidence, ResultRow } from '../compliance-report';
import { servedLine } from '../served-controls';
import { inLine } from '../value';
import { settingsOf } from '../wording';
import { cell } from './cell';

/** Longer values are cut: the whole is in the JSON form. */
const LONGEST_VALUE = 1000;

const COLUMNS: readonly (readonly [name: string, of: (row: ResultRow, report: ComplianceReport) => string | null | undefined])[] = [
  ['rule', ({ rule }) => rule],
  ['title', ({ title }) => title],
  ['settings', settingsOf],
  ['verdict', ({ verdict }) => verdict],
  ['severity', ({ severity }) => severity],
  ['stack', ({ resource }) => resource.stack],
  ['logicalId', ({ resource }) => resource.logicalId],
  ['type', ({ resource }) => resource.type],
  ['path', ({ resource }) => resource.path],
  ['controls', (row, report) => servedLine(report, row)],
  ['because', ({ because }) => because],
  ['evidence', ({ evidence }) => evidence.map(place).join('; ')],
  ['value', ({ evidence }) => evidence.map(({ value, absent }) => (absent === undefined ? inLine(value, LONGEST_VALUE) : 'missing')).join('; ')],
  ['dependsOn', ({ needs }) => needs?.dependsOn.join('; ')],
  ['settledBy', ({ needs }) => needs?.live],
  ['withDefaults', ({ withDefaults }) => withDefaults],
  ['acceptedReason', ({ accepted }) => accepted?.reason],
  ['acceptedOwner', ({ accepted }) => accepted?.owner],
  ['acceptedTicket', ({ accepted }) => accepted?.ticket],
  ['acceptedUntil', ({ accepted }) => accepted?.expires],
  ['acceptedAt', ({ accepted }) => accepted?.at],
  ['fix', ({ fix }) => fix],
];

/**
 * The results of a report as CSV, a line for each, below a line of names. What a result does not have is an empty cell. Lines end as RFC 4180
 * wants it; there is no byte order mark.
 */
export function toCsv(report: ComplianceReport): string {
  const lines = [COLUMNS.map(([name]) => name), ...report.results.map((row) => COLUMNS.map(([, of]) => of(row, report) ?? ''))];
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function place({ template, pointer, absent }: Evidence): string {
  return `${template} ${pointer}${absent === undefined ? '' : ` without ${absent}`}`;
}
