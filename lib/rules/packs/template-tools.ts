/** Of each tool: what it calls what one of our rules looks at. Between several names there are blanks. */
export type ToolNames = Readonly<Record<string, Readonly<Record<string, string>>>>;

const [HIPAA, R4, R5, PCI] = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'] as const;
const FOUR = [HIPAA, R4, R5, PCI];

/** A rule of cdk-nag 3 has a name for each of the packs that it is in, and in AwsSolutions a number. */
function nag(rule: string, packs: readonly string[], ...numbers: readonly string[]): string {
  return [...packs.map((pack) => `${pack}-${rule}`), ...numbers].join(' ');
}

/** Tools that read CloudFormation templates, and nothing else. */
export const TEMPLATE_TOOLS: ToolNames = {
  'cdk-nag': {
    'ALM-20': nag('CloudWatchAlarmAction', [HIPAA, R4, R5]),
    'BKT-01': [
      nag('S3BucketLevelPublicAccessProhibited', [HIPAA, R5, PCI], 'AwsSolutions-S2'),
      nag('S3BucketPublicReadProhibited', FOUR),
      nag('S3BucketPublicWriteProhibited', FOUR),
    ].join(' '),
    'BKT-02': `${nag('S3BucketPublicReadProhibited', FOUR)} ${nag('S3BucketPublicWriteProhibited', FOUR)}`,
    'BKT-03': nag('S3BucketLoggingEnabled', FOUR, 'AwsSolutions-S1'),
    'BKT-04': nag('S3BucketSSLRequestsOnly', FOUR, 'AwsSolutions-S10'),
    'BKT-05': nag('S3BucketVersioningEnabled', FOUR),
    'BKT-06': nag('S3DefaultEncryptionKMS', [HIPAA, R5, PCI]),
    'BKT-07': nag('S3BucketDefaultLockEnabled', [R4]),
    'BKT-13': nag('S3BucketReplicationEnabled', FOUR),
    'KEY-01': nag('KMSBackingKeyRotationEnabled', [R4, R5, PCI], 'AwsSolutions-KMS5'),
    'LOG-01': nag('CloudWatchLogGroupRetentionPeriod', [...FOUR, 'Serverless']),
    'LOG-02': nag('CloudWatchLogGroupEncrypted', FOUR),
    'LOG-04': nag('IAMNoInlinePolicy', FOUR),
    'SNS-01': nag('SNSEncryptedKMS', FOUR),
    'SNS-02': 'AwsSolutions-SNS3',
    'TRAIL-04': nag('CloudTrailLogFileValidationEnabled', FOUR),
    'TRAIL-05': nag('CloudTrailEncryptionEnabled', FOUR),
    'TRAIL-06': nag('CloudTrailCloudWatchLogsEnabled', FOUR),
  },
  'Control Tower': {
    'ALM-20': 'CT.CLOUDWATCH.PR.1 CT.CLOUDWATCH.PR.4',
    'BKT-01': 'CT.S3.PR.1',
    'BKT-03': 'CT.S3.PR.2',
    'BKT-04': 'CT.S3.PR.8',
    'BKT-05': 'CT.S3.PR.3 CT.S3.PR.11',
    'BKT-06': 'CT.S3.PR.10',
    'BKT-07': 'CT.S3.PR.9',
    'BKT-14': 'CT.S3.PR.4',
    'BKT-15': 'CT.S3.PR.5',
    'BKT-16': 'CT.S3.PR.3 CT.S3.PR.6',
    'KEY-01': 'CT.KMS.PR.1',
    'KEY-05': 'CT.KMS.PR.3',
    'LAKE-01': 'CT.CLOUDTRAIL.PR.4',
    'LOG-01': 'CT.CLOUDWATCH.PR.2',
    'LOG-02': 'CT.CLOUDWATCH.PR.3',
    'TRAIL-04': 'CT.CLOUDTRAIL.PR.2',
    'TRAIL-05': 'CT.CLOUDTRAIL.PR.1',
    'TRAIL-06': 'CT.CLOUDTRAIL.PR.3',
  },
  'aws-guard-rules-registry': {
    'ALM-20': 'CLOUDWATCH_ALARM_ACTION_CHECK',
    'BKT-01': 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED S3_BUCKET_PUBLIC_READ_PROHIBITED S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
    'BKT-03': 'S3_BUCKET_LOGGING_ENABLED',
    'BKT-04': 'S3_BUCKET_SSL_REQUESTS_ONLY',
    'BKT-05': 'S3_BUCKET_VERSIONING_ENABLED',
    'BKT-06': 'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED S3_DEFAULT_ENCRYPTION_KMS',
    'BKT-07': 'S3_BUCKET_DEFAULT_LOCK_ENABLED',
    'BKT-13': 'S3_BUCKET_REPLICATION_ENABLED',
    'KEY-01': 'CMK_BACKING_KEY_ROTATION_ENABLED',
    'KEY-02': 'KMS_NO_WILDCARD_PRINCIPAL',
    'LOG-01': 'CW_LOGGROUP_RETENTION_PERIOD_CHECK',
    'LOG-02': 'CLOUDWATCH_LOG_GROUP_ENCRYPTED',
    'SNS-01': 'SNS_ENCRYPTED_KMS',
    'SNS-03': 'SNS_TOPICPOLICY_NO_WILDCARD_PRINCIPAL',
    'TRAIL-01': 'CLOUD_TRAIL_ENABLED',
    'TRAIL-02': 'MULTI_REGION_CLOUD_TRAIL_ENABLED',
    'TRAIL-04': 'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
    'TRAIL-05': 'CLOUD_TRAIL_ENCRYPTION_ENABLED',
    'TRAIL-06': 'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
    'TRAIL-08': 'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
    'TRAIL-09': 'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
  },
  cfn_nag: {
    'BKT-02': 'F14 F16 W31',
    'BKT-03': 'W35',
    'BKT-06': 'W41',
    'KEY-01': 'F19',
    'KEY-02': 'F76',
    'LOG-01': 'W86',
    'LOG-02': 'W84',
    'SNS-01': 'W47',
    'SNS-03': 'F18',
  },
};
