import { isOpen, isUnresolved } from '../../template/symbols';
import { perTrail, type Rule } from '../rule';
import { finding } from './problems';

/** E23, E24: a log group and a role come together. */
export const cloudWatchLogsPair: Rule = perTrail(({ resource, logGroupArn, roleArn }) => {
  if ((logGroupArn === undefined) === (roleArn === undefined)) return [];
  return [
    finding(resource, 'Trail.cloudWatchLogsPair', {
      message: `to deliver to CloudWatch Logs a trail needs a log group and a role, and the ${logGroupArn === undefined ? 'log group' : 'role'} is missing`,
      value: logGroupArn ?? roleArn,
      awsMessage: 'You must specify a log group and a role ARN.',
      fix: logGroupArn === undefined ? 'add CloudWatchLogsLogGroupArn, or remove the role' : 'add CloudWatchLogsRoleArn, or remove the log group',
    }),
  ];
});

/** E25, E26: where the log group is, and how its ARN is written. */
export const logGroup: Rule = perTrail(({ resource, logGroupArn, roleArn, region, account }) => {
  if (logGroupArn === undefined || roleArn === undefined || isUnresolved(logGroupArn)) return [];
  const [, groupRegion = region, groupAccount = account] = /^arn:[^:]+:logs:([^:]*):([^:]*):/.exec(logGroupArn) ?? [];
  const differs = (one: string, other: string) => one !== other && !isOpen(one) && !isOpen(other);
  if (differs(groupRegion, region) || differs(groupAccount, account)) {
    return [
      finding(resource, 'CloudWatchLogs.region', {
        message: `the log group must be in the account and Region of the trail, ${account} and ${region}, and is in ${groupAccount} and ${groupRegion}`,
        value: logGroupArn,
        awsMessage: 'You must specify a log group that is in the current region',
        fix: `use a log group of ${region}`,
      }),
    ];
  }
  if (logGroupArn.endsWith(':*')) return [];
  return [
    finding(resource, 'Trail.logGroupArn', {
      message: 'CloudTrail takes the ARN of a log group with the star for its streams at the end (InvalidCloudWatchLogsLogGroupArnException)',
      value: logGroupArn,
      fix: 'add :* to it, or use Fn::GetAtt with Arn, which has it',
    }),
  ];
});
