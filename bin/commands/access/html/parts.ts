import { PERSON_SOURCES, type PersonSource } from '../../../../lib/log-format/person';
import { type Html, html } from '../../../../lib/report/html/html';
import { code } from '../../../../lib/report/html/marks';
import type { AccessReport } from '../report';
import { time } from './summary';

/** How each name was found: some ways prove more than others. */
export function peopleSection({ people }: AccessReport): Html {
  const ways = (Object.keys(PERSON_SOURCES) as PersonSource[]).flatMap((how) => {
    const names = [...new Set(people.flatMap(({ person }) => (person?.how === how ? [person.name] : [])))].sort();
    return names.length === 0
      ? []
      : [html`<dt>${names.length} by <code>${how}</code></dt><dd>${PERSON_SOURCES[how]}: ${names.slice(0, 100).join(', ')}</dd>`];
  });
  const nobody = people.filter(({ person }) => person === null).length;
  return html`<section id="people" aria-labelledby="people-title">
<h2 id="people-title">How people were found</h2>
<p>From the surest way on. A name is never guessed: where the logs do not tell who acted, only the principal is shown.</p>
<dl>${ways}<dt>${nobody} without</dt><dd>sessions of services and programs, anonymous requests, and callers of whom the logs have no name</dd></dl>
</section>`;
}

/** What roles and users would need to do what they did. */
export function policiesSection({ policies, logs }: AccessReport): Html {
  if (!policies) return html``;
  const cards = policies.map(
    ({ principal, policy, events, first, last, notCovered }) => html`<li class="card accepted"><h3>${code(principal)}</h3>
<p>From ${events} events that succeeded, ${time(first)} to ${time(last)}.</p>
${notCovered.length > 0 && html`<p class="warning">Not covered, add what they need: ${notCovered.join(', ')}</p>`}
<pre>${JSON.stringify(policy, undefined, 2)}</pre></li>`,
  );
  return html`<section id="policies" aria-labelledby="policies-title">
<h2 id="policies-title">Suggested policies</h2>
<p class="warning">Suggestions. They allow what was done in the period of the logs, ${logs.first ?? 'unknown'} to ${logs.last ?? 'unknown'}, and nothing else: what
is needed once a quarter, permissions on keys of KMS, and whatever is no data event are missing. Check them before they are used.</p>
${cards.length > 0 ? html`<ul class="cards">${cards}</ul>` : html`<p>No role or user succeeded with anything.</p>`}
</section>`;
}

/** All that each principal did. */
export function principalsSection({ principals }: AccessReport): Html {
  if (!principals) return html``;
  const rows = Object.entries(principals).map(
    ([name, { events, errors, readOnly, actions, first, last }]) => html`<tr><th scope="row">${code(name)}</th>
<td data-label="Events">${events}</td><td data-label="Errors">${errors}</td><td data-label="Read only">${readOnly}</td>
<td data-label="Mostly">${Object.entries(actions)
      .slice(0, 3)
      .map(([action, count]) => `${action} (${count})`)
      .join(', ')}</td>
<td data-label="First">${first && time(first)}</td><td data-label="Last">${last && time(last)}</td></tr>`,
  );
  const heads = ['Principal', 'Events', 'Errors', 'Read only', 'Mostly', 'First', 'Last'].map((head) => html`<th scope="col">${head}</th>`);
  return html`<section id="principals" aria-labelledby="principals-title">
<h2 id="principals-title">All services</h2>
<table class="stack"><caption>All that each principal of the logs did, whatever the service, resource and time.</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>
</section>`;
}

/** What the report cannot know. */
export function blindSpotsSection({ blindSpots }: AccessReport): Html {
  return html`<section id="blind-spots" aria-labelledby="blind-spots-title">
<h2 id="blind-spots-title">Blind spots</h2>
<dl>${blindSpots.map(({ title, text }) => html`<dt>${title}</dt><dd>${text}</dd>`)}</dl>
</section>`;
}
