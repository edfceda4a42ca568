import type { ControlRule } from '../control-rule';

/** SUP-02. */
export const acceptanceIsNarrow: ControlRule = {
  id: 'SUP-02',
  name: 'SuppressionIsNarrow',
  title: 'Every acceptance is for something that is there, and not for the whole app',
  severity: 'low',
  decidable: 'full',
  resourceTypes: ['any'],
  rationale: 'What is accepted for everything hides what nobody thought of, and what matches nothing was forgotten.',
  predicate: 'no acceptance is for an app or a stage, and each matches a result that did not pass',
  live: 'none: acceptances are only in the app and its templates',
  fix: 'move the acceptance to the construct that it is about, or remove it',
  of: 'report',
};
