import type { ControlRule } from '../control-rule';
import { judgeCustomerKey } from '../customer-key';

/** LAKE-01. */
export const lakeCustomerKey: ControlRule = {
  id: 'LAKE-01',
  name: 'LakeCustomerKey',
  title: 'The event data store is encrypted with a customer managed key',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::EventDataStore'],
  rationale: 'Whoever queries events then needs a permission for the key, too, and each use of the key is logged.',
  predicate: 'whatever KmsKeyId can be is the id, the ARN or an alias of a key, and no alias that begins with alias/aws/',
  live: 'cloudtrail:GetEventDataStore KmsKeyId',
  fix: 'set KmsKeyId to the ARN of a customer managed key; it cannot be changed later',
  limit: 'an id or ARN that is written out could be that of a key that AWS manages',
  of: 'resource',
  judge: (store, { world }) => judgeCustomerKey(world, store, 'KmsKeyId', 'events are encrypted with a key of CloudTrail'),
};
