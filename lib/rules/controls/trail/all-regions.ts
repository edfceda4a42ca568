import type { ControlRule } from '../control-rule';
import { judgeFlag } from '../values';

/** TRAIL-02. */
export const allRegions: ControlRule = {
  id: 'TRAIL-02',
  name: 'TrailAllRegions',
  title: 'The trail logs in all Regions',
  severity: 'high',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Whoever wants to stay unseen works in a Region that nobody looks at.',
  predicate: 'IsMultiRegionTrail is true',
  live: 'cloudtrail:GetTrail IsMultiRegionTrail',
  fix: 'set IsMultiRegionTrail to true',
  limit: 'Regions that the account has to opt in to are logged once it has',
  of: 'trail',
  judge: ({ resource }, { world }) =>
    judgeFlag(world, resource, 'IsMultiRegionTrail', true, {
      pass: 'the trail logs in all Regions',
      fail: 'the trail logs in one Region',
      missing: { verdict: 'fail', because: 'IsMultiRegionTrail is missing, and the default is false' },
    }),
};
