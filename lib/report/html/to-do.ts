import type { ResultRow } from '../compliance-report';
import { type Reading, type ToDo, toDo } from '../reading';
import { count, nameOf, OUTCOMES, settingsOf } from '../wording';
import { type Html, html } from './html';
import { code, outcomeMark, severityMark } from './marks';

/** So many resources are shown at once; more are folded. */
const SHOWN = 8;

/** What somebody has to look at, the most urgent first. */
export function toDoSection(reading: Reading): Html {
  const fails = toDo(reading, 'fail');
  const unknowns = toDo(reading, 'unknown');
  const none = fails.length + unknowns.length === 0 && html`<p>Nothing fails and nothing is unknown that nobody has accepted.</p>`;
  return html`<section id="to-do" aria-labelledby="to-do-title" data-part>
<h2 id="to-do-title">Things to do first</h2>
${none}
${fails.length > 0 && html`<h3>What fails, by severity</h3><ol class="cards">${fails.map((one) => card(reading, one))}</ol>`}
${unknowns.length > 0 && html`<h3>What is unknown, with what settles it</h3><ol class="cards">${unknowns.map((one) => card(reading, one))}</ol>`}
${problems(reading)}
<p class="nothing" hidden>None of this matches the filters.</p>
</section>`;
}

function card(reading: Reading, { first, results }: ToDo): Html {
  const rows = html`<ul>${results.map((result) => row(reading, result))}</ul>`;
  return html`<li class="card ${first.verdict}" data-group>
<h4>${outcomeMark(first)} ${severityMark(first.severity)} <span>${code(first.rule)} ${first.title}</span>${settings(first)}</h4>
${results.length > SHOWN ? html`<details><summary>${count(results.length, 'resource')}</summary>${rows}</details>` : rows}
${first.fix !== null && html`<p><b>To do:</b> ${first.fix}</p>`}
${first.needs && html`<p><b>Settled by:</b> ${code(first.needs.live)}</p>`}
</li>`;
}

function row({ anchors }: Reading, result: ResultRow): Html {
  const anchor = anchors.get(result);
  return html`<li data-of="${anchor}"><a href="#${anchor}">${code(nameOf(result.resource))}</a>: ${result.because}${hangsOn(result)}</li>`;
}

/** What the packs that asked set for the rule. */
export function settings(result: ResultRow): Html {
  const text = settingsOf(result);
  return html`${text !== '' && html` <span class="settings">(with ${text})</span>`}`;
}

/** What an unknown depends on, and what it would be without it. */
export function hangsOn({ needs, withDefaults }: ResultRow): Html {
  return html`${needs && needs.dependsOn.length > 0 && html`. Depends on: ${needs.dependsOn.join('; ')}`}${
    withDefaults !== null && html`. With the default of every parameter: ${OUTCOMES[withDefaults].label.toLowerCase()}`
  }`;
}

function problems({ report }: Reading): Html {
  const rows = report.suppressions.filter((one) => one.problems.length > 0);
  if (rows.length === 0) return html``;
  return html`<h3>Acceptances that need a look</h3><ul>${rows.map(
    ({ rule, at, problems }) => html`<li>${code(rule)} at ${code(at)}: ${problems.join('; ')} (<a href="#acceptances">all acceptances</a>)</li>`,
  )}</ul>`;
}
