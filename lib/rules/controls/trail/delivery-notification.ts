import type { ControlRule } from '../control-rule';
import { judgeSet } from '../values';

/** TRAIL-11. */
export const deliveryNotification: ControlRule = {
  id: 'TRAIL-11',
  name: 'TrailDeliveryNotification',
  title: 'The trail tells a topic of its deliveries',
  severity: 'low',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Whoever processes log files learns of each one, and notices when none comes any more.',
  predicate: 'SnsTopicName is set',
  live: 'cloudtrail:GetTrail SnsTopicARN',
  fix: 'set SnsTopicName to a topic whose policy lets CloudTrail publish',
  limit: 'that somebody subscribes to the topic is not seen',
  of: 'trail',
  judge: ({ resource }, { world }) =>
    judgeSet(world, resource, 'SnsTopicName', { pass: 'deliveries are announced to a topic', fail: 'no topic is told of deliveries' }),
};
