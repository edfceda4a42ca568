import type { CloudTrailRecord } from '../../lib/log-format/record';
import { call } from '../rules/controls/alarms/records';

/** How EventBridge delivers a record. */
export function onBus(detail: unknown) {
  const { eventSource, awsRegion, recipientAccountId, eventTime } = detail as CloudTrailRecord;
  return {
    version: '0',
    id: '0a1b2c3d-0000-4000-8000-000000000000',
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${String(eventSource).split('.')[0]}`,
    account: recipientAccountId,
    time: eventTime,
    region: awsRegion,
    resources: [],
    detail: detail as CloudTrailRecord,
  };
}

/** The names of what is protected. */
export interface Protected {
  readonly keyArn: string;
  /** What the names of the protection begin with. */
  readonly own: string;
}

/** One call of an API: its rule, its service, its name, and what its request says. */
export type Sample = readonly [rule: string, source: string, eventName: string, requestParameters: object | null, more?: object];

const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const SUBSCRIPTION = `${TOPIC}:6f0e3c4e-0000-4000-8000-000000000000`;
const GROUP = 'trail-events';
const GROUP_ARN = 'arn:aws:logs:eu-west-1:111122223333:log-group:trail-events';

const of = (rule: string, source: string, names: readonly string[], parameters: object | null, more?: object): Sample[] =>
  names.map((name) => [rule, source, name, parameters, more]);

/** Every API that is watched, as CloudTrail records it. */
export function samples({ keyArn, own }: Protected): Sample[] {
  const keyId = keyArn.split('/').at(-1);
  const kms = { resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN: keyArn }] };
  return [
    ...of('trail', 'cloudtrail', ['StopLogging', 'DeleteTrail', 'UpdateTrail'], { name: 'audit' }),
    ...of('trail', 'cloudtrail', ['StopLogging', 'DeleteTrail'], { name: ARN }),
    ...of('trail', 'cloudtrail', ['PutEventSelectors', 'PutInsightSelectors', 'PutEventConfiguration'], { trailName: 'audit' }),
    ...of('trail', 'cloudtrail', ['PutEventSelectors'], { trailName: ARN, eventSelectors: [{ readWriteType: 'ReadOnly' }] }),
    ...of('trail', 'cloudtrail', ['RegisterOrganizationDelegatedAdmin'], { memberAccountId: '444455556666' }),
    ...of('trail', 'cloudtrail', ['DeregisterOrganizationDelegatedAdmin'], { delegatedAdminAccountId: '444455556666' }),
    ...of('trail', 'organizations', ['DisableAWSServiceAccess'], { servicePrincipal: 'cloudtrail.amazonaws.com' }),
    ...of('trail', 'organizations', ['RegisterDelegatedAdministrator', 'DeregisterDelegatedAdministrator'], {
      accountId: '444455556666',
      servicePrincipal: 'cloudtrail.amazonaws.com',
    }),
    ...of('trail', 'organizations', ['DisablePolicyType'], { rootId: 'r-ab12', policyType: 'SERVICE_CONTROL_POLICY' }),
    ...of(
      'bucket',
      's3',
      [
        ...['DeleteBucket', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketOwnershipControls', 'DeleteBucketOwnershipControls'],
        ...['PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock', 'PutBucketEncryption', 'DeleteBucketEncryption', 'PutBucketLifecycle'],
        ...['PutBucketLifecycleConfiguration', 'DeleteBucketLifecycle', 'PutBucketIntelligentTieringConfiguration', 'PutBucketVersioning'],
        ...['PutBucketObjectLockConfiguration', 'PutObjectLockConfiguration', 'PutBucketReplication', 'DeleteBucketReplication'],
        ...['PutBucketNotification', 'PutBucketNotificationConfiguration', 'PutBucketLogging'],
      ],
      { bucketName: 'logs', Host: 's3.eu-west-1.amazonaws.com' },
    ),
    ...of('bucket', 's3', ['PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock'], { accountId: '111122223333' }),
    ...of(
      'key',
      'kms',
      [
        ...['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation', 'CreateGrant', 'RevokeGrant'],
        ...['ImportKeyMaterial', 'DeleteImportedKeyMaterial', 'UpdatePrimaryRegion'],
      ],
      { keyId },
      kms,
    ),
    ...of('key', 'kms', ['ScheduleKeyDeletion'], { keyId: keyArn, pendingWindowInDays: 7 }, kms),
    ...of('key', 'kms', ['RetireGrant'], null, kms),
    ...of(
      'logGroup',
      'logs',
      [
        ...['DeleteLogGroup', 'DeleteLogStream', 'PutRetentionPolicy', 'DeleteRetentionPolicy', 'PutSubscriptionFilter', 'DeleteSubscriptionFilter'],
        ...['PutMetricFilter', 'DeleteMetricFilter', 'AssociateKmsKey', 'DisassociateKmsKey'],
      ],
      { logGroupName: GROUP },
    ),
    ...of('logGroup', 'logs', ['AssociateKmsKey', 'DisassociateKmsKey'], { resourceIdentifier: GROUP_ARN }),
    ...of('logGroup', 'logs', ['PutDataProtectionPolicy', 'DeleteDataProtectionPolicy', 'PutTransformer', 'DeleteTransformer'], {
      logGroupIdentifier: GROUP,
    }),
    ...of('logGroup', 'logs', ['PutLogGroupDeletionProtection', 'PutTransformer'], { logGroupIdentifier: `${GROUP_ARN}:*` }),
    ...of('logGroup', 'logs', ['PutResourcePolicy'], { policyName: 'forge', policyDocument: `{"Statement":[{"Resource":"${GROUP_ARN}:*"}]}` }),
    ...of('logGroup', 'logs', ['PutAccountPolicy', 'DeleteAccountPolicy'], { policyName: 'mask', policyType: 'DATA_PROTECTION_POLICY' }),
    ...of('topic', 'sns', ['DeleteTopic', 'SetTopicAttributes', 'AddPermission', 'RemovePermission'], { topicArn: TOPIC }),
    ...of('topic', 'sns', ['PutDataProtectionPolicy'], { resourceArn: TOPIC }),
    ...of('topic', 'sns', ['Unsubscribe', 'SetSubscriptionAttributes'], { subscriptionArn: SUBSCRIPTION }),
    ...of('rule', 'events', ['DisableRule', 'DeleteRule', 'PutRule'], { name: `${own}trail` }),
    ...of('rule', 'events', ['RemoveTargets', 'PutTargets'], { rule: `${own}bucket` }),
    ...of(
      'protection',
      'lambda',
      [
        ...[
          'DeleteFunction20150331',
          'DeleteFunctionConcurrency20171031',
          'DeleteFunctionEventInvokeConfig20190925',
          'PutFunctionConcurrency20171031',
        ],
        ...['UpdateFunctionCode20150331v2', 'UpdateFunctionConfiguration20150331v2', 'AddPermission20150331v2', 'RemovePermission20150331v2'],
        ...['PutRuntimeManagementConfig'],
      ],
      { functionName: `${own}alerts` },
    ),
    ...of('protection', 'lambda', ['PutFunctionConcurrency20171031'], {
      functionName: `arn:aws:lambda:eu-west-1:111122223333:function:${own}alerts`,
    }),
    ...of('protection', 'lambda', ['RemovePermission20150331v2'], { functionName: `111122223333:function:${own}alerts:$LATEST` }),
    ...of('protection', 'sqs', ['DeleteQueue', 'SetQueueAttributes', 'PurgeQueue', 'AddPermission', 'RemovePermission'], {
      queueUrl: `https://sqs.eu-west-1.amazonaws.com/111122223333/${own}undelivered`,
    }),
    ...of('protection', 'monitoring', ['DeleteAlarms', 'DisableAlarmActions'], { alarmNames: ['other', `${own}undelivered`] }),
    ...of('protection', 'monitoring', ['PutMetricAlarm', 'SetAlarmState'], { alarmName: `${own}undelivered` }),
    ...of(
      'protection',
      'iam',
      [
        ...['DeleteRole', 'UpdateAssumeRolePolicy', 'AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy'],
        ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
      ],
      { roleName: `${own}eu-west-1` },
    ),
    ...of('protection', 'iam', ['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'], {
      policyArn: `arn:aws:iam::111122223333:policy/${own}eu-west-1`,
    }),
  ];
}

/** The same calls about something else. */
export const elsewhere = (parameters: object | null): unknown =>
  JSON.parse(
    JSON.stringify(parameters)
      .replaceAll('trail/audit"', 'trail/audit-2"')
      .replaceAll('"audit"', '"audit-2"')
      .replaceAll('"logs"', '"logs-2"')
      .replaceAll('trail-events', 'other-events')
      .replaceAll(':alerts', ':alerts-2')
      .replaceAll('Stack-Tamper-', 'Stack-Other-')
      .replaceAll('cloudtrail.amazonaws.com', 'config.amazonaws.com')
      .replaceAll('SERVICE_CONTROL_POLICY', 'TAG_POLICY')
      .replace(/"keyId":"[^"]*"/, '"keyId":"other"'),
  );

export const record = ([, source, eventName, requestParameters, more]: Sample) => call(source, eventName, { requestParameters, ...more });
