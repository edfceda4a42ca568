import { beginning, type Matcher, parameter, prefixes, type Route } from './tamper-route';

/** Calls on the rules of a protection. */
export const RULE: readonly Route[] = [
  { source: 'events', names: 'rule', field: parameter('name'), matchers: beginning, events: ['DisableRule', 'DeleteRule', 'PutRule'] },
  { source: 'events', names: 'rule', field: parameter('rule'), matchers: beginning, events: ['RemoveTargets', 'PutTargets'] },
];

/** Calls on what else it consists of. */
export const PROTECTION: readonly Route[] = [
  {
    source: 'lambda',
    names: 'function',
    field: parameter('functionName'),
    matchers: (name): Matcher[] => [name, { suffix: `:function:${name}` }, { wildcard: `*:function:${name}:*` }],
    // Their names end with the version of the API, such as `DeleteFunction20150331`.
    events: prefixes('DeleteFunction', 'UpdateFunction', 'PutFunction', 'AddPermission', 'RemovePermission', 'PutRuntimeManagementConfig'),
  },
  {
    source: 'sqs',
    names: 'queue',
    field: parameter('queueUrl'),
    matchers: (name) => [{ suffix: `/${name}` }],
    events: ['DeleteQueue', 'SetQueueAttributes', 'PurgeQueue', 'AddPermission', 'RemovePermission'],
  },
  { source: 'monitoring', names: 'alarm', field: parameter('alarmNames'), events: ['DeleteAlarms', 'DisableAlarmActions'] },
  { source: 'monitoring', names: 'alarm', field: parameter('alarmName'), events: ['PutMetricAlarm', 'SetAlarmState'] },
  {
    source: 'iam',
    names: 'role',
    field: parameter('roleName'),
    matchers: beginning,
    events: [
      ...['DeleteRole', 'UpdateAssumeRolePolicy', 'AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy'],
      ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
    ],
  },
  {
    source: 'iam',
    names: 'policy',
    field: parameter('policyArn'),
    matchers: beginning,
    events: ['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'],
  },
];
