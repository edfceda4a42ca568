import type { ComplianceReport, ControlRow, ResultRow } from '../../../lib/report/compliance-report';
import { problemLines, resultLines } from '../../../lib/report/text/result-lines';
import { STATUSES } from '../../../lib/report/wording';
import { count, printable } from '../shared/terminal';

/** What is settled comes first: the results below tell the rest. */
const STATUS_ORDER: readonly ControlRow['status'][] = ['met', 'notMet', 'undetermined', 'accepted', 'notAssessed'];

/** A report for people, in lines that can be read aloud: what failed first, what passed only as a number. */
export function reportText(report: ComplianceReport): string {
  const { results, summary, limits, suppressions } = report;
  const lines = [
    ...packLines(report),
    ...section('Failed', rows(results, 'fail', false)),
    ...section('Failed, and accepted', rows(results, 'fail', true)),
    ...section('Not known from the templates', rows(results, 'unknown', false)),
    ...section('Not known, and accepted', rows(results, 'unknown', true)),
    ...section(
      'Acceptances with problems',
      problemLines(suppressions).map((line) => [line]),
    ),
    ...section(
      'Limits',
      limits.map((limit) => [limit]),
    ),
    `${count(results.length, 'result')}: ${summary.pass} pass, ${summary.fail} fail, ${summary.unknown} unknown, ${summary.notApplicable} not applicable; ` +
      `${summary.accepted} accepted.`,
  ];
  return lines.map(printable).join('\n');
}

function packLines({ controls, assumptions }: ComplianceReport): string[] {
  return assumptions.packs.flatMap(({ id, name }) => {
    const ofPack = controls.filter(({ pack }) => pack === id);
    const by = (status: ControlRow['status']) => ofPack.filter((control) => control.status === status);
    const said = STATUS_ORDER.flatMap((status) =>
      by(status).length === 0 ? [] : [`  ${STATUSES[status].label.toLowerCase()}: ${by(status).map(controlName).join(', ')}`],
    );
    return [`${name} (${id}), ${count(ofPack.length, 'control')}; * marks those that templates show in part`, ...said, ''];
  });
}

function controlName({ id, coverage }: ControlRow): string {
  return coverage === 'partial' ? `${id}*` : id;
}

function rows(results: readonly ResultRow[], verdict: ResultRow['verdict'], accepted: boolean): string[][] {
  return results.filter((row) => row.verdict === verdict && (row.accepted !== null) === accepted).map(resultLines);
}

function section(title: string, items: readonly string[][]): string[] {
  if (items.length === 0) return [];
  return [`${title}:`, ...items.flatMap(([first = '', ...others]) => [`  - ${first}`, ...others.map((line) => `  ${line}`)]), ''];
}
