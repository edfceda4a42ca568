import type { Evidence, ResultRow, SuppressionRow } from '../compliance-report';

const MAX_VALUE = 120;

/** A result for people, in lines that can be read aloud; what belongs to the first line is indented. */
export function resultLines(row: ResultRow): string[] {
  const { rule, title, severity, resource, because, needs, withDefaults, evidence, accepted, fix } = row;
  return [
    `${rule} (${severity}) ${resource.path ?? resource.type}: ${because}`,
    `  wanted: ${title}`,
    ...(needs ? [`  depends on: ${needs.dependsOn.join(', ')}`, `  settled by: ${needs.live}`] : []),
    ...(withDefaults === null ? [] : [`  with the defaults of all parameters: ${withDefaults}`]),
    ...evidence.map((one) => `  evidence: ${evidenceLine(one)}`),
    ...(accepted ? [`  accepted: ${accepted.reason} (${accepted.owner}, ${accepted.ticket}, until ${accepted.expires})`] : []),
    ...(fix === null || accepted ? [] : [`  fix: ${fix}`]),
  ];
}

/** What is wrong with acceptances, a line each. */
export function problemLines(suppressions: readonly SuppressionRow[]): string[] {
  return suppressions.flatMap(({ rule, at, problems }) => (problems.length > 0 ? [`${rule} at ${at || 'the app'}: ${problems.join(', ')}`] : []));
}

function evidenceLine({ template, pointer, value, absent }: Evidence): string {
  if (absent !== undefined) return `${template} ${pointer} without ${absent}`;
  const text = JSON.stringify(value);
  return `${template} ${pointer} is ${text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)} and so on` : text}`;
}
