import type { ControlRule } from '../control-rule';
import { judgeSet } from '../values';

/** LOG-02. */
export const logGroupEncrypted: ControlRule = {
  id: 'LOG-02',
  name: 'TrailLogGroupEncrypted',
  title: 'The log group is encrypted with a KMS key',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::Logs::LogGroup'],
  rationale: 'With a key of their own, events can be read by those alone who may use the key, and every use of it is logged.',
  predicate: 'KmsKeyId is set',
  live: 'logs:DescribeLogGroups kmsKeyId',
  fix: 'set KmsKeyId to the ARN of a key whose policy allows the logs service of the Region to use it',
  limit: 'what was written before the key was set stays as it is',
  of: 'logGroup',
  judge: (group, { world }) =>
    judgeSet(world, group, 'KmsKeyId', {
      pass: 'KmsKeyId is set',
      fail: 'without a key, CloudWatch Logs encrypts with one of its own',
    }),
};
