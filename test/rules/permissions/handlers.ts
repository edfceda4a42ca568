/**
 * What CloudFormation calls for a resource: the permissions of the handlers in its resource schemas, by type. Those of types that are older than
 * schemas (rules of EventBridge, subscriptions, inline policies) are from the pages of the services in the Service Authorization Reference.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers
 */
export interface Handlers {
  /** To create, read and update. */
  readonly needed: string;
  /** To delete; left out where a deployment never deletes it. */
  readonly remove?: string;
  /** Needed only where a property is there. */
  readonly with?: Readonly<Record<string, string>>;
}

const ALARM = 'cloudwatch:DescribeAlarms cloudwatch:TagResource cloudwatch:UntagResource cloudwatch:ListTagsForResource';

export const HANDLERS: Readonly<Record<string, Handlers>> = {
  'AWS::CloudTrail::Trail': {
    needed:
      'cloudtrail:CreateTrail cloudtrail:StartLogging cloudtrail:AddTags cloudtrail:PutEventSelectors cloudtrail:PutInsightSelectors ' +
      'cloudtrail:GetTrail cloudtrail:GetTrailStatus cloudtrail:ListTags cloudtrail:GetEventSelectors cloudtrail:GetInsightSelectors ' +
      'cloudtrail:DescribeTrails cloudtrail:UpdateTrail cloudtrail:RemoveTags',
  },
  'AWS::CloudWatch::Alarm': { needed: `${ALARM} cloudwatch:PutMetricAlarm`, remove: 'cloudwatch:DeleteAlarms' },
  'AWS::CloudWatch::Dashboard': { needed: 'cloudwatch:PutDashboard cloudwatch:GetDashboard', remove: 'cloudwatch:DeleteDashboards' },
  'AWS::DynamoDB::Table': {
    needed:
      'dynamodb:CreateTable dynamodb:DescribeTable dynamodb:DescribeTimeToLive dynamodb:UpdateContinuousBackups dynamodb:DescribeContinuousBackups ' +
      'dynamodb:DescribeContributorInsights dynamodb:DescribeKinesisStreamingDestination dynamodb:ListTagsOfResource dynamodb:TagResource ' +
      'dynamodb:UntagResource dynamodb:UpdateTable dynamodb:GetResourcePolicy',
    with: { TimeToLiveSpecification: 'dynamodb:UpdateTimeToLive', ContributorInsightsSpecification: 'dynamodb:UpdateContributorInsights' },
  },
  'AWS::Events::Rule': {
    needed:
      'events:PutRule events:DescribeRule events:EnableRule events:DisableRule events:PutTargets events:ListTargetsByRule events:RemoveTargets ' +
      'events:TagResource events:UntagResource events:ListTagsForResource',
    remove: 'events:DeleteRule',
  },
  'AWS::IAM::ManagedPolicy': {
    needed:
      'iam:CreatePolicy iam:GetPolicy iam:ListEntitiesForPolicy iam:GetPolicyVersion iam:ListPolicyVersions iam:CreatePolicyVersion ' +
      'iam:DeletePolicyVersion',
    remove: 'iam:DeletePolicy',
  },
  'AWS::IAM::Role': {
    needed:
      'iam:CreateRole iam:GetRole iam:ListAttachedRolePolicies iam:ListRolePolicies iam:GetRolePolicy iam:UpdateRole iam:UpdateRoleDescription ' +
      'iam:UpdateAssumeRolePolicy iam:TagRole iam:UntagRole',
    remove: 'iam:DeleteRole',
    with: { Policies: 'iam:PutRolePolicy iam:DeleteRolePolicy', PermissionsBoundary: 'iam:PutRolePermissionsBoundary' },
  },
  'AWS::KMS::Key': {
    needed:
      'kms:CreateKey kms:EnableKeyRotation kms:TagResource kms:PutKeyPolicy kms:DescribeKey kms:GetKeyPolicy kms:GetKeyRotationStatus ' +
      'kms:ListResourceTags kms:EnableKey kms:UntagResource kms:UpdateKeyDescription',
  },
  'AWS::Lambda::EventInvokeConfig': {
    needed: 'lambda:PutFunctionEventInvokeConfig lambda:GetFunctionEventInvokeConfig lambda:UpdateFunctionEventInvokeConfig',
    remove: 'lambda:DeleteFunctionEventInvokeConfig',
  },
  'AWS::Lambda::EventSourceMapping': {
    needed:
      'lambda:CreateEventSourceMapping lambda:GetEventSourceMapping lambda:TagResource lambda:ListTags lambda:UpdateEventSourceMapping lambda:UntagResource',
    remove: 'lambda:DeleteEventSourceMapping',
  },
  'AWS::Lambda::Function': {
    needed:
      'lambda:CreateFunction lambda:GetFunction lambda:GetFunctionCodeSigningConfig lambda:GetFunctionRecursionConfig ' +
      'lambda:GetRuntimeManagementConfig lambda:TagResource ' +
      'lambda:ListTags lambda:UntagResource lambda:UpdateFunctionConfiguration lambda:UpdateFunctionCode',
    remove: 'lambda:DeleteFunction',
    with: { ReservedConcurrentExecutions: 'lambda:PutFunctionConcurrency lambda:DeleteFunctionConcurrency' },
  },
  'AWS::Lambda::Permission': { needed: 'lambda:AddPermission lambda:GetPolicy', remove: 'lambda:RemovePermission' },
  'AWS::Logs::LogGroup': {
    needed:
      'logs:DescribeLogGroups logs:CreateLogGroup logs:PutRetentionPolicy logs:TagResource logs:GetDataProtectionPolicy logs:ListTagsForResource ' +
      'logs:AssociateKmsKey logs:DisassociateKmsKey logs:DeleteRetentionPolicy logs:UntagResource',
    with: { DataProtectionPolicy: 'logs:PutDataProtectionPolicy' },
  },
  'AWS::Logs::MetricFilter': { needed: 'logs:PutMetricFilter logs:DescribeMetricFilters', remove: 'logs:DeleteMetricFilter' },
  'AWS::Logs::SubscriptionFilter': {
    needed: 'logs:PutSubscriptionFilter logs:DescribeSubscriptionFilters',
    remove: 'logs:DeleteSubscriptionFilter',
  },
  'AWS::S3::Bucket': {
    needed:
      's3:CreateBucket s3:PutBucketTagging s3:GetBucketAcl s3:ListBucket s3:GetAccelerateConfiguration s3:GetLifecycleConfiguration ' +
      's3:GetBucketPublicAccessBlock s3:GetAnalyticsConfiguration s3:GetBucketCORS s3:GetEncryptionConfiguration s3:GetInventoryConfiguration ' +
      's3:GetBucketLogging s3:GetMetricsConfiguration s3:GetBucketNotification s3:GetBucketVersioning s3:GetReplicationConfiguration ' +
      's3:GetBucketWebsite s3:GetBucketObjectLockConfiguration s3:GetBucketTagging s3:GetBucketOwnershipControls ' +
      's3:GetIntelligentTieringConfiguration',
    with: {
      AnalyticsConfigurations: 's3:PutAnalyticsConfiguration',
      BucketEncryption: 's3:PutEncryptionConfiguration',
      CorsConfiguration: 's3:PutBucketCORS',
      InventoryConfigurations: 's3:PutInventoryConfiguration',
      LifecycleConfiguration: 's3:PutLifecycleConfiguration',
      LoggingConfiguration: 's3:PutBucketLogging',
      MetricsConfigurations: 's3:PutMetricsConfiguration',
      NotificationConfiguration: 's3:PutBucketNotification',
      ObjectLockConfiguration: 's3:PutBucketObjectLockConfiguration',
      ObjectLockEnabled: 's3:PutBucketObjectLockConfiguration',
      OwnershipControls: 's3:PutBucketOwnershipControls',
      PublicAccessBlockConfiguration: 's3:PutBucketPublicAccessBlock',
      ReplicationConfiguration: 's3:PutReplicationConfiguration',
      VersioningConfiguration: 's3:PutBucketVersioning',
    },
  },
  'AWS::S3::BucketPolicy': { needed: 's3:GetBucketPolicy s3:PutBucketPolicy' },
  'AWS::SNS::Subscription': {
    needed: 'sns:Subscribe sns:GetSubscriptionAttributes sns:SetSubscriptionAttributes sns:ListSubscriptionsByTopic',
    remove: 'sns:Unsubscribe',
  },
  'AWS::SNS::Topic': {
    needed:
      'sns:CreateTopic sns:TagResource sns:GetTopicAttributes sns:ListTagsForResource sns:ListSubscriptionsByTopic sns:GetDataProtectionPolicy ' +
      'sns:SetTopicAttributes sns:UntagResource',
    remove: 'sns:DeleteTopic',
    with: { Subscription: 'sns:Subscribe sns:Unsubscribe', DataProtectionPolicy: 'sns:PutDataProtectionPolicy' },
  },
  'AWS::SNS::TopicPolicy': { needed: 'sns:SetTopicAttributes' },
  'AWS::SQS::Queue': {
    needed: 'sqs:CreateQueue sqs:GetQueueUrl sqs:GetQueueAttributes sqs:ListQueueTags sqs:TagQueue sqs:SetQueueAttributes sqs:UntagQueue',
    remove: 'sqs:DeleteQueue',
  },
  'AWS::SQS::QueuePolicy': { needed: 'sqs:SetQueueAttributes' },
  // CloudFormation calls the function that makes it.
  'Custom::S3AutoDeleteObjects': { needed: 'lambda:InvokeFunction' },
};

/** What CloudFormation calls for a resource with some properties. */
export function callsFor(type: string, properties: object): string[] {
  const { needed, remove = '', with: optional = {} } = HANDLERS[type] ?? { needed: '' };
  const present = Object.entries(optional).flatMap(([property, actions]) => (property in properties ? actions : []));
  return [needed, remove, ...present]
    .join(' ')
    .split(' ')
    .filter((action) => action !== '');
}
