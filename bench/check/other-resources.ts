import type { Template } from '../../test/rules/controls/hardened';

/** What most stacks are made of: none of it has to do with trails, and a checker has to find that out. */
export function otherResources(count: number): Template {
  return Object.fromEntries(
    Array.from({ length: Math.ceil(count / KINDS.length) }, (_, index) => KINDS.map((kind) => kind(index)))
      .flat()
      .slice(0, count),
  );
}

type Kind = (index: number) => [logicalId: string, resource: Template];

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const policy = (...statements: Template[]) => ({ Version: '2012-10-17', Statement: statements });

/** Each refers only to those before it, so that what is cut off is missing to none. */
const KINDS: readonly Kind[] = [
  (at) => [
    `DataKey${at}`,
    {
      Type: 'AWS::KMS::Key',
      Properties: {
        EnableKeyRotation: true,
        KeyPolicy: policy({
          Effect: 'Allow',
          Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']] } },
          Action: 'kms:*',
          Resource: '*',
        }),
      },
    },
  ],
  (at) => [
    `Bucket${at}`,
    {
      Type: 'AWS::S3::Bucket',
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'Retain',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn(`DataKey${at}`) } }],
        },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      },
    },
  ],
  (at) => [
    `BucketPolicy${at}`,
    {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: `Bucket${at}` },
        PolicyDocument: policy({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:*',
          Resource: [arn(`Bucket${at}`), { 'Fn::Join': ['', [arn(`Bucket${at}`), '/*']] }],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      },
    },
  ],
  (at) => [
    `Role${at}`,
    {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }) },
    },
  ],
  (at) => [
    `RolePolicy${at}`,
    {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: `RolePolicy${at}`,
        Roles: [{ Ref: `Role${at}` }],
        PolicyDocument: policy(
          {
            Effect: 'Allow',
            Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
            Resource: [arn(`Bucket${at}`), { 'Fn::Join': ['', [arn(`Bucket${at}`), '/*']] }],
          },
          { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:DescribeKey'], Resource: arn(`DataKey${at}`) },
        ),
      },
    },
  ],
  (at) => [
    `Function${at}`,
    {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: { 'Fn::Sub': 'cdk-assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: `${at}.zip` },
        Handler: 'index.handler',
        Role: arn(`Role${at}`),
        Runtime: 'nodejs22.x',
        Environment: { Variables: { BUCKET: { Ref: `Bucket${at}` } } },
      },
    },
  ],
  (at) => [
    `Errors${at}`,
    {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: `Function${at}` } }],
        EvaluationPeriods: 1,
        MetricName: 'Errors',
        Namespace: 'AWS/Lambda',
        Period: 300,
        Statistic: 'Sum',
        Threshold: 1,
      },
    },
  ],
];
