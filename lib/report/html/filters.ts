import type { Verdict } from '../../rules/controls/judgement';
import type { ComplianceReport } from '../compliance-report';
import { OUTCOMES } from '../wording';
import { type Html, html } from './html';

/** What narrows a report down. The script shows it: without a script it would do nothing. */
export function filters({ assumptions, controls, results, subject }: ComplianceReport): Html {
  const names = new Map([
    ...controls.map(({ pack }): [string, string] => [pack, pack]),
    ...assumptions.packs.map(({ id, name }): [string, string] => [id, name]),
  ]);
  const stacks = [...new Set([...subject.stacks.map(({ name }) => name), ...results.flatMap(({ resource }) => resource.stack ?? [])])];
  return html`<form id="filters" role="search" aria-label="Filter this report" hidden>
<fieldset><legend>Verdict</legend>${(Object.keys(OUTCOMES) as (Verdict | 'accepted')[]).map(verdict)}</fieldset>
<label>Pack <select name="pack"><option value="">All packs</option>${[...names].map(option)}</select></label>
<label>Stack <select name="stack"><option value="">All stacks</option>${stacks.map((stack) => option([stack, stack]))}</select></label>
<label>Text <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<button type="button" id="clear">Clear filters</button>
<p id="shown" role="status" aria-live="polite"></p>
</form>`;
}

function verdict(kind: Verdict | 'accepted'): Html {
  const { symbol, label } = OUTCOMES[kind];
  return html`<label class="choice"><input type="checkbox" name="verdict" value="${kind}">
<span aria-hidden="true" class="${kind}">${symbol}</span> ${label}</label>`;
}

function option([value, text]: readonly [string, string]): Html {
  return html`<option value="${value}">${text}</option>`;
}
