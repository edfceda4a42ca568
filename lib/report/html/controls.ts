import type { ControlRow, ResultRow } from '../compliance-report';
import { groupBy, type PackOfControls, packsOf, type Reading, resultsOf, tally } from '../reading';
import { count, coverageOf, nameOf, outcomeOf, STATUSES } from '../wording';
import { shortEvidenceList } from './evidence';
import { type Html, html, list } from './html';
import { code, codes, outcomeMark, statusMark } from './marks';
import { settings } from './to-do';

/**
 * So many results stand beside each control, those that need somebody first. The rest are told by their number, with links to the rules: a report of
 * many trails and packs would else say everything once for each control.
 */
const RESULTS_BESIDE = 8;

const COLUMNS = ['Control', 'Status', 'Rules', 'Coverage', 'What stays open'];

/** The controls of each pack, with the evidence for each beside it. */
export function controlsSection(reading: Reading): Html {
  const packs = packsOf(reading.report);
  return html`<section id="controls" aria-labelledby="controls-title" data-part>
<h2 id="controls-title">Controls</h2>
<dl class="legend">${Object.values(STATUSES).map(
    ({ symbol, label, like, meaning }) =>
      html`<div><dt class="mark ${like}"><span aria-hidden="true">${symbol}</span> ${label}</dt><dd>${meaning}</dd></div>`,
  )}</dl>
${packs.length === 0 && html`<p>The packs of this report have no controls.</p>`}
${packs.map((pack) => packTable(reading, pack))}
<p class="nothing" hidden>No control matches the filters.</p>
</section>`;
}

function packTable(reading: Reading, { id, title, anchor, controls }: PackOfControls): Html {
  const heads = COLUMNS.map((column) => html`<th scope="col">${column}</th>`);
  return html`<section class="pack" id="${anchor}" data-group>
<h3>${title}</h3>
<table class="stack rows controls"><caption>${count(controls.length, 'control')} of pack ${code(id)}</caption>
<thead><tr>${heads}</tr></thead>
${controls.map((control) => controlRows(reading, control))}</table>
</section>`;
}

function controlRows(reading: Reading, control: ControlRow): Html {
  const { id, title, rules, pack, coverage, open } = control;
  const results = resultsOf(reading, control);
  return html`<tbody data-control="${pack}" data-rules="${list(rules)}">
<tr><th scope="row"><b>${id}</b> ${title}</th>
<td data-label="Status">${statusMark(control)}</td>
<td data-label="Rules">${codes(rules)}</td>
<td data-label="Coverage">${coverage === 'partial' ? html`<span class="partial">${coverageOf(control)}</span>` : coverageOf(control)}</td>
<td data-label="What stays open">${open ?? 'Nothing'}</td></tr>
${results.length > 0 && html`<tr class="beside"><td colspan="${COLUMNS.length}">${beside(reading, results)}</td></tr>`}
</tbody>`;
}

function beside(reading: Reading, results: readonly ResultRow[]): Html {
  const shown = results.slice(0, RESULTS_BESIDE);
  const numbers = [...tally(results.map(outcomeOf))].map(([outcome, number]) => `${number} ${outcome.toLowerCase()}`).join(', ');
  return html`<details><summary>Evidence: ${count(results.length, 'result')} (${numbers})</summary>
<ul class="results">${shown.map((result) => besideRow(reading, result))}</ul>
${results.length > shown.length && rest(reading, results.slice(shown.length))}
</details>`;
}

function besideRow({ anchors }: Reading, result: ResultRow): Html {
  const { rule, resource, because, evidence } = result;
  return html`<li>${outcomeMark(result)} ${code(rule)} ${code(nameOf(resource))}: ${because}${settings(result)} ${shortEvidenceList(evidence)}
<a href="#${anchors.get(result)}">In full: ${rule} for ${nameOf(resource)}</a></li>`;
}

function rest({ anchors }: Reading, results: readonly ResultRow[]): Html {
  const links = [...groupBy(results, ({ rule }) => rule)].map(
    ([rule, [first]], index) => html`${index > 0 && ', '}<a href="#${first && anchors.get(first)}">${rule}</a>`,
  );
  return html`<p>${count(results.length, 'more result')}, from ${links}.</p>`;
}
