import type { NeedsTable } from './type-needs';

const ORGANIZATION = { '*': 'organizations:DescribeOrganization organizations:ListAWSServiceAccessForOrganization' };
const BUCKET_READS =
  's3:GetAccelerateConfiguration s3:GetAnalyticsConfiguration s3:GetBucketAcl s3:GetBucketCORS s3:GetBucketLogging s3:GetBucketNotification ' +
  's3:GetBucketObjectLockConfiguration s3:GetBucketOwnershipControls s3:GetBucketPublicAccessBlock s3:GetBucketTagging s3:GetBucketVersioning ' +
  's3:GetBucketWebsite s3:GetEncryptionConfiguration s3:GetIntelligentTieringConfiguration s3:GetInventoryConfiguration s3:GetLifecycleConfiguration ' +
  's3:GetMetricsConfiguration s3:GetReplicationConfiguration s3:ListBucket';

/** Types that hold evidence, and what protects it. None of them is deleted by a deployment. */
export const EVIDENCE_TYPES: NeedsTable = {
  'AWS::CloudTrail::Trail': {
    name: 'TrailName',
    arn: 'cloudtrail:REGION:ACCOUNT:trail/NAME',
    actions:
      'cloudtrail:AddTags cloudtrail:CreateTrail cloudtrail:GetEventSelectors cloudtrail:GetInsightSelectors cloudtrail:GetTrail ' +
      'cloudtrail:GetTrailStatus cloudtrail:ListTags cloudtrail:PutEventSelectors cloudtrail:PutInsightSelectors cloudtrail:RemoveTags ' +
      'cloudtrail:StartLogging cloudtrail:UpdateTrail',
    beside: { '*': 'cloudtrail:DescribeTrails' },
    when: { AggregationConfigurations: 'cloudtrail:GetEventConfiguration cloudtrail:PutEventConfiguration' },
    whenBeside: { IsOrganizationTrail: ORGANIZATION },
    passes: { CloudWatchLogsRoleArn: 'cloudtrail' },
  },
  'AWS::CloudTrail::EventDataStore': {
    arn: 'cloudtrail:REGION:ACCOUNT:eventdatastore/*',
    actions:
      'cloudtrail:AddTags cloudtrail:CreateEventDataStore cloudtrail:GetEventDataStore cloudtrail:ListTags cloudtrail:RemoveTags ' +
      'cloudtrail:RestoreEventDataStore cloudtrail:StartEventDataStoreIngestion cloudtrail:UpdateEventDataStore',
    beside: { '*': 'cloudtrail:ListEventDataStores' },
    when: { InsightSelectors: 'cloudtrail:GetInsightSelectors cloudtrail:PutInsightSelectors' },
    whenBeside: { OrganizationEnabled: ORGANIZATION },
  },
  'AWS::S3::Bucket': {
    name: 'BucketName',
    arn: 's3:::NAME',
    // CloudFormation gives every bucket tags of its own.
    actions: `s3:CreateBucket s3:PutBucketTagging ${BUCKET_READS}`,
    when: {
      AccelerateConfiguration: 's3:PutAccelerateConfiguration',
      AccessControl: 's3:PutBucketAcl',
      AnalyticsConfigurations: 's3:PutAnalyticsConfiguration',
      BucketEncryption: 's3:PutEncryptionConfiguration',
      CorsConfiguration: 's3:PutBucketCORS',
      IntelligentTieringConfigurations: 's3:PutIntelligentTieringConfiguration',
      InventoryConfigurations: 's3:PutInventoryConfiguration',
      LifecycleConfiguration: 's3:PutLifecycleConfiguration',
      LoggingConfiguration: 's3:PutBucketLogging',
      MetricsConfigurations: 's3:PutMetricsConfiguration',
      NotificationConfiguration: 's3:PutBucketNotification',
      ObjectLockConfiguration: 's3:PutBucketObjectLockConfiguration',
      ObjectLockEnabled: 's3:PutBucketObjectLockConfiguration s3:PutBucketVersioning',
      OwnershipControls: 's3:PutBucketOwnershipControls',
      PublicAccessBlockConfiguration: 's3:PutBucketPublicAccessBlock',
      ReplicationConfiguration: 's3:PutReplicationConfiguration',
      VersioningConfiguration: 's3:PutBucketVersioning',
      WebsiteConfiguration: 's3:DeleteBucketWebsite s3:PutBucketWebsite',
    },
    passes: { 'ReplicationConfiguration.Role': 's3' },
  },
  'AWS::S3::BucketPolicy': {
    belongsTo: { property: 'Bucket', type: 'AWS::S3::Bucket' },
    actions: 's3:GetBucketPolicy s3:PutBucketPolicy',
  },
  // Nobody knows the id of a key before there is one, and CloudFormation gives keys no tags of its own to tell them by.
  'AWS::KMS::Key': {
    arn: 'kms:REGION:ACCOUNT:key/*',
    actions:
      'kms:DescribeKey kms:EnableKey kms:EnableKeyRotation kms:GetKeyPolicy kms:GetKeyRotationStatus kms:ListResourceTags kms:PutKeyPolicy ' +
      'kms:TagResource kms:UntagResource kms:UpdateKeyDescription',
    beside: { '*': 'kms:CreateKey' },
  },
  'AWS::KMS::ReplicaKey': {
    arn: 'kms:REGION:ACCOUNT:key/*',
    actions:
      'kms:CreateKey kms:DescribeKey kms:EnableKey kms:GetKeyPolicy kms:ListResourceTags kms:PutKeyPolicy kms:ReplicateKey kms:TagResource ' +
      'kms:UntagResource kms:UpdateKeyDescription',
  },
  'AWS::KMS::Alias': {
    name: 'AliasName',
    arn: 'kms:REGION:ACCOUNT:NAME kms:REGION:ACCOUNT:key/*',
    actions: 'kms:CreateAlias kms:DeleteAlias kms:UpdateAlias',
    beside: { '*': 'kms:ListAliases' },
  },
  'AWS::Logs::LogGroup': {
    name: 'LogGroupName',
    arn: 'logs:REGION:ACCOUNT:log-group:NAME logs:REGION:ACCOUNT:log-group:NAME:*',
    actions:
      'logs:AssociateKmsKey logs:CreateLogGroup logs:DeleteRetentionPolicy logs:DisassociateKmsKey logs:GetDataProtectionPolicy ' +
      'logs:ListTagsForResource logs:PutRetentionPolicy logs:TagResource logs:UntagResource',
    beside: { 'logs:REGION:ACCOUNT:log-group:*': 'logs:DescribeLogGroups' },
    when: {
      DataProtectionPolicy: 'logs:DeleteDataProtectionPolicy logs:PutDataProtectionPolicy',
      FieldIndexPolicies: 'logs:DeleteIndexPolicy logs:DescribeIndexPolicies logs:PutIndexPolicy',
    },
  },
};
