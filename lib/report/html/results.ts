import type { Acceptance, ResultRow } from '../compliance-report';
import { groupBy, type Reading, tally } from '../reading';
import { count, coverageOf, frameworkOf, nameOf, outcomeOf } from '../wording';
import { evidenceList } from './evidence';
import { type Html, html, list } from './html';
import { code, codes, outcomeMark, severityMark } from './marks';
import { hangsOn, settings } from './to-do';

const COLUMNS = ['Result', 'Resource', 'Why'];

/** Every result with all that it rests on: the one place where evidence stands in full. */
export function resultsSection(reading: Reading): Html {
  const { report, byRule } = reading;
  return html`<section id="results" aria-labelledby="results-title" data-part>
<h2 id="results-title">All results</h2>
${report.results.length === 0 && html`<p>There are no results.</p>`}
${[...byRule].map(([rule, results]) => ruleTable(reading, rule, results))}
<p class="nothing" hidden>No result matches the filters.</p>
</section>`;
}

function ruleTable(reading: Reading, rule: string, results: readonly ResultRow[]): Html {
  const numbers = [...tally(results.map(outcomeOf))].map(([outcome, number]) => `${number} ${outcome.toLowerCase()}`).join(', ');
  const heads = COLUMNS.map((column) => html`<th scope="col">${column}</th>`);
  return html`<section class="rule" data-group>
<h3>${code(rule)} ${results[0]?.title}</h3>
${serves(results)}
<table class="stack rows results-of-rule"><caption>${count(results.length, 'result')} of ${rule}: ${numbers}</caption>
<thead><tr>${heads}</tr></thead>
${results.map((result) => resultRows(reading, result))}</table>
</section>`;
}

/** The controls and the names elsewhere belong to a rule: they are said once for all of its results. */
function serves(results: readonly ResultRow[]): Html {
  const controls = [
    ...groupBy(
      results.flatMap((result) => result.controls),
      (control) => JSON.stringify(control),
    ).values(),
  ].flatMap(([first]) => first ?? []);
  const tools = [...new Map(results.flatMap((result) => result.otherTools).map((other) => [JSON.stringify(other), other])).values()];
  if (controls.length + tools.length === 0) return html``;
  const named = tools.length > 0 && `; has ${count(tools.length, 'name')} in other tools`;
  return html`<details class="serves"><summary>Serves ${count(controls.length, 'control')}${named}</summary>
<ul>${controls.map((control) => html`<li>${frameworkOf(control)}: ${control.id} (${coverageOf(control).toLowerCase()})</li>`)}</ul>
${tools.length > 0 && html`<ul>${tools.map(({ tool, rule }) => html`<li>${tool}: ${code(rule)}</li>`)}</ul>`}
</details>`;
}

function resultRows({ anchors }: Reading, result: ResultRow): Html {
  const { verdict, accepted, resource, packs, rule, severity, because } = result;
  const anchor = anchors.get(result);
  return html`<tbody id="${anchor}" tabindex="-1" data-result="${rule}" data-verdict="${verdict}" data-accepted="${accepted ? 'yes' : 'no'}"
 data-stack="${resource.stack}" data-packs="${list(packs)}">
<tr><td data-label="Result">${outcomeMark(result)} ${severityMark(severity)}</td>
<th scope="row" data-label="Resource">${code(nameOf(resource))} <span class="type">${resource.type}</span></th>
<td data-label="Why">${because}${hangsOn(result)}${settings(result)}</td></tr>
<tr class="beside"><td colspan="${COLUMNS.length}">${whole(result, anchor)}</td></tr>
</tbody>`;
}

function whole(result: ResultRow, anchor: string | undefined): Html {
  const { resource, evidence, needs, fix, packs, accepted } = result;
  const where =
    resource.logicalId !== null && html`<dt>Resource</dt><dd>${code(resource.logicalId)} in stack ${code(resource.stack ?? 'unknown')}</dd>`;
  const title = evidence.length > 0 ? `Evidence: ${count(evidence.length, 'place')}` : 'More: there is no place in a template to show';
  return html`<details><summary>${title}</summary>
${evidenceList(evidence)}
<dl>${where}
${fix !== null && html`<dt>To do</dt><dd>${fix}</dd>`}
${needs && html`<dt>Settled by</dt><dd>${code(needs.live)}</dd>`}
${accepted && html`<dt>Accepted</dt><dd>${acceptance(accepted)}</dd>`}
<dt>Asked by</dt><dd>${codes(packs)}</dd>
<dt>Anchor</dt><dd>${code(`#${anchor}`)}</dd></dl>
</details>`;
}

function acceptance({ reason, owner, ticket, expires, at }: Acceptance): Html {
  const terms = [owner ?? 'no owner', ticket ?? 'no ticket', expires === null ? 'without an end' : `until ${expires}`];
  return html`${reason} (${terms.join(', ')}; said at ${code(at)})`;
}
