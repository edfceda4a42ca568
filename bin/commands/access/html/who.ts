import { ACTIONS, type AccessAction, type RollupRow, resourceGroupOf, type Standing } from '../../../../handlers/access-report/core';
import { type Html, html } from '../../../../lib/report/html/html';
import { code } from '../../../../lib/report/html/marks';
import { type AccessReport, totalOf } from '../report';
import { time } from './summary';

const MOST_ROWS = 1000;

interface Relation {
  readonly principal: string | null;
  readonly person: string | null;
  readonly group: string | null;
  readonly counts: Partial<Record<AccessAction, number>>;
  readonly sourceIps: Set<string>;
  moreSourceIps: boolean;
  denied: number;
  first: string;
  last: string;
}

/** Each principal with each bucket, function or table: how often, when, from where, and what is remarkable. */
export function whoSection({ rollup, standings, request }: AccessReport): Html {
  const relations = relationsOf(rollup);
  const used = ACTIONS.filter((action) => relations.some(({ counts }) => counts[action]));
  const rows = relations.slice(0, MOST_ROWS).map((relation) => row(relation, used, standings));
  const left = relations.length - rows.length;
  const heads = ['Who', 'Resource', ...used, 'denied', 'First', 'Last', 'From'].map((head) => html`<th scope="col">${head}</th>`);
  const table = html`<table class="stack who"><caption>By bucket, function or table. First seen: it began in the last ${request.firstSeenDays} days of the logs,
which go back further. Unused: there was none in the last ${request.unusedDays} days of the logs. What was only denied is neither.</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
  return html`<section id="who" data-part aria-labelledby="who-title">
<h2 id="who-title">Who accessed what</h2>
${left > 0 && html`<p class="warning">The ${MOST_ROWS} most frequent are shown, ${left} are not: --format csv --rollup has all.</p>`}
${rows.length > 0 ? table : html`<p>Nobody accessed what was asked for, as far as the logs tell. See the <a href="#blind-spots">blind spots</a>.</p>`}
</section>`;
}

function row(
  { principal, person, group, counts, denied, first, last, sourceIps, moreSourceIps }: Relation,
  used: readonly AccessAction[],
  standings: readonly Standing[],
) {
  const flag = standings.find((standing) => standing.principal === principal && standing.group === group)?.flag;
  const cells = used.map((action) => html`<td data-label="${action}" class="count">${counts[action] ?? 0}</td>`);
  const from = html`${[...sourceIps].slice(0, 3).map((ip) => html`<span class="ip">${ip}</span> `)}${more(sourceIps.size - 3, moreSourceIps)}`;
  return html`<tr data-row data-actions="${Object.keys(counts).join(' ')}" data-denied="${denied > 0 ? 'yes' : 'no'}">
<th scope="row" data-label="Who">${person !== null && html`<strong>${person}</strong> `}${code(principal ?? 'unknown')}
${flag && html`<span class="flag ${flag}">${flag === 'firstSeen' ? 'first seen' : 'unused'}</span>`}</th>
<td data-label="Resource">${code(group ?? 'unknown')}</td>${cells}<td data-label="denied" class="count">${denied}</td>
<td data-label="First">${time(first)}</td><td data-label="Last">${time(last)}</td><td data-label="From">${from}</td></tr>`;
}

function more(left: number, unknown: boolean): string {
  if (unknown) return 'and more';
  return left > 0 ? `and ${left} more` : '';
}

function relationsOf(rollup: readonly RollupRow[]): Relation[] {
  const relations = new Map<string, Relation>();
  for (const { principal, person, resource, counts, denied, first, last, sourceIps, moreSourceIps } of rollup) {
    const group = resource === null ? null : resourceGroupOf(resource);
    const key = JSON.stringify([principal, person, group]);
    const relation: Relation = relations.get(key) ?? {
      ...{ principal, person, group, counts: {}, denied: 0, first, last, sourceIps: new Set(), moreSourceIps: false },
    };
    relations.set(key, relation);
    for (const action of ACTIONS) if (counts[action]) relation.counts[action] = (relation.counts[action] ?? 0) + counts[action];
    relation.denied += denied;
    if (first < relation.first) relation.first = first;
    if (last > relation.last) relation.last = last;
    for (const ip of sourceIps) relation.sourceIps.add(ip);
    relation.moreSourceIps ||= moreSourceIps;
  }
  return [...relations.values()].sort((one, other) => totalOf(other.counts) - totalOf(one.counts));
}
