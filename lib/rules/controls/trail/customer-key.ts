import type { ControlRule } from '../control-rule';
import { judgeCustomerKey } from '../customer-key';

/** TRAIL-05. */
export const customerKey: ControlRule = {
  id: 'TRAIL-05',
  name: 'TrailCustomerKey',
  title: 'The trail encrypts its log files with a customer managed key',
  severity: 'high',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail', 'AWS::KMS::Key', 'AWS::KMS::Alias'],
  rationale: 'Whoever reads log files then needs a permission for the key, too, and each use of the key is logged.',
  predicate: 'whatever KMSKeyId can be is the id, the ARN or an alias of a key, and no alias that begins with alias/aws/',
  live: 'cloudtrail:GetTrail KmsKeyId, kms:DescribeKey KeyManager and KeyState',
  fix: 'set KMSKeyId to the ARN of a customer managed key',
  limit: 'an id or ARN that is written out could be that of a key that AWS manages, and a key that is not defined here could be disabled',
  of: 'trail',
  judge: ({ resource }, { world }) => judgeCustomerKey(world, resource, 'KMSKeyId', 'log files are encrypted with what the bucket has'),
};
