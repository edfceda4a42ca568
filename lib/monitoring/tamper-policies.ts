import { ArnFormat, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { refuse } from '../private/report';
import { leastJsonLength } from './tamper-length';
import type { TamperNames } from './tamper-names';
import type { TamperProtectionProps } from './tamper-protection-props';
import type { Watched } from './tamper-watched';

/** What the policies are about. */
export interface PolicyScope {
  readonly props: TamperProtectionProps;
  readonly watched: Watched;
  readonly own: TamperNames;
}

/** Organizations takes no longer policies, of both kinds. */
const LONGEST = 5120;

const ACTIONS = {
  trail: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'cloudtrail:UpdateTrail', 'cloudtrail:PutEventConfiguration'],
  selectors: ['cloudtrail:PutEventSelectors', 'cloudtrail:PutInsightSelectors'],
  bucket: [
    ...['DeleteBucket', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketOwnershipControls', 'PutBucketPublicAccessBlock'],
    ...['PutEncryptionConfiguration', 'PutLifecycleConfiguration', 'PutIntelligentTieringConfiguration', 'PutBucketVersioning'],
    ...['PutBucketObjectLockConfiguration', 'PutReplicationConfiguration', 'PutBucketNotification', 'PutBucketLogging'],
    ...['DeleteObject', 'DeleteObjectVersion', 'PutObjectRetention', 'PutObjectLegalHold', 'BypassGovernanceRetention'],
  ].map((name) => `s3:${name}`),
  key: [
    ...['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation', 'ImportKeyMaterial', 'DeleteImportedKeyMaterial'],
    ...['UpdatePrimaryRegion', 'RevokeGrant'],
  ].map((name) => `kms:${name}`),
  logGroup: [
    ...['DeleteLogGroup', 'DeleteLogStream', 'PutRetentionPolicy', 'DeleteRetentionPolicy', 'AssociateKmsKey', 'DisassociateKmsKey'],
    ...['PutSubscriptionFilter', 'DeleteSubscriptionFilter', 'PutMetricFilter', 'DeleteMetricFilter', 'PutDataProtectionPolicy'],
  ].map((name) => `logs:${name}`),
  topic: ['DeleteTopic', 'SetTopicAttributes', 'AddPermission', 'RemovePermission', 'PutDataProtectionPolicy'].map((name) => `sns:${name}`),
  rules: ['DisableRule', 'DeleteRule', 'PutRule', 'PutTargets', 'RemoveTargets'].map((name) => `events:${name}`),
  function: ['DeleteFunction*', 'UpdateFunction*', 'PutFunction*', 'AddPermission', 'RemovePermission', 'PutRuntimeManagementConfig'].map(
    (name) => `lambda:${name}`,
  ),
  queue: ['DeleteQueue', 'SetQueueAttributes', 'PurgeQueue', 'AddPermission', 'RemovePermission'].map((name) => `sqs:${name}`),
  alarm: ['DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm', 'SetAlarmState'].map((name) => `cloudwatch:${name}`),
  roles: [
    ...['DeleteRole', 'UpdateAssumeRolePolicy', 'AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy'],
    ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'],
  ].map((name) => `iam:${name}`),
  policies: ['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'].map((name) => `iam:${name}`),
} as const;

/** Nobody but the roles that deploy. The function itself may put selectors back. */
export function servicePolicyOf(scope: Construct, { props, watched, own }: PolicyScope): PolicyDocument {
  const exempt = exemptOf(scope, props);
  const stack = Stack.of(scope);
  const trailArns = props.trail ? [props.trail.trailRef.trailArn] : [];
  const repairs = props.repair?.putsSelectors ? [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: own.role })] : [];
  const { arns } = own;
  // One statement where several would say the same with other actions: a policy has little room, and an action is of one kind of resource anyway.
  const statements = [
    ...denied(
      'NobodyButDeployments',
      { ...protectedBy(scope, watched), trail: trailArns, selectors: repairs.length > 0 ? [] : trailArns, ...arns },
      exempt,
    ),
    ...denied('NobodyButDeploymentsAndRepairs', { selectors: repairs.length > 0 ? trailArns : [] }, [...exempt, ...repairs]),
  ];
  return checked(scope, 'service control policy', new PolicyDocument({ statements }));
}

/** The same for the services that resource control policies can be about, and for whoever calls. */
export function resourcePolicyOf(scope: Construct, { props, watched, own }: PolicyScope): PolicyDocument {
  const exempt = exemptOf(scope, props);
  const { bucket, key } = protectedBy(scope, watched);
  const statements = denied('NobodyButDeployments', { bucket, key, queue: [own.arns.queue] }, exempt);
  for (const statement of statements) {
    statement.addPrincipals(new AnyPrincipal());
    // AWS services have no role: they would be denied with everybody else.
    statement.addCondition('BoolIfExists', { 'aws:PrincipalIsAWSService': 'false' });
  }
  return checked(scope, 'resource control policy', new PolicyDocument({ statements }));
}

type Resources = Partial<Record<keyof typeof ACTIONS, string | readonly string[]>>;

/** Denies the actions of each kind on resources of that kind, of which there may be none. */
function denied(sid: string, resources: Resources, exempt: readonly string[]): PolicyStatement[] {
  const kinds = (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).filter((kind) => resources[kind]?.length);
  if (kinds.length === 0) return [];
  return [
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      actions: kinds.flatMap((kind) => ACTIONS[kind]),
      resources: [...new Set(kinds.flatMap((kind) => resources[kind] ?? []))],
      conditions: { ArnNotLike: { 'aws:PrincipalArn': [...exempt] } },
    }),
  ];
}

function protectedBy(scope: Construct, { archive, keys, logGroup, topics }: Watched) {
  return {
    bucket: archive ? [archive.bucket.bucketArn, archive.bucket.arnForObjects('*')] : [],
    key: keys.map(({ keyArn }) => keyArn),
    logGroup: logGroupArns(scope, logGroup),
    topic: topics.map(({ name }) => name),
  };
}

/** Some actions are about the group, and some about its streams. */
function logGroupArns(scope: Construct, logGroup: Watched['logGroup']): string[] {
  if (!logGroup) return [];
  const arn = Stack.of(scope).formatArn({
    ...{ service: 'logs', resource: 'log-group', resourceName: logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    ...{ account: logGroup.env.account, region: logGroup.env.region },
  });
  return [arn, `${arn}:*`];
}

function exemptOf(scope: Construct, { deployRoles = [] }: TamperProtectionProps): string[] {
  if (deployRoles.length > 0) return deployRoles;
  return refuse(scope, {
    id: 'cdk-cloudtrail:TamperProtection.noDeployRole',
    message: 'a policy that exempts nobody would stop deployments as well',
    value: [],
    fix: "pass 'deployRoles', such as 'arn:aws:iam::*:role/cdk-*-cfn-exec-role-*'",
  });
}

function checked(scope: Construct, what: string, document: PolicyDocument): PolicyDocument {
  const length = leastJsonLength(Stack.of(scope).resolve(document));
  if (length <= LONGEST) return document;
  return refuse(scope, {
    id: 'cdk-cloudtrail:TamperProtection.policyTooLong',
    message: `the ${what} takes ${length} characters, and Organizations takes ${LONGEST}`,
    value: length,
    fix: "shorten 'deployRoles', or pass fewer 'topics' and 'keys'",
  });
}
