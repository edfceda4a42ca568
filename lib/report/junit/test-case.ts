import type { Acceptance, ComplianceReport, ResultRow } from '../compliance-report';
import { servedLine } from '../served-controls';
import { resultLines } from '../text/result-lines';
import { settingsOf } from '../wording';
import { element, textElement } from './xml';

/** A result as a case. One that nobody has to look at is empty: that is how JUnit says that it passed. */
export function testCase(report: ComplianceReport, row: ResultRow, names: { readonly classname: string; readonly name: string }): string {
  const outcome = outcomeOf(report, row);
  return element('testcase', { ...names, time: 0 }, outcome === undefined ? [] : [outcome]);
}

function outcomeOf(report: ComplianceReport, row: ResultRow): string | undefined {
  const { verdict, severity, because, needs, accepted } = row;
  const text = linesOf(report, row).join('\n');
  if (verdict === 'pass') return undefined;
  if (accepted) return textElement('skipped', { message: `accepted: ${acceptanceLine(accepted)}; the verdict stays ${verdict}: ${because}` }, text);
  if (verdict === 'fail') return textElement('failure', { message: because, type: severity }, text);
  return textElement('skipped', { message: `unknown: ${because}; depends on: ${needs?.dependsOn.join(', ')}` }, text);
}

function linesOf(report: ComplianceReport, row: ResultRow): string[] {
  const settings = settingsOf(row);
  return [...resultLines(row), ...(settings === '' ? [] : [`  settings: ${settings}`]), `  controls: ${servedLine(report, row)}`];
}

function acceptanceLine({ reason, owner, ticket, expires }: Acceptance): string {
  return `${reason} (${owner ?? 'no owner'}, ${ticket ?? 'no ticket'}, ${expires === null ? 'without an end' : `until ${expires}`})`;
}
