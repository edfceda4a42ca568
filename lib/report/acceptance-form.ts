import type { Problem } from '../findings/finding';
import { CONTROL_RULES } from '../rules/controls/catalogue';
import { nearest } from '../rules/controls/nearest';
import { reportedOn } from '../rules/controls/reported-on';
import type { Acceptance } from './compliance-report';
import { isDay } from './day';

/** What whoever accepts a rule has to say; where it was said is known. */
export type AcceptanceForm = { readonly [member in keyof Omit<Acceptance, 'at'>]: string } & { readonly rule: string };

const MEMBERS: readonly (readonly [name: keyof AcceptanceForm, says: string, fix: string])[] = [
  ['rule', 'which rule is accepted', "write the id of a rule, such as 'BKT-13'"],
  ['reason', 'why', 'write why the rule need not hold here'],
  ['owner', 'who answers for it', 'name a person or a team'],
  ['ticket', 'where it was decided', 'name the ticket or the record of the decision'],
  ['expires', 'until when', "write the last day, as '2027-03-31'"],
];

/** What is wrong with an acceptance as it is written; nothing where it is in order. Whether it has expired is not asked: that changes by itself. */
export function problemOfForm(form: AcceptanceForm, isOpen: (text: string) => boolean): Omit<Problem, 'severity'> | undefined {
  for (const [name, says, fix] of MEMBERS) {
    // From JavaScript anything can come.
    const value: unknown = form[name];
    const message = `'${name}' of an acceptance must say ${says}`;
    if (typeof value !== 'string' || value.trim() === '') return { id: id('blank'), message, value: value ?? null, fix };
    if (isOpen(value)) return { id: id('token'), message: `${message}, and is only known at deployment`, value, fix: `${fix}, as plain text` };
  }
  return problemOfRule(form.rule) ?? problemOfDay(form.expires);
}

function problemOfRule(rule: string): Omit<Problem, 'severity'> | undefined {
  const found = CONTROL_RULES.find((known) => known.id === rule.trim());
  if (!found) {
    const like = nearest(
      rule,
      CONTROL_RULES.map((known) => known.id),
    );
    return { id: id('unknownRule'), message: 'there is no such rule to accept', value: rule, fix: `the nearest rules are ${like.join(', ')}` };
  }
  if (reportedOn(found).length > 0) return undefined;
  return {
    id: id('notOfResource'),
    message: `${found.id} (${found.title}) is of no single resource, so that there is none to accept it for`,
    value: rule,
    fix: 'leave it out',
  };
}

function problemOfDay(expires: string): Omit<Problem, 'severity'> | undefined {
  if (isDay(expires.trim())) return undefined;
  return {
    id: id('expires'),
    message: "'expires' of an acceptance must be a day of the calendar",
    value: expires,
    fix: "write the last day, as '2027-03-31'",
  };
}

function id(what: string): string {
  return `cdk-cloudtrail:Acceptance.${what}`;
}
