import { createHash } from 'node:crypto';
import { CONTROL_RULES } from '../rules/controls/catalogue';
import { PACKS } from '../rules/packs/catalogue';
import { type Assembly, locationOf } from '../template/assembly';
import type { ComplianceReport, ResultRow, SubjectStack } from './compliance-report';
import { sortedBy } from './sorted-by';

/** The stacks that were read. */
export function subjectOf({ stacks }: Assembly): SubjectStack[] {
  const rows = stacks.map((stack) => ({
    name: stack.id,
    template: locationOf(stack),
    sha256: stack.sha256 ?? sha256(JSON.stringify(stack.template)),
    account: stack.account ?? null,
    region: stack.region ?? null,
  }));
  return sortedBy(rows, ({ name, template }) => [name, template]);
}

/** The same as long as no text of a rule or pack changes. */
export function rulesetDigest(): string {
  return sha256(JSON.stringify([CONTROL_RULES, PACKS]));
}

/** How many results there are of each kind. */
export function summaryOf(results: readonly ResultRow[]): ComplianceReport['summary'] {
  const count = (is: (row: ResultRow) => boolean) => results.filter(is).length;
  return {
    pass: count(({ verdict }) => verdict === 'pass'),
    fail: count(({ verdict }) => verdict === 'fail'),
    unknown: count(({ verdict }) => verdict === 'unknown'),
    notApplicable: count(({ verdict }) => verdict === 'notApplicable'),
    accepted: count(({ accepted }) => accepted !== null),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
