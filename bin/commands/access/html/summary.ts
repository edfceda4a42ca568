import { ACTIONS, type AccessAction } from '../../../../handlers/access-report/core';
import { type Html, html } from '../../../../lib/report/html/html';
import { code } from '../../../../lib/report/html/marks';
import { type AccessReport, totalOf } from '../report';

/** What an action is, in words. */
const MEANING: Readonly<Record<AccessAction, string>> = {
  read: 'content or properties were read',
  list: 'it was listed which there are',
  write: 'something was created or changed',
  delete: 'something was deleted',
  invoke: 'functions were invoked',
};

/** What was asked for, and how much was found. */
export function summary(report: AccessReport): Html {
  const { counts, denied, events, inputs, logs, request, made } = report;
  const incomplete = inputs.failed.length + inputs.records.unreadable > 0;
  const tiles = ACTIONS.filter((action) => counts[action] > 0).map((action) => tile(action, counts[action], MEANING[action]));
  return html`<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">Summary</h2>
${incomplete && html`<p class="warning">This report is incomplete: files or records could not be read. See <a href="#inputs">what it rests on</a>.</p>`}
<dl>
<dt>Asked for</dt><dd>${askedFor(report)}</dd>
<dt>Period asked for</dt><dd>${request.asked.from ?? 'the start of the logs'} to ${request.asked.to ?? 'their end'}</dd>
<dt>Logs tell of</dt><dd>${logs.first ? html`${time(logs.first)} to ${time(logs.last ?? '')}` : 'nothing'}</dd>
<dt>Made</dt><dd>${time(made)} with cdk-cloudtrail ${request.version}</dd>
</dl>
<p>${totalOf(counts).toLocaleString('en-US')} accesses in ${events.toLocaleString('en-US')} different events. An event counts once for each of its resources.</p>
<ul class="tiles">${tiles}${tile('denied', denied, 'of these were denied: nothing was done')}</ul>
</section>`;
}

/** A time that machines read as well. */
export function time(text: string): Html {
  return html`<time datetime="${text}">${text.replace('T', ' ').replace('Z', ' UTC')}</time>`;
}

/** What somebody did, and whether they were refused. */
export function actionMark(action: AccessAction, denied = false): Html {
  return html`<span class="action ${action}">${action}</span>${denied && html` <span class="action denied">denied</span>`}`;
}

function tile(kind: AccessAction | 'denied', number: number, meaning: string): Html {
  return html`<li class="tile ${kind}"><strong>${number.toLocaleString('en-US')}</strong><span class="action ${kind}">${kind}</span>
<span class="meaning">${meaning}</span></li>`;
}

function askedFor({ request: { asked } }: AccessReport): Html {
  const { resource, principal } = asked;
  return html`${resource === undefined ? 'all resources' : code(resource)}${principal !== undefined && html`, by ${code(principal)}`}`;
}
