import type { ControlRule } from '../control-rule';
import { judgeFlag } from '../values';

/** LAKE-02. */
export const lakeAllRegions: ControlRule = {
  id: 'LAKE-02',
  name: 'LakeAllRegions',
  title: 'The event data store has the events of all Regions',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::EventDataStore'],
  rationale: 'Whoever wants to stay unseen works in a Region that nobody looks at.',
  predicate: 'MultiRegionEnabled is not false',
  live: 'cloudtrail:GetEventDataStore MultiRegionEnabled',
  fix: 'set MultiRegionEnabled to true, or leave it out',
  of: 'resource',
  judge: (store, { world }) =>
    judgeFlag(world, store, 'MultiRegionEnabled', true, {
      pass: 'the events of all Regions are collected',
      fail: 'the events of one Region are collected',
      missing: { verdict: 'pass', because: 'MultiRegionEnabled is missing, and the default is true' },
    }),
};
