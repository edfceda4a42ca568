import type { ControlRule } from '../control-rule';
import { judgeFlag } from '../values';

/** TRAIL-12. */
export const organizationTrail: ControlRule = {
  id: 'TRAIL-12',
  name: 'OrganizationTrail',
  title: 'The trail logs for all accounts of the organization',
  severity: 'info',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'What is logged for the whole organization cannot be switched off in an account, and is there for new accounts at once.',
  predicate: 'IsOrganizationTrail is true',
  live: 'cloudtrail:DescribeTrails IsOrganizationTrail, organizations:DescribeOrganization',
  fix: 'set IsOrganizationTrail to true, in the management account or in that of a delegated administrator',
  of: 'trail',
  judge: ({ resource }, { world }) =>
    judgeFlag(world, resource, 'IsOrganizationTrail', true, {
      pass: 'the trail logs for all accounts of the organization',
      fail: 'the trail logs for one account',
      missing: { verdict: 'fail', because: 'IsOrganizationTrail is missing, and the default is false' },
    }),
};
