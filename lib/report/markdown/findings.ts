import type { Evidence, ResultRow } from '../compliance-report';
import { type Reading, type ToDo, toDo } from '../reading';
import { inLine } from '../value';
import { count, nameOf, OUTCOMES, outcomeOf, settingsOf } from '../wording';
import { code, plain } from './escape';
import type { Section } from './fit';

/** So many resources are named for each thing to do. */
const NAMED = 10;
const LONGEST_VALUE = 160;

/** What did not pass and what nobody accepted. */
export function findings(reading: Reading, verdict: 'fail' | 'unknown'): Section {
  const found = toDo(reading, verdict);
  const title = verdict === 'fail' ? 'What fails, by severity' : 'What is unknown, with what settles it';
  return {
    before: `\n## ${title}\n\n${found.length === 0 ? 'Nothing that nobody has accepted.\n' : ''}`,
    rows: found.map(finding),
    after: '',
    rowsAre: verdict === 'fail' ? 'rules that fail' : 'rules that are unknown',
    weight: verdict === 'fail' ? 6 : 4,
  };
}

function finding({ first, results }: ToDo): string {
  const { symbol, label } = OUTCOMES[first.verdict];
  const settings = settingsOf(first);
  const more = results.length - NAMED;
  return [
    `- **${symbol} ${label}**, ${first.severity}: ${code(first.rule)} ${plain(first.title)}${settings && ` (with ${plain(settings)})`}`,
    ...results.slice(0, NAMED).map((result) => `  - ${code(nameOf(result.resource))}: ${plain(result.because)}${hangsOn(result)}`),
    ...(more > 0 ? [`  - and ${count(more, 'more resource')}`] : []),
    ...(first.fix !== null ? [`  - To do: ${plain(first.fix)}`] : []),
    ...(first.needs ? [`  - Settled by: ${code(first.needs.live)}`] : []),
  ].join('\n');
}

function hangsOn({ needs, withDefaults }: ResultRow): string {
  const on = needs && needs.dependsOn.length > 0 ? `. Depends on: ${plain(needs.dependsOn.join('; '))}` : '';
  return `${on}${withDefaults === null ? '' : `. With the default of every parameter: ${OUTCOMES[withDefaults].label.toLowerCase()}`}`;
}

/** Every result with its evidence, folded. */
export function details({ report }: Reading): Section {
  return {
    before: `\n<details><summary>All ${count(report.results.length, 'result')}, with evidence</summary>\n\n`,
    rows: report.results.map(detail),
    after: '\n</details>\n',
    rowsAre: 'results',
    weight: 1,
  };
}

function detail({ rule, resource, because, verdict, accepted, evidence }: ResultRow): string {
  const outcome = `${OUTCOMES[verdict].symbol} ${outcomeOf({ verdict, accepted })}`;
  return `- ${outcome}: ${code(rule)} ${code(nameOf(resource))}: ${plain(because)}${evidence.map(place).join('')}`;
}

function place({ template, pointer, value, absent, route, resolvedTo }: Evidence): string {
  const steps = route.map((step) => ` ← ${code(step.template)} ${code(step.pointer)}`).join('');
  const missing = absent === undefined ? '' : `, missing there: ${code(absent)}`;
  const end = resolvedTo === null ? '' : `, so it is ${code(resolvedTo)}`;
  return `\n  - ${code(template)} ${code(pointer)} = ${code(inLine(value, LONGEST_VALUE))}${missing}${steps}${end}`;
}
