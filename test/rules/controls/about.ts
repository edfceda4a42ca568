import type { Verdict } from '../../../lib/rules/controls/judgement';
import type { Fixture } from './fixture';

type Change = Fixture['template'];
type More = Partial<Fixture>;

/** Fixtures of a rule, each in a line: what is special about it, the template, and what else is expected. */
export function about(rule: string) {
  const of =
    (verdict: Verdict) =>
    (name: string, template: Change, more: More = {}): Fixture => ({ rule, name, template, verdict, ...more });
  return { pass: of('pass'), fail: of('fail'), unknown: of('unknown'), notApplicable: of('notApplicable') };
}
