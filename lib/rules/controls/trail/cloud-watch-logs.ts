import type { ControlRule } from '../control-rule';
import { allOf } from '../judgement';
import { judgeSet } from '../values';

const NO_LOGS = 'events do not reach CloudWatch Logs';

/** TRAIL-06. */
export const cloudWatchLogs: ControlRule = {
  id: 'TRAIL-06',
  name: 'TrailToCloudWatchLogs',
  title: 'The trail sends its events to CloudWatch Logs',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Alarms and searches need the events while they are minutes old.',
  predicate: 'CloudWatchLogsLogGroupArn and CloudWatchLogsRoleArn are both set',
  live: 'cloudtrail:GetTrailStatus LatestCloudWatchLogsDeliveryTime and LatestCloudWatchLogsDeliveryError',
  fix: 'set CloudWatchLogsLogGroupArn, and CloudWatchLogsRoleArn to a role that may write there',
  limit: 'that the role may write to the log group is another question',
  of: 'trail',
  judge: ({ resource }, { world }) =>
    allOf(
      ['CloudWatchLogsLogGroupArn', 'CloudWatchLogsRoleArn'].map((name) =>
        judgeSet(world, resource, name, { pass: 'log group and role are set', fail: `without ${name}, ${NO_LOGS}` }),
      ),
    ),
};
