import type { NeedsTable } from './type-needs';

const LOG_GROUP = { property: 'LogGroupName', type: 'AWS::Logs::LogGroup' };
const FUNCTION = { property: 'FunctionName', type: 'AWS::Lambda::Function' };

/** Types that do the work: they come and go with deployments. */
export const WORKING_TYPES: NeedsTable = {
  'AWS::CloudWatch::Alarm': {
    name: 'AlarmName',
    arn: 'cloudwatch:REGION:ACCOUNT:alarm:NAME',
    actions: 'cloudwatch:DeleteAlarms cloudwatch:ListTagsForResource cloudwatch:PutMetricAlarm cloudwatch:TagResource cloudwatch:UntagResource',
    beside: { 'cloudwatch:REGION:ACCOUNT:alarm:*': 'cloudwatch:DescribeAlarms' },
  },
  'AWS::CloudWatch::CompositeAlarm': {
    name: 'AlarmName',
    arn: 'cloudwatch:REGION:ACCOUNT:alarm:NAME',
    actions: 'cloudwatch:DeleteAlarms cloudwatch:ListTagsForResource cloudwatch:PutCompositeAlarm cloudwatch:TagResource cloudwatch:UntagResource',
    beside: { 'cloudwatch:REGION:ACCOUNT:alarm:*': 'cloudwatch:DescribeAlarms' },
  },
  'AWS::CloudWatch::Dashboard': {
    name: 'DashboardName',
    arn: 'cloudwatch::ACCOUNT:dashboard/NAME',
    actions: 'cloudwatch:DeleteDashboards cloudwatch:GetDashboard cloudwatch:PutDashboard',
  },
  'AWS::Events::Rule': {
    name: 'Name',
    arn: 'events:REGION:ACCOUNT:rule/NAME',
    arnWith: { EventBusName: 'events:REGION:ACCOUNT:rule/NAME events:REGION:ACCOUNT:rule/*/NAME' },
    actions:
      'events:DeleteRule events:DescribeRule events:DisableRule events:EnableRule events:ListTagsForResource events:ListTargetsByRule ' +
      'events:PutRule events:PutTargets events:RemoveTargets events:TagResource events:UntagResource',
    passes: { RoleArn: 'events', 'Targets.RoleArn': 'events' },
  },
  'AWS::Lambda::EventInvokeConfig': {
    belongsTo: FUNCTION,
    actions:
      'lambda:DeleteFunctionEventInvokeConfig lambda:GetFunctionEventInvokeConfig lambda:PutFunctionEventInvokeConfig ' +
      'lambda:UpdateFunctionEventInvokeConfig',
  },
  'AWS::Lambda::EventSourceMapping': {
    arn: 'lambda:REGION:ACCOUNT:event-source-mapping:*',
    actions:
      'lambda:DeleteEventSourceMapping lambda:GetEventSourceMapping lambda:ListTags lambda:TagResource lambda:UntagResource ' +
      'lambda:UpdateEventSourceMapping',
  },
  'AWS::Lambda::Function': {
    name: 'FunctionName',
    arn: 'lambda:REGION:ACCOUNT:function:NAME lambda:REGION:ACCOUNT:function:NAME:*',
    actions:
      'lambda:CreateFunction lambda:DeleteFunction lambda:GetFunction lambda:GetFunctionCodeSigningConfig lambda:GetFunctionConfiguration ' +
      'lambda:GetFunctionRecursionConfig lambda:GetRuntimeManagementConfig lambda:ListTags lambda:TagResource lambda:UntagResource ' +
      'lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration',
    when: {
      RecursiveLoop: 'lambda:PutFunctionRecursionConfig',
      ReservedConcurrentExecutions: 'lambda:DeleteFunctionConcurrency lambda:PutFunctionConcurrency',
      RuntimeManagementConfig: 'lambda:PutRuntimeManagementConfig',
    },
    whenBeside: { VpcConfig: { '*': 'ec2:DescribeNetworkInterfaces ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs' } },
    passes: { Role: 'lambda' },
  },
  'AWS::Lambda::Alias': {
    belongsTo: FUNCTION,
    actions:
      'lambda:CreateAlias lambda:DeleteAlias lambda:DeleteProvisionedConcurrencyConfig lambda:GetAlias lambda:GetProvisionedConcurrencyConfig ' +
      'lambda:PutProvisionedConcurrencyConfig lambda:UpdateAlias',
  },
  'AWS::Lambda::Version': {
    belongsTo: FUNCTION,
    actions:
      'lambda:DeleteFunction lambda:GetFunctionConfiguration lambda:GetProvisionedConcurrencyConfig lambda:GetRuntimeManagementConfig ' +
      'lambda:ListVersionsByFunction lambda:PublishVersion lambda:PutProvisionedConcurrencyConfig lambda:PutRuntimeManagementConfig',
  },
  'AWS::Lambda::Permission': { belongsTo: FUNCTION, actions: 'lambda:AddPermission lambda:GetPolicy lambda:RemovePermission' },
  'AWS::Logs::MetricFilter': {
    belongsTo: LOG_GROUP,
    actions: 'logs:DeleteMetricFilter logs:DescribeMetricFilters logs:PutMetricFilter',
  },
  'AWS::Logs::ResourcePolicy': {
    actions: '',
    beside: { '*': 'logs:DeleteResourcePolicy logs:DescribeResourcePolicies logs:PutResourcePolicy' },
  },
  'AWS::Logs::SubscriptionFilter': {
    belongsTo: LOG_GROUP,
    actions: 'logs:DeleteSubscriptionFilter logs:DescribeSubscriptionFilters logs:PutSubscriptionFilter',
    passes: { RoleArn: 'logs' },
  },
  'AWS::SNS::Subscription': {
    belongsTo: { property: 'TopicArn', type: 'AWS::SNS::Topic' },
    actions: 'sns:GetSubscriptionAttributes sns:ListSubscriptionsByTopic sns:SetSubscriptionAttributes sns:Subscribe sns:Unsubscribe',
  },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    // A subscription has the ARN of its topic, and an id behind it.
    arn: 'sns:REGION:ACCOUNT:NAME sns:REGION:ACCOUNT:NAME:*',
    actions:
      'sns:CreateTopic sns:DeleteTopic sns:GetDataProtectionPolicy sns:GetTopicAttributes sns:ListSubscriptionsByTopic sns:ListTagsForResource ' +
      'sns:SetTopicAttributes sns:TagResource sns:UntagResource',
    when: { DataProtectionPolicy: 'sns:PutDataProtectionPolicy', Subscription: 'sns:Subscribe sns:Unsubscribe' },
    passes: { 'DeliveryStatusLogging.FailureFeedbackRoleArn': 'sns', 'DeliveryStatusLogging.SuccessFeedbackRoleArn': 'sns' },
  },
  'AWS::SNS::TopicPolicy': {
    belongsTo: { property: 'Topics', type: 'AWS::SNS::Topic' },
    actions: 'sns:GetTopicAttributes sns:SetTopicAttributes',
  },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    arn: 'sqs:REGION:ACCOUNT:NAME',
    actions:
      'sqs:CreateQueue sqs:DeleteQueue sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ListQueueTags sqs:SetQueueAttributes sqs:TagQueue sqs:UntagQueue',
  },
  'AWS::SQS::QueuePolicy': {
    belongsTo: { property: 'Queues', type: 'AWS::SQS::Queue' },
    actions: 'sqs:GetQueueAttributes sqs:SetQueueAttributes',
  },
};
