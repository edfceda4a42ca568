import type { ControlRule } from '../control-rule';
import { allOf, notApplicable } from '../judgement';
import { judgePermissions } from './role-permissions';
import { judgeTrust } from './role-trust';

/** LOG-03. */
export const logsRoleLeastPrivilege: ControlRule = {
  id: 'LOG-03',
  name: 'TrailLogsRoleLeastPrivilege',
  title: 'The delivery role is for CloudTrail and the log group alone',
  severity: 'low',
  decidable: 'partly',
  resourceTypes: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'],
  rationale: 'Whoever gets at the role can do whatever it may: with more than it needs, that is to forge or delete the events of other log groups.',
  predicate:
    'every Allow of AssumeRolePolicyDocument is for cloudtrail.amazonaws.com, and every Allow of the policies of the role is for logs:CreateLogStream and logs:PutLogEvents on the log group of the trail',
  live: 'iam:GetRole, iam:ListAttachedRolePolicies, iam:GetPolicyVersion, iam:ListRolePolicies, iam:GetRolePolicy',
  fix: 'trust cloudtrail.amazonaws.com alone, and allow both actions on the ARN of the log group with :log-stream:* after it',
  limit: 'policies that are attached outside of the templates are not seen',
  of: 'logRole',
  judge: (role, { world, trail: { logGroupArn } }) => {
    if (logGroupArn === undefined) return notApplicable('the trail has no log group');
    return allOf([judgePermissions(world, role, logGroupArn), judgeTrust(role)]);
  },
};
