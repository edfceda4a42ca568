import { PROTECTION, RULE } from './tamper-own-routes';
import type { TamperSubject } from './tamper-protection.contract';
import { beginning, inAnyCase, logGroupNamed, type Matcher, none, parameter, type Route } from './tamper-route';

const BY_NAME = ['StopLogging', 'DeleteTrail', 'UpdateTrail'];
const BY_TRAIL_NAME = ['PutEventSelectors', 'PutInsightSelectors', 'PutEventConfiguration'];

/** Calls that were denied often have no parameters: better to hear of an attempt on another trail than of none. */
const MISSING: readonly Matcher[] = [{ exists: false }];

const TRAIL: readonly Route[] = [
  { source: 'cloudtrail', events: BY_NAME, names: 'trail', field: parameter('name'), matchers: inAnyCase, values: MISSING },
  { source: 'cloudtrail', events: BY_TRAIL_NAME, names: 'trail', field: parameter('trailName'), matchers: inAnyCase, values: MISSING },
  { source: 'cloudtrail', names: 'trail', events: ['RegisterOrganizationDelegatedAdmin', 'DeregisterOrganizationDelegatedAdmin'] },
  {
    source: 'organizations',
    names: 'trail',
    events: ['DisableAWSServiceAccess', 'RegisterDelegatedAdministrator', 'DeregisterDelegatedAdministrator'],
    field: parameter('servicePrincipal'),
    matchers: none,
    values: ['cloudtrail.amazonaws.com'],
  },
  {
    source: 'organizations',
    names: 'trail',
    events: ['DisablePolicyType'],
    field: parameter('policyType'),
    matchers: none,
    values: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
  },
];

const BUCKET: readonly Route[] = [
  {
    source: 's3',
    names: 'bucket',
    field: parameter('bucketName'),
    events: [
      ...['DeleteBucket', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketOwnershipControls', 'DeleteBucketOwnershipControls'],
      ...['PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock', 'PutBucketEncryption', 'DeleteBucketEncryption'],
      // S3 records some calls under the names of an older version of its API.
      ...['PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'DeleteBucketLifecycle', 'PutBucketIntelligentTieringConfiguration'],
      ...['PutBucketVersioning', 'PutBucketObjectLockConfiguration', 'PutObjectLockConfiguration', 'PutBucketReplication', 'DeleteBucketReplication'],
      ...['PutBucketNotification', 'PutBucketNotificationConfiguration', 'PutBucketLogging'],
    ],
  },
  { source: 's3', names: 'bucket', events: ['PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock'] },
];

const KEY: readonly Route[] = [
  {
    source: 'kms',
    names: 'key',
    field: parameter('keyId'),
    events: [
      ...['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation', 'CreateGrant', 'RevokeGrant'],
      ...['ImportKeyMaterial', 'DeleteImportedKeyMaterial', 'UpdatePrimaryRegion'],
    ],
  },
  // A grant may be retired by its token: then only the resources of the event name the key.
  { source: 'kms', names: 'keyArn', field: 'resources.ARN', events: ['RetireGrant'] },
];

const LOG_GROUP: readonly Route[] = [
  {
    source: 'logs',
    names: 'logGroupName',
    field: parameter('logGroupName'),
    events: [
      ...['DeleteLogGroup', 'DeleteLogStream', 'PutRetentionPolicy', 'DeleteRetentionPolicy', 'PutSubscriptionFilter', 'DeleteSubscriptionFilter'],
      ...['PutMetricFilter', 'DeleteMetricFilter', 'AssociateKmsKey', 'DisassociateKmsKey'],
    ],
  },
  {
    source: 'logs',
    names: 'logGroup',
    field: parameter('resourceIdentifier'),
    matchers: logGroupNamed,
    events: ['AssociateKmsKey', 'DisassociateKmsKey'],
  },
  {
    source: 'logs',
    names: 'logGroup',
    field: parameter('logGroupIdentifier'),
    matchers: logGroupNamed,
    events: [...['PutDataProtectionPolicy', 'DeleteDataProtectionPolicy', 'PutTransformer', 'DeleteTransformer', 'PutLogGroupDeletionProtection']],
  },
  {
    source: 'logs',
    names: 'logGroup',
    field: parameter('policyDocument'),
    events: ['PutResourcePolicy'],
    matchers: (name) => [{ wildcard: `*:log-group:${name}*` }],
  },
  // A policy of the account can mask what all its log groups have.
  { source: 'logs', names: 'logGroup', events: ['PutAccountPolicy', 'DeleteAccountPolicy'] },
];

const TOPIC: readonly Route[] = [
  { source: 'sns', names: 'topic', field: parameter('topicArn'), events: ['DeleteTopic', 'SetTopicAttributes', 'AddPermission', 'RemovePermission'] },
  { source: 'sns', names: 'topic', field: parameter('resourceArn'), events: ['PutDataProtectionPolicy'] },
  {
    source: 'sns',
    names: 'topic',
    field: parameter('subscriptionArn'),
    matchers: (arn) => beginning(`${arn}:`),
    events: ['Unsubscribe', 'SetSubscriptionAttributes'],
  },
];

/** All the ways to tamper, by what is tampered with. */
export const ROUTES: Readonly<Record<TamperSubject, readonly Route[]>> = {
  trail: TRAIL,
  bucket: BUCKET,
  key: KEY,
  logGroup: LOG_GROUP,
  topic: TOPIC,
  rule: RULE,
  protection: PROTECTION,
};
