import type { NeedsTable } from './type-needs';

/** Types that stand beside trails: who may do what, data, and queries. */
export const OTHER_TYPES: NeedsTable = {
  'AWS::Athena::NamedQuery': {
    actions: '',
    beside: {
      'athena:REGION:ACCOUNT:workgroup/*': 'athena:CreateNamedQuery athena:DeleteNamedQuery athena:GetNamedQuery athena:ListNamedQueries',
    },
  },
  'AWS::Athena::WorkGroup': {
    name: 'Name',
    arn: 'athena:REGION:ACCOUNT:workgroup/NAME',
    actions:
      'athena:CreateWorkGroup athena:DeleteWorkGroup athena:GetWorkGroup athena:ListTagsForResource athena:TagResource athena:UntagResource ' +
      'athena:UpdateWorkGroup',
  },
  'AWS::CDK::Metadata': { actions: '' },
  'AWS::CloudFormation::Stack': {
    arn: 'cloudformation:REGION:ACCOUNT:stack/NAME/*',
    actions: 'cloudformation:CreateStack cloudformation:DeleteStack cloudformation:DescribeStacks cloudformation:UpdateStack',
  },
  'AWS::CloudFormation::WaitConditionHandle': { actions: '' },
  // A table is data: nothing of a deployment deletes it.
  'AWS::DynamoDB::Table': {
    name: 'TableName',
    arn: 'dynamodb:REGION:ACCOUNT:table/NAME',
    actions:
      'dynamodb:CreateTable dynamodb:DescribeContinuousBackups dynamodb:DescribeContributorInsights dynamodb:DescribeKinesisStreamingDestination ' +
      'dynamodb:DescribeTable dynamodb:DescribeTimeToLive dynamodb:GetResourcePolicy dynamodb:ListTagsOfResource dynamodb:TagResource ' +
      'dynamodb:UntagResource dynamodb:UpdateContinuousBackups dynamodb:UpdateTable',
    when: {
      ContributorInsightsSpecification: 'dynamodb:UpdateContributorInsights',
      KinesisStreamSpecification: 'dynamodb:DisableKinesisStreamingDestination dynamodb:EnableKinesisStreamingDestination',
      ResourcePolicy: 'dynamodb:DeleteResourcePolicy dynamodb:PutResourcePolicy',
      TimeToLiveSpecification: 'dynamodb:UpdateTimeToLive',
    },
    whenBeside: { SSESpecification: { 'kms:REGION:ACCOUNT:key/*': 'kms:CreateGrant kms:Decrypt kms:DescribeKey kms:Encrypt' } },
  },
  'AWS::Glue::Database': {
    arn: 'glue:REGION:ACCOUNT:catalog glue:REGION:ACCOUNT:database/*',
    actions: 'glue:CreateDatabase glue:DeleteDatabase glue:GetDatabase glue:UpdateDatabase',
  },
  'AWS::Glue::Table': {
    arn: 'glue:REGION:ACCOUNT:catalog glue:REGION:ACCOUNT:database/* glue:REGION:ACCOUNT:table/*',
    actions: 'glue:CreateTable glue:DeleteTable glue:GetTable glue:UpdateTable',
  },
  'AWS::IAM::ManagedPolicy': {
    name: 'ManagedPolicyName',
    arn: 'iam::ACCOUNT:policyPATHNAME',
    actions:
      'iam:CreatePolicy iam:CreatePolicyVersion iam:DeletePolicy iam:DeletePolicyVersion iam:GetPolicy iam:GetPolicyVersion ' +
      'iam:ListEntitiesForPolicy iam:ListPolicyVersions',
  },
  'AWS::IAM::Policy': { actions: '' },
  'AWS::IAM::Role': {
    name: 'RoleName',
    arn: 'iam::ACCOUNT:rolePATHNAME',
    actions:
      'iam:CreateRole iam:DeleteRole iam:GetRole iam:GetRolePolicy iam:ListAttachedRolePolicies iam:ListRolePolicies iam:TagRole iam:UntagRole ' +
      'iam:UpdateAssumeRolePolicy iam:UpdateRole iam:UpdateRoleDescription',
    when: {
      PermissionsBoundary: 'iam:PutRolePermissionsBoundary',
      Policies: 'iam:DeleteRolePolicy iam:PutRolePolicy',
    },
  },
  'AWS::IAM::RolePolicy': {
    belongsTo: { property: 'RoleName', type: 'AWS::IAM::Role' },
    actions: 'iam:DeleteRolePolicy iam:GetRolePolicy iam:PutRolePolicy',
  },
  'AWS::SSM::Parameter': {
    name: 'Name',
    arn: 'ssm:REGION:ACCOUNT:parameter/NAME',
    actions: 'ssm:AddTagsToResource ssm:DeleteParameter ssm:GetParameters ssm:ListTagsForResource ssm:PutParameter ssm:RemoveTagsFromResource',
    beside: { '*': 'ssm:DescribeParameters' },
  },
  'AWS::Scheduler::Schedule': {
    name: 'Name',
    arn: 'scheduler:REGION:ACCOUNT:schedule/*/NAME',
    actions: 'scheduler:CreateSchedule scheduler:DeleteSchedule scheduler:GetSchedule scheduler:UpdateSchedule',
    passes: { 'Target.RoleArn': 'scheduler' },
  },
};
