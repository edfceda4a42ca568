import type { ControlRule } from '../control-rule';

/** ACCT-01: what an account needs, of which templates show only that it will be there, never that it is not. */
export const atLeastOneTrail: ControlRule = {
  id: 'ACCT-01',
  name: 'AtLeastOneAllRegionTrail',
  title: 'A trail will log all management events of all Regions',
  severity: 'high',
  decidable: 'partly',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'What no trail logs is gone after 90 days, and an attacker works in the Region that nobody looks at.',
  predicate: 'a trail that is deployed whatever the conditions passes TRAIL-01, TRAIL-02 and TRAIL-07',
  live: 'cloudtrail:DescribeTrails, GetTrailStatus and GetEventSelectors in every Region',
  fix: 'define a trail of all Regions that logs all management events, without a condition',
  limit: 'it is about the account that these templates are deployed to, and says nothing of others',
  of: 'report',
};
