import type { ResultRow } from '../report/compliance-report';
import { problemLines, resultLines } from '../report/text/result-lines';
import type { Outcome } from './to-pass-pack';

/** What a matcher has to say, in lines that can be read aloud. */
export function textOf({ report, packs, failed, unknown, known }: Outcome): string {
  const asked = packs.join(', ');
  if (report.assessed === 0) {
    return `nothing was assessed for ${asked}: the templates have no AWS::CloudTrail::Trail and no AWS::CloudTrail::EventDataStore`;
  }
  if (failed.length + unknown.length + known.length === 0) {
    return `the templates pass ${asked}, though they should not: of ${report.results.length} results none failed or was unexpectedly unknown`;
  }
  const ids = [...new Set(unknown.map(({ rule }) => `'${rule}'`))].join(', ');
  return [
    `the templates do not pass ${asked}: ${failed.length} failed, ${unknown.length} unexpectedly unknown, ${known.length} unexpectedly known`,
    ...section('Failed', failed.flatMap(resultLines)),
    ...section('Unknown', unknown.flatMap(resultLines)),
    ...section('If no template can answer these', unknown.length > 0 ? [`expectUnknown: [${ids}]`] : []),
    ...section('Expected to be unknown, but', known.map(knownLine(report.results))),
    ...section('Acceptances with problems', failed.length + unknown.length > 0 ? problemLines(report.suppressions) : []),
  ].join('\n');
}

function knownLine(results: readonly ResultRow[]): (rule: string) => string {
  return (rule) => {
    const verdicts = [...new Set(results.filter((row) => row.rule === rule).map(({ verdict }) => verdict))];
    return `${rule}: ${verdicts.length > 0 ? verdicts.join(' and ') : 'none of these packs asks it'}`;
  };
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
