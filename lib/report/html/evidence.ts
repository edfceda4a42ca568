import type { Evidence } from '../compliance-report';
import { inLine, written } from '../value';
import { type Html, html } from './html';
import { code } from './marks';

/** From here on a value is folded. */
const FOLDED_LINES = 20;
const LONGEST_IN_LINE = 160;

/** The places that a verdict rests on, with what is written there. */
export function evidenceList(evidence: readonly Evidence[]): Html {
  return html`<ul class="evidence">${evidence.map((one) => html`<li>${place(one)}${value(one)}${missing(one)}${way(one)}</li>`)}</ul>`;
}

/** The same in few words: one line a place, long values cut. */
export function shortEvidenceList(evidence: readonly Evidence[]): Html {
  return html`<ul class="evidence">${evidence.map((one) => {
    const steps = one.route.map((step) => html` ← ${place(step)} ${code(inLine(step.value, LONGEST_IN_LINE))}`);
    return html`<li>${place(one)} ${code(inLine(one.value, LONGEST_IN_LINE))}${missing(one)}${steps}${end(one)}</li>`;
  })}</ul>`;
}

function place({ template, pointer }: Pick<Evidence, 'template' | 'pointer'>): Html {
  return html`<span class="place">${code(template)} ${code(pointer)}</span>`;
}

function value({ value }: Pick<Evidence, 'value'>): Html {
  const { text, lines } = written(value);
  const pre = html`<pre>${text}</pre>`;
  if (lines <= FOLDED_LINES) return pre;
  return html`<details class="long"><summary>Value of ${lines} lines</summary>${pre}</details>`;
}

function missing({ absent }: Evidence): Html {
  return html`${absent !== undefined && html` <span class="missing">missing there: ${code(absent)}</span>`}`;
}

function way(one: Evidence): Html {
  const steps = one.route.map((step) => html`<li>${place(step)}${value(step)}</li>`);
  return html`${steps.length > 0 && html`<p>That comes from</p><ol class="route">${steps}</ol>`}${end(one)}`;
}

/** What is written as it is leads nowhere. */
function end({ resolvedTo, value }: Evidence): Html {
  return html`${resolvedTo !== null && resolvedTo !== value && html` <span class="end">so it is ${code(resolvedTo)}</span>`}`;
}
