import type { ControlRule } from '../control-rule';

/** SUP-01. */
export const acceptanceHasReason: ControlRule = {
  id: 'SUP-01',
  name: 'SuppressionHasReason',
  title: 'Every acceptance says why, who answers for it, and until when',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['any'],
  rationale: 'An exception without a reason cannot be discussed, and one without an end is a new rule.',
  predicate: 'each acceptance has a reason that is not blank, an owner, a ticket and a day on which it expires',
  live: 'none: acceptances are only in the app and its templates',
  fix: 'give the reason, the owner, the ticket and the day, or take the acceptance back',
  of: 'report',
};
