import type { ControlRule } from '../control-rule';
import { judgeActions } from './judge/actions';

/** ALM-20. */
export const alarmActionsEnabled: ControlRule = {
  id: 'ALM-20',
  name: 'AlarmActionsEnabled',
  title: 'The alarm does something when it goes off',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  rationale: 'An alarm without an action goes off in a console that nobody looks at.',
  predicate: 'AlarmActions is not empty, and ActionsEnabled is not false',
  live: 'cloudwatch:DescribeAlarms',
  fix: 'give the alarm AlarmActions, such as the ARN of a topic, and leave ActionsEnabled true',
  limit: 'an alarm that is only a part of a composite alarm is asked for an action of its own',
  of: 'resource',
  judge: (alarm, { world }) => judgeActions(world, alarm),
};
