import type { ControlRule } from '../control-rule';
import { pass, property } from '../judgement';
import { judgePublicGrants } from '../public-grant';

/** KEY-02. */
export const keyPolicyNotPublic: ControlRule = {
  id: 'KEY-02',
  name: 'KeyPolicyNotPublic',
  title: 'The policy of the key allows nothing to everyone',
  severity: 'critical',
  decidable: 'full',
  resourceTypes: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  rationale: 'Whoever may use the key can read log files wherever they come by them, and whoever may change its policy can lock everybody else out.',
  predicate:
    'no Allow statement of KeyPolicy is for every principal, unless a condition limits it, such as kms:CallerAccount, aws:PrincipalOrgID or aws:SourceArn',
  live: 'kms:GetKeyPolicy',
  fix: 'name the principals, or add the condition kms:CallerAccount',
  limit: 'grants are not part of the policy, and not seen',
  of: 'key',
  judge: (key, { world }) =>
    key.property('KeyPolicy') === undefined
      ? pass('KeyPolicy is missing, and the default policy is for the account alone', property(key, 'KeyPolicy'))
      : judgePublicGrants(world, [key], 'KeyPolicy'),
};
