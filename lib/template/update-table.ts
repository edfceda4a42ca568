// Made by `npx tsx --tsconfig tsconfig.dev.json test/template/write-update-table.ts`: do not edit it.

/**
 * For each type: what identifies a resource | properties whose update replaces it | those whose update may | those that are updated in place.
 * From the resource specification of CloudFormation.
 */
export const UPDATE_TABLE: Readonly<Record<string, string>> = {
  'AWS::Athena::NamedQuery': 'NamedQueryId|Database Description Name QueryString WorkGroup||',
  'AWS::Athena::WorkGroup': 'Name|Name||Description RecursiveDeleteOption State Tags WorkGroupConfiguration WorkGroupConfigurationUpdates',
  'AWS::CloudFormation::CustomResource': 'Id|ServiceToken||ServiceTimeout',
  'AWS::CloudFormation::Stack': 'StackId|||NotificationARNs Parameters Tags TemplateURL TimeoutInMinutes',
  'AWS::CloudTrail::EventDataStore':
    'EventDataStoreArn|||AdvancedEventSelectors BillingMode ContextKeySelectors FederationEnabled FederationRoleArn IngestionEnabled InsightSelectors InsightsDestination KmsKeyId MaxEventSize MultiRegionEnabled Name OrganizationEnabled RetentionPeriod Tags TerminationProtectionEnabled',
  'AWS::CloudTrail::Trail':
    'TrailName|TrailName||AdvancedEventSelectors AggregationConfigurations CloudWatchLogsLogGroupArn CloudWatchLogsRoleArn EnableLogFileValidation EventSelectors IncludeGlobalServiceEvents InsightSelectors IsLogging IsMultiRegionTrail IsOrganizationTrail KMSKeyId S3BucketName S3KeyPrefix SnsTopicName Tags',
  'AWS::CloudWatch::Alarm':
    'AlarmName|AlarmName||ActionConfiguration ActionsEnabled AlarmActions AlarmDescription ComparisonOperator DatapointsToAlarm Dimensions EvaluateLowSampleCountPercentile EvaluationCriteria EvaluationInterval EvaluationPeriods EvaluationWindow ExtendedStatistic InsufficientDataActions MetricName Metrics Namespace OKActions Period Statistic Tags Threshold ThresholdMetricId TreatMissingData Unit WarmUpConfiguration',
  'AWS::CloudWatch::CompositeAlarm':
    'AlarmName|AlarmName||ActionConfiguration ActionsEnabled ActionsSuppressor ActionsSuppressorExtensionPeriod ActionsSuppressorWaitPeriod AlarmActions AlarmDescription AlarmRule InsufficientDataActions OKActions Tags',
  'AWS::CloudWatch::Dashboard': 'DashboardName|DashboardName||DashboardBody Tags',
  'AWS::DynamoDB::GlobalTable':
    'TableName|KeySchema LocalSecondaryIndexes TableName|GlobalSecondaryIndexes VectorIndexes|AttributeDefinitions BillingMode GlobalTableSourceArn GlobalTableWitnesses MultiRegionConsistency ReadOnDemandThroughputSettings ReadProvisionedThroughputSettings Replicas SSESpecification StreamSpecification TableType TimeToLiveSpecification WarmThroughput WriteOnDemandThroughputSettings WriteProvisionedThroughputSettings',
  'AWS::DynamoDB::Table':
    'TableName|ImportSourceSpecification KeySchema TableName||AttributeDefinitions BillingMode ContributorInsightsSpecification DeletionProtectionEnabled GlobalSecondaryIndexes KinesisStreamSpecification LocalSecondaryIndexes OnDemandThroughput PointInTimeRecoverySpecification ProvisionedThroughput ResourcePolicy SSESpecification StreamSpecification TableClass Tags TimeToLiveSpecification VectorIndexes WarmThroughput',
  'AWS::Events::Rule': 'Arn|EventBusName Name||Description EventPattern RoleArn ScheduleExpression State Tags Targets',
  'AWS::Glue::Database': 'DatabaseName|CatalogId DatabaseName|DatabaseInput|',
  'AWS::Glue::Table': 'CatalogId DatabaseName Name|CatalogId DatabaseName Name|TableInput|OpenTableFormatInput',
  'AWS::IAM::ManagedPolicy': 'PolicyArn|Description ManagedPolicyName Path||Groups PolicyDocument Roles Users',
  'AWS::IAM::Policy': 'Id|||Groups PolicyDocument PolicyName Roles Users',
  'AWS::IAM::Role':
    'RoleName|Path RoleName||AssumeRolePolicyDocument Description ManagedPolicyArns MaxSessionDuration PermissionsBoundary Policies Tags',
  'AWS::IAM::RolePolicy': 'PolicyName RoleName|PolicyName RoleName||PolicyDocument',
  'AWS::IAM::User': 'UserName|UserName||Groups LoginProfile ManagedPolicyArns Path PermissionsBoundary Policies Tags',
  'AWS::KMS::Alias': 'AliasName|AliasName||TargetKeyId',
  'AWS::KMS::Key':
    'KeyId|||BypassPolicyLockoutSafetyCheck Description EnableKeyRotation Enabled KeyPolicy KeySpec KeyUsage MultiRegion Origin PendingWindowInDays RotationPeriodInDays Tags',
  'AWS::KMS::ReplicaKey': 'KeyId|PrimaryKeyArn||Description Enabled KeyPolicy PendingWindowInDays Tags',
  'AWS::KinesisFirehose::DeliveryStream':
    'DeliveryStreamName|DatabaseSourceConfiguration DeliveryStreamName DeliveryStreamType DirectPutSourceConfiguration KinesisStreamSourceConfiguration MSKSourceConfiguration|AmazonOpenSearchServerlessDestinationConfiguration AmazonopensearchserviceDestinationConfiguration ElasticsearchDestinationConfiguration IcebergDestinationConfiguration SnowflakeDestinationConfiguration|DeliveryStreamEncryptionConfigurationInput ExtendedS3DestinationConfiguration HttpEndpointDestinationConfiguration RedshiftDestinationConfiguration S3DestinationConfiguration SplunkDestinationConfiguration Tags',
  'AWS::Lambda::Alias': 'AliasArn|FunctionName Name||Description FunctionVersion ProvisionedConcurrencyConfig RoutingConfig',
  'AWS::Lambda::EventInvokeConfig': 'FunctionName Qualifier|FunctionName Qualifier||DestinationConfig MaximumEventAgeInSeconds MaximumRetryAttempts',
  'AWS::Lambda::EventSourceMapping':
    'Id|AmazonManagedKafkaEventSourceConfig EventSourceArn SelfManagedEventSource SelfManagedKafkaEventSourceConfig StartingPosition StartingPositionTimestamp||BatchSize BisectBatchOnFunctionError DestinationConfig DocumentDBEventSourceConfig Enabled FilterCriteria FunctionName FunctionResponseTypes KmsKeyArn LoggingConfig MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts MetricsConfig ParallelizationFactor ProvisionedPollerConfig Queues ScalingConfig SourceAccessConfigurations Tags Topics TumblingWindowInSeconds',
  'AWS::Lambda::Function':
    'FunctionName|FunctionName PackageType TenancyConfig||Architectures CapacityProviderConfig Code CodeSigningConfigArn DeadLetterConfig Description DurableConfig Environment EphemeralStorage FileSystemConfigs FunctionScalingConfig Handler ImageConfig KmsKeyArn Layers LoggingConfig MemorySize PublishToLatestPublished RecursiveLoop ReservedConcurrentExecutions Role Runtime RuntimeManagementConfig SnapStart Tags Timeout TracingConfig VpcConfig',
  'AWS::Lambda::Permission':
    'FunctionName Id|Action EventSourceToken FunctionName FunctionUrlAuthType InvokedViaFunctionUrl Principal PrincipalOrgID SourceAccount SourceArn||',
  'AWS::Lambda::Version': 'FunctionArn|CodeSha256 Description FunctionName ProvisionedConcurrencyConfig RuntimePolicy||FunctionScalingConfig',
  'AWS::Logs::LogGroup':
    'LogGroupName|LogGroupName||BearerTokenAuthenticationEnabled DataProtectionPolicy DeletionProtectionEnabled FieldIndexPolicies KmsKeyId LogGroupClass ResourcePolicyDocument RetentionInDays Tags',
  'AWS::Logs::MetricFilter':
    'LogGroupName FilterName|FilterName LogGroupName||ApplyOnTransformedLogs EmitSystemFieldDimensions FieldSelectionCriteria FilterPattern MetricTransformations',
  'AWS::Logs::ResourcePolicy': 'PolicyName|PolicyName||PolicyDocument',
  'AWS::Logs::SubscriptionFilter':
    'FilterName LogGroupName|FilterName LogGroupName||ApplyOnTransformedLogs DestinationArn Distribution EmitSystemFields FieldSelectionCriteria FilterPattern RoleArn',
  'AWS::S3::Bucket':
    'BucketName|BucketName BucketNamePrefix BucketNamespace ObjectLockEnabled||AbacStatus AccelerateConfiguration AccessControl AnalyticsConfigurations BucketEncryption CorsConfiguration IntelligentTieringConfigurations InventoryConfigurations LifecycleConfiguration LoggingConfiguration MetadataConfiguration MetadataTableConfiguration MetricsConfigurations NotificationConfiguration ObjectLockConfiguration OwnershipControls PublicAccessBlockConfiguration ReplicationConfiguration Tags VersioningConfiguration WebsiteConfiguration',
  'AWS::S3::BucketPolicy': 'Bucket|Bucket||PolicyDocument',
  'AWS::SNS::Subscription':
    'Arn|Endpoint Protocol TopicArn||DeliveryPolicy FilterPolicy FilterPolicyScope RawMessageDelivery RedrivePolicy Region ReplayPolicy SubscriptionRoleArn',
  'AWS::SNS::Topic':
    'TopicArn|FifoTopic TopicName||ArchivePolicy ContentBasedDeduplication DataProtectionPolicy DeliveryStatusLogging DisplayName FifoThroughputScope KmsMasterKeyId MaximumMessageSize SignatureVersion Subscription Tags TracingConfig',
  'AWS::SNS::TopicPolicy': 'Id|||PolicyDocument Topics',
  'AWS::SQS::Queue':
    'QueueUrl|FifoQueue QueueName||ContentBasedDeduplication DeduplicationScope DelaySeconds FifoThroughputLimit KmsDataKeyReusePeriodSeconds KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod ReceiveMessageWaitTimeSeconds RedriveAllowPolicy RedrivePolicy SqsManagedSseEnabled Tags VisibilityTimeout',
  'AWS::SQS::QueuePolicy': 'Id|||PolicyDocument Queues',
  'AWS::SSM::Parameter': 'Name|Name||AllowedPattern DataType Description Policies Tags Tier Type Value',
  'AWS::Scheduler::Schedule':
    'Name|Name||Description EndDate FlexibleTimeWindow GroupName KmsKeyArn ScheduleExpression ScheduleExpressionTimezone StartDate State Target',
};
