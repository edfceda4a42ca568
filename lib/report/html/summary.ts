import type { Verdict } from '../../rules/controls/judgement';
import type { ComplianceReport, ControlRow } from '../compliance-report';
import { packsOf, type Reading, tally } from '../reading';
import { count, NOTHING_ASSESSED, OUTCOMES, STATUSES } from '../wording';
import { type Html, html } from './html';
import { code, mark } from './marks';

const ORDER = Object.keys(OUTCOMES) as (Verdict | 'accepted')[];
const STATUS_ORDER = Object.keys(STATUSES) as ControlRow['status'][];

/** How many results there are of each kind, what each kind means, and how the packs stand. */
export function summary(reading: Reading): Html {
  const { report } = reading;
  const judged = `${count(report.assessed, 'trail or event data store', 'trails and event data stores')}, ${count(report.results.length, 'result')}.`;
  return html`<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">Summary</h2>
${report.assessed === 0 && html`<p class="warning">${NOTHING_ASSESSED}</p>`}
<p>${judged}</p>
${bar(report)}
<ul class="tiles">${ORDER.map((kind) => tile(kind, report.summary[kind]))}</ul>
${packs(reading)}
</section>`;
}

function tile(kind: Verdict | 'accepted', number: number): Html {
  return html`<li class="tile ${kind}"><strong>${number}</strong>${mark(kind, OUTCOMES[kind])}
<span class="meaning">${OUTCOMES[kind].meaning}</span></li>`;
}

/** The same numbers at a glance; the tiles say them in words. */
function bar({ results }: ComplianceReport): Html {
  const numbers = tally(results.map(({ verdict, accepted }) => (accepted ? 'accepted' : verdict)));
  let from = 0;
  const parts = ORDER.map((kind) => {
    const width = ((numbers.get(kind) ?? 0) / Math.max(1, results.length)) * 100;
    from += width;
    return html`<rect class="${kind}" x="${(from - width).toFixed(3)}" width="${width.toFixed(3)}" y="0" height="1"/>`;
  });
  return html`<svg class="bar" aria-hidden="true" focusable="false" viewBox="0 0 100 1" preserveAspectRatio="none">${parts}</svg>`;
}

function packs({ report }: Reading): Html {
  const names = STATUS_ORDER.map((status) => html`<th scope="col">${mark(STATUSES[status].like, STATUSES[status])}</th>`);
  const rows = packsOf(report).map(({ anchor, title, id, controls }) => {
    const numbers = tally(controls.map(({ status }) => status));
    const cells = STATUS_ORDER.map((status) => html`<td data-label="${STATUSES[status].label}">${numbers.get(status) ?? 0}</td>`);
    return html`<tr><th scope="row"><a href="#${anchor}">${title}</a> ${code(id)}</th>${cells}</tr>`;
  });
  if (rows.length === 0) return html``;
  return html`<table class="stack numbers"><caption>Controls by pack. What templates do not show of a control stands beside it.</caption>
<thead><tr><th scope="col">Pack</th>${names}</tr></thead>
<tbody>${rows}</tbody></table>`;
}
