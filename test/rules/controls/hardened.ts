export type Template = any;

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const TRAIL_ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`;
const CLOUDTRAIL = { Service: 'cloudtrail.amazonaws.com' };
const logsArn = { 'Fn::GetAtt': ['Logs', 'Arn'] };
const keyArn = { 'Fn::GetAtt': ['Key', 'Arn'] };
const forTrail = { StringEquals: { 'aws:SourceArn': TRAIL_ARN } };

/** A raw template in which every rule about trail, bucket, key, log group, role and topic passes. Fixtures change one thing in it. */
export function hardened(): Template {
  return { Resources: { ...trail(), ...bucket(), ...key(), ...logs(), ...topic() } };
}

function trail(): Template {
  return {
    Trail: {
      Type: 'AWS::CloudTrail::Trail',
      DependsOn: ['LogsPolicy', 'RolePolicy', 'TopicPolicy'],
      Properties: {
        TrailName: 'audit',
        S3BucketName: { Ref: 'Logs' },
        KMSKeyId: keyArn,
        IsLogging: true,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        EnableLogFileValidation: true,
        CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Group', 'Arn'] },
        CloudWatchLogsRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        SnsTopicName: { 'Fn::GetAtt': ['Topic', 'TopicName'] },
        Tags: [{ Key: 'owner', Value: 'security' }],
        InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }],
        AdvancedEventSelectors: [
          { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Data'] },
              { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            ],
          },
        ],
      },
    },
  };
}

function bucket(): Template {
  return {
    Logs: {
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn } },
          ],
        },
        LifecycleConfiguration: {
          Rules: [{ Id: 'expire', Status: 'Enabled', ExpirationInDays: 2557, NoncurrentVersionExpiration: { NoncurrentDays: 90 } }],
        },
        LoggingConfiguration: { DestinationBucketName: 'access-logs-of-the-organization', LogFilePrefix: 'audit/' },
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } } },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        ReplicationConfiguration: {
          Role: `arn:aws:iam::${ACCOUNT}:role/replication`,
          Rules: [
            {
              Status: 'Enabled',
              Prefix: '',
              SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
              Destination: {
                Bucket: 'arn:aws:s3:::audit-replica',
                EncryptionConfiguration: { ReplicaKmsKeyID: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/replica` },
              },
            },
          ],
        },
        VersioningConfiguration: { Status: 'Enabled' },
      },
    },
    LogsPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Logs' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'Tls',
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: [logsArn, { 'Fn::Join': ['', [logsArn, '/*']] }],
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
            { Sid: 'Acl', Effect: 'Allow', Principal: CLOUDTRAIL, Action: 's3:GetBucketAcl', Resource: logsArn, Condition: forTrail },
            {
              Sid: 'Put',
              Effect: 'Allow',
              Principal: CLOUDTRAIL,
              Action: 's3:PutObject',
              Resource: { 'Fn::Join': ['', [logsArn, `/AWSLogs/${ACCOUNT}/*`]] },
              Condition: { StringEquals: { 'aws:SourceArn': TRAIL_ARN, 's3:x-amz-acl': 'bucket-owner-full-control' } },
            },
          ],
        },
      },
    },
  };
}

function key(): Template {
  return {
    Key: {
      Type: 'AWS::KMS::Key',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        EnableKeyRotation: true,
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            { Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
            {
              Sid: 'Encrypt',
              Effect: 'Allow',
              Principal: CLOUDTRAIL,
              Action: 'kms:GenerateDataKey*',
              Resource: '*',
              Condition: {
                StringEquals: { 'aws:SourceArn': TRAIL_ARN },
                StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
              },
            },
            {
              Sid: 'Decrypt',
              Effect: 'Allow',
              Principal: CLOUDTRAIL,
              Action: ['kms:Decrypt', 'kms:DescribeKey'],
              Resource: '*',
              Condition: forTrail,
            },
            {
              Sid: 'Grants',
              Effect: 'Deny',
              Principal: { AWS: '*' },
              Action: 'kms:CreateGrant',
              Resource: '*',
              Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
            },
          ],
        },
      },
    },
  };
}

function logs(): Template {
  return {
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'audit', RetentionInDays: 365, KmsKeyId: keyArn } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: CLOUDTRAIL, Action: 'sts:AssumeRole' }] },
      },
    },
    RolePolicy: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        Roles: [{ Ref: 'Role' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:audit:log-stream:${ACCOUNT}_CloudTrail_${REGION}*`,
            },
          ],
        },
      },
    },
  };
}

function topic(): Template {
  return {
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'deliveries', KmsMasterKeyId: keyArn } },
    TopicPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'Topic' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Sid: 'Publish', Effect: 'Allow', Principal: CLOUDTRAIL, Action: 'sns:Publish', Resource: { Ref: 'Topic' }, Condition: forTrail },
            {
              Sid: 'Tls',
              Effect: 'Deny',
              Principal: '*',
              Action: 'sns:Publish',
              Resource: { Ref: 'Topic' },
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      },
    },
  };
}
