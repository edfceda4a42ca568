import { ACTIONS } from '../../../../handlers/access-report/core';
import { type Html, html } from '../../../../lib/report/html/html';
import { code } from '../../../../lib/report/html/marks';
import type { AccessReport, EntryWithActor } from '../report';
import { actionMark, time } from './summary';

/** A page with more than this is of use to nobody. */
const MOST_ROWS = 2000;

/** What narrows the tables down. The script shows it: without a script it would do nothing. */
export function filters(): Html {
  const choices = ACTIONS.map((action) => html`<label class="choice"><input type="checkbox" name="action" value="${action}"> ${action}</label>`);
  return html`<form id="filters" role="search" aria-label="Filter this report" hidden>
<fieldset><legend>Action</legend>${choices}<label class="choice"><input type="checkbox" name="denied" value="yes"> denied only</label></fieldset>
<label>Text <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<button type="button" id="clear">Clear filters</button>
<p id="shown" role="status" aria-live="polite"></p>
</form>`;
}

/** The events themselves, the latest of them. */
export function eventsSection({ all, entries }: AccessReport): Html {
  const left = Math.max(entries - MOST_ROWS, 0);
  const rows: Html[] = [];
  let index = 0;
  for (const one of all()) if (index++ >= left) rows.push(row(one));
  const heads = ['Time', 'Action', 'Resource', 'Who', 'From', 'Event'].map((head) => html`<th scope="col">${head}</th>`);
  return html`<section id="events" data-part aria-labelledby="events-title">
<h2 id="events-title">Events</h2>
${left > 0 && html`<p class="warning">The latest ${MOST_ROWS.toLocaleString('en-US')} are shown, ${left.toLocaleString('en-US')} earlier ones are not: narrow the report down, or take --format csv.</p>`}
${rows.length === 0 && html`<p>There is none.</p>`}
${
  rows.length > 0 &&
  html`<table class="stack events"><caption>Copies tell how many records told of an event, where there were several.</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`
}
</section>`;
}

function row({ entry, actor }: EntryWithActor): Html {
  const { action, denied, resource, principal, person, account, region, sourceIp, eventName, eventTime, eventID, copies } = entry;
  return html`<tr data-row data-actions="${action}" data-denied="${denied ? 'yes' : 'no'}"><td data-label="Time">${time(eventTime)}</td>
<td data-label="Action">${actionMark(action, denied)} ${eventName}</td><td data-label="Resource">${code(resource ?? 'not named')}</td>
<td data-label="Who">${person !== null && html`<strong>${person}</strong> `}${code(actor.session ?? principal ?? 'unknown')}</td>
<td data-label="From">${sourceIp ?? 'unknown'}</td>
<td data-label="Event" class="place">${eventID} ${account}, ${region}${copies > 1 && `, ${copies} copies`}</td></tr>`;
}
