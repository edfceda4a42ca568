import type { ControlRule } from '../control-rule';
import { judgeFlag } from '../values';

/** TRAIL-03. */
export const globalServiceEvents: ControlRule = {
  id: 'TRAIL-03',
  name: 'TrailGlobalServiceEvents',
  title: 'The trail logs the events of global services',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Without them it is not logged who made users, roles and policies.',
  predicate: 'IncludeGlobalServiceEvents is not false',
  live: 'cloudtrail:GetTrail IncludeGlobalServiceEvents',
  fix: 'set IncludeGlobalServiceEvents to true, or leave it out',
  of: 'trail',
  judge: ({ resource }, { world }) =>
    judgeFlag(world, resource, 'IncludeGlobalServiceEvents', true, {
      pass: 'the events of global services are logged',
      fail: 'the events of global services are left out',
      missing: {
        verdict: 'pass',
        because: 'IncludeGlobalServiceEvents is missing, and the default of CloudTrail is true',
      },
    }),
};
