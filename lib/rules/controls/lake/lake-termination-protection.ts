import type { ControlRule } from '../control-rule';
import { judgeFlag } from '../values';

/** LAKE-03. */
export const lakeTerminationProtection: ControlRule = {
  id: 'LAKE-03',
  name: 'LakeTerminationProtection',
  title: 'The event data store is protected against deletion',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::EventDataStore'],
  rationale: 'With the event data store, all events in it are gone.',
  predicate: 'TerminationProtectionEnabled is not false',
  live: 'cloudtrail:GetEventDataStore TerminationProtectionEnabled',
  fix: 'set TerminationProtectionEnabled to true, or leave it out',
  of: 'resource',
  judge: (store, { world }) =>
    judgeFlag(world, store, 'TerminationProtectionEnabled', true, {
      pass: 'the event data store is protected against deletion',
      fail: 'the event data store can be deleted at once',
      missing: { verdict: 'pass', because: 'TerminationProtectionEnabled is missing, and the default is true' },
    }),
};
