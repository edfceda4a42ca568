import type { ControlRule } from '../control-rule';
import { judgeFlag } from '../values';

/** TRAIL-01. */
export const isLogging: ControlRule = {
  id: 'TRAIL-01',
  name: 'TrailIsLogging',
  title: 'The trail logs',
  severity: 'high',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'A trail that is switched off looks like one that logs, and delivers nothing.',
  predicate: 'IsLogging is true',
  live: 'cloudtrail:GetTrailStatus IsLogging',
  fix: 'set IsLogging to true',
  limit: 'that nobody stopped the trail after its deployment is not seen',
  of: 'trail',
  judge: ({ resource }, { world }) =>
    judgeFlag(world, resource, 'IsLogging', true, {
      pass: 'the trail logs',
      fail: 'the trail is switched off',
      missing: { verdict: 'fail', because: 'IsLogging is missing, and CloudFormation requires it' },
    }),
};
