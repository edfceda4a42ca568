import type { ControlRule } from '../control-rule';
import { judgeFlag } from '../values';

/** TRAIL-04. */
export const logFileValidation: ControlRule = {
  id: 'TRAIL-04',
  name: 'TrailLogFileValidation',
  title: 'The trail delivers digest files',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Only signed digest files prove that no log file was changed or deleted after its delivery.',
  predicate: 'EnableLogFileValidation is true',
  live: 'cloudtrail:GetTrail LogFileValidationEnabled',
  fix: 'set EnableLogFileValidation to true',
  limit: 'that somebody validates the digest files is not seen',
  of: 'trail',
  judge: ({ resource }, { world }) =>
    judgeFlag(world, resource, 'EnableLogFileValidation', true, {
      pass: 'digest files are delivered',
      fail: 'no digest files are delivered',
      missing: { verdict: 'fail', because: 'EnableLogFileValidation is missing, and the default is false' },
    }),
};
