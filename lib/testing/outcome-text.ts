import type { Evidence, ResultRow } from '../report/compliance-report';
import type { Outcome } from './to-pass-pack';

const MAX_VALUE = 120;

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
    ...section('Failed', failed.flatMap(linesOf)),
    ...section('Unknown', unknown.flatMap(linesOf)),
    ...section('If no template can answer these', unknown.length > 0 ? [`expectUnknown: [${ids}]`] : []),
    ...section('Expected to be unknown, but', known.map(knownLine(report.results))),
    ...section('Acceptances with problems', failed.length + unknown.length > 0 ? problems(report.suppressions) : []),
  ].join('\n');
}

function linesOf(row: ResultRow): string[] {
  const { rule, title, severity, resource, because, needs, withDefaults, evidence, fix } = row;
  return [
    `${rule} (${severity}) ${resource.path ?? resource.type}: ${because}`,
    `  wanted: ${title}`,
    ...(needs ? [`  depends on: ${needs.dependsOn.join(', ')}`, `  settled by: ${needs.live}`] : []),
    ...(withDefaults === null ? [] : [`  with the defaults of all parameters: ${withDefaults}`]),
    ...evidence.map((one) => `  evidence: ${evidenceLine(one)}`),
    ...(fix === null ? [] : [`  fix: ${fix}`]),
  ];
}

function evidenceLine({ template, pointer, value, absent }: Evidence): string {
  if (absent !== undefined) return `${template} ${pointer} without ${absent}`;
  const text = JSON.stringify(value);
  return `${template} ${pointer} is ${text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)} and so on` : text}`;
}

function knownLine(results: readonly ResultRow[]): (rule: string) => string {
  return (rule) => {
    const verdicts = [...new Set(results.filter((row) => row.rule === rule).map(({ verdict }) => verdict))];
    return `${rule}: ${verdicts.length > 0 ? verdicts.join(' and ') : 'none of these packs asks it'}`;
  };
}

function problems(suppressions: Outcome['report']['suppressions']): string[] {
  return suppressions.flatMap((one) => (one.problems.length > 0 ? [`${one.rule} at ${one.at || 'the app'}: ${one.problems.join(', ')}`] : []));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
