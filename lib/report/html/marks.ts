import type { ControlSeverity } from '../../rules/controls/control-rule';
import type { Verdict } from '../../rules/controls/judgement';
import type { ControlRow, ResultRow } from '../compliance-report';
import { OUTCOMES, STATUSES, type Wording } from '../wording';
import { type Html, html } from './html';

/** What is accepted says so beside its verdict, which stays. */
export function outcomeMark({ verdict, accepted }: Pick<ResultRow, 'verdict' | 'accepted'>): Html {
  return html`${mark(verdict, OUTCOMES[verdict])}${accepted && html` ${mark('accepted', OUTCOMES.accepted)}`}`;
}

export function statusMark({ status }: Pick<ControlRow, 'status'>): Html {
  return mark(STATUSES[status].like, STATUSES[status]);
}

export function mark(kind: Verdict | 'accepted', { symbol, label }: Pick<Wording, 'symbol' | 'label'>): Html {
  return html`<span class="mark ${kind}"><span aria-hidden="true">${symbol}</span> ${label}</span>`;
}

export function severityMark(severity: ControlSeverity): Html {
  return html`<span class="severity ${severity}">${severity}</span>`;
}

/** A text that is data: a name, a place, a value. */
export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

/** A list of data, or a word for none. */
export function codes(texts: readonly string[], none = 'none'): Html {
  if (texts.length === 0) return html`${none}`;
  return html`${texts.map((text, index) => html`${index > 0 && ', '}${code(text)}`)}`;
}
