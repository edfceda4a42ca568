import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, BucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { evaluate } from '../../lib/policy/evaluate';
import { arnOf, identityPoliciesOf, type Json, policyOf, trustPolicyOf } from '../helpers/policies';

const service = { service: 'cloudtrail.amazonaws.com' };
const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');

/** The resource of the only statement of a bucket policy with an intrinsic function. */
function resolved(Resource: unknown, template: Json = {}, options: Parameters<typeof policyOf>[2] = {}): unknown {
  const resources = {
    Logs: { Type: 'AWS::S3::Bucket' },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { PolicyDocument: { Statement: { Resource } } } },
    ...(template.Resources as Json | undefined),
  };
  const { Statement: statement } = policyOf({ ...template, Resources: resources }, 'Policy', options);
  return (statement as unknown as Json).Resource;
}

test.each<[value: unknown, expected: unknown]>([
  ['text', 'text'],
  [{ Ref: 'Logs' }, 'logs'],
  [{ 'Fn::GetAtt': ['Logs', 'Arn'] }, 'arn:aws:s3:::logs'],
  [{ 'Fn::GetAtt': 'Logs.Arn' }, 'arn:aws:s3:::logs'],
  [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'Logs' }, '/*']] }, 'arn:aws:s3:::logs/*'],
  [{ 'Fn::Join': ['-', { 'Fn::Split': ['/', 'a/b'] }] }, 'a-b'],
  [{ 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Logs', 'Arn'] }] }] }, 'logs'],
  [
    { 'Fn::Sub': '${AWS::Region}.${AWS::URLSuffix} ${AWS::AccountId} ${Logs} ${Logs.Arn} ${!Logs}' },
    'eu-west-1.amazonaws.com 111122223333 logs arn:aws:s3:::logs ${Logs}',
  ],
  [{ 'Fn::Sub': ['${A}/${Logs}', { A: { Ref: 'AWS::StackName' } }] }, 'Stack/logs'],
  [
    [{ Ref: 'Logs' }, { Other: [{ Ref: 'Logs' }] }],
    ['logs', { Other: ['logs'] }],
  ],
])('resolves %j', (value, expected) => {
  expect(resolved(value)).toEqual(expected);
});

test('resolves the place where a template is deployed', () => {
  const place = { partition: 'aws-cn', account: '444455556666', region: 'cn-north-1', stackName: 'Audit' };

  expect(resolved({ 'Fn::Sub': '${AWS::Partition} ${AWS::AccountId} ${AWS::Region} ${AWS::URLSuffix} ${AWS::StackName}' }, {}, place)).toBe(
    'aws-cn 444455556666 cn-north-1 amazonaws.com.cn Audit',
  );
});

test('resolves parameters', () => {
  const template = { Parameters: { Given: { Type: 'String' }, Default: { Type: 'String', Default: 'b' } } };

  expect(resolved([{ Ref: 'Given' }, { Ref: 'Default' }], template, { parameters: { Given: 'a' } })).toEqual(['a', 'b']);
  expect(() => resolved({ Ref: 'Given' }, template)).toThrow('undefined is not a string; give the value of the parameter');
});

test.each<[value: unknown, expected: string]>([
  [{ 'Fn::ImportValue': 'logs-arn' }, 'arn:aws:s3:::archive'],
  [{ 'Fn::ImportValue': { 'Fn::Sub': 'logs-${X}' } }, 'arn:aws:s3:::archive'],
  [{ 'Fn::GetStackOutput': { StackName: 'Archive', OutputName: 'LogsArn', Region: 'eu-west-1' } }, 'arn:aws:s3:::archive'],
])('resolves what another template puts out: %j', (value, expected) => {
  const archive = {
    Resources: { Archive: { Type: 'AWS::S3::Bucket' } },
    Outputs: { Other: { Value: 'a' }, LogsArn: { Value: { 'Fn::GetAtt': ['Archive', 'Arn'] }, Export: { Name: 'logs-arn' } } },
  };
  const options = { parameters: { X: 'arn' }, others: [{ template: {} }, { template: archive, stackName: 'Archive' }] };

  expect(resolved(value, { Parameters: { X: { Type: 'String' } } }, options)).toBe(expected);
});

test.each<[value: unknown, message: string]>([
  [{ Ref: 'Nothing' }, 'no resource Nothing in the template'],
  [{ Ref: 'Odd' }, 'the name of Custom::Odd (Odd) is not known'],
  [{ 'Fn::GetAtt': ['Logs', 'DomainName'] }, 'the attribute DomainName of AWS::S3::Bucket (Logs) is not known'],
  [{ 'Fn::GetAtt': ['Alias', 'Arn'] }, 'the ARN of AWS::KMS::Alias (Alias) is not known'],
  [{ 'Fn::If': ['Condition', 'a', 'b'] }, 'Fn::If cannot be resolved'],
  [{ 'Fn::Select': [1, ['a']] }, 'undefined is not a string'],
  [{ 'Fn::Join': ['', 'a'] }, '"a" is not a list'],
  [{ 'Fn::ImportValue': 'logs-arn' }, 'no other template has the output logs-arn; give it in others'],
  [{ 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'B' } }, 'no other template has the output A.B; give it in others'],
])('fails for %j', (value, message) => {
  const template = { Resources: { Odd: { Type: 'Custom::Odd' }, Alias: { Type: 'AWS::KMS::Alias' } } };

  expect(() => resolved(value, template)).toThrow(message);
});

test.each([
  ['AWS::CloudTrail::Trail', { TrailName: 'n' }, 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/n', 'n'],
  ['AWS::IAM::Role', { RoleName: 'n' }, 'arn:aws:iam::111122223333:role/n', 'n'],
  ['AWS::IAM::ManagedPolicy', {}, 'arn:aws:iam::111122223333:policy/A', 'arn:aws:iam::111122223333:policy/A'],
  ['AWS::KMS::Key', {}, 'arn:aws:kms:eu-west-1:111122223333:key/A', 'A'],
  ['AWS::Lambda::Function', {}, 'arn:aws:lambda:eu-west-1:111122223333:function:A', 'A'],
  ['AWS::Logs::LogGroup', { LogGroupName: 'n' }, 'arn:aws:logs:eu-west-1:111122223333:log-group:n:*', 'n'],
  ['AWS::S3::Bucket', { BucketName: { Ref: 'AWS::AccountId' } }, 'arn:aws:s3:::111122223333', '111122223333'],
  ['AWS::SQS::Queue', {}, 'arn:aws:sqs:eu-west-1:111122223333:A', 'https://sqs.eu-west-1.amazonaws.com/111122223333/A'],
  ['AWS::SNS::Topic', {}, 'arn:aws:sns:eu-west-1:111122223333:A', 'arn:aws:sns:eu-west-1:111122223333:A'],
])('knows what a %s with %j is called', (Type, Properties, arn, ref) => {
  expect(resolved([{ 'Fn::GetAtt': ['A', 'Arn'] }, { Ref: 'A' }], { Resources: { A: { Type, Properties } } })).toEqual([arn, ref]);
});

test.each([
  ['AWS::SNS::Topic', 'TopicArn', 'arn:aws:sns:eu-west-1:111122223333:A'],
  ['AWS::SNS::Topic', 'TopicName', 'A'],
  ['AWS::SQS::Queue', 'QueueName', 'A'],
  ['AWS::KMS::Key', 'KeyId', 'A'],
])('knows the attribute of a %s: %s', (Type, attribute, expected) => {
  expect(resolved({ 'Fn::GetAtt': ['A', attribute] }, { Resources: { A: { Type } } })).toBe(expected);
});

test('finds the policies of resources by type, by logical id without its hash and by test', () => {
  const stack = new Stack(new App(), 'Stack');
  new Bucket(stack, 'Logs', { enforceSSL: true }).addToResourcePolicy(
    new PolicyStatement({ principals: [cloudTrail], actions: ['s3:GetBucketAcl'], resources: ['arn:aws:s3:::*'] }),
  );
  new Key(stack, 'Key').grantEncrypt(cloudTrail);
  new Topic(stack, 'Topic').grantPublish(cloudTrail);
  new Queue(stack, 'Queue').grantSendMessages(cloudTrail);
  new CfnResourcePolicy(stack, 'GroupPolicy', {
    policyName: 'logs',
    policyDocument: stack.toJsonString({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 'logs:PutLogEvents',
          Resource: `arn:${stack.partition}:logs:*:*:*`,
        },
      ],
    }),
  });
  const template = Template.fromStack(stack);
  const effect = (policy: Parameters<typeof evaluate>[0][number], action: string, resource: string) =>
    evaluate([policy], { principal: service, action, resource }).effect;

  expect(effect(policyOf(template, 'AWS::S3::BucketPolicy'), 's3:GetBucketAcl', arnOf(template, 'Logs'))).toBe('allowed');
  expect(effect(policyOf(template, 'Key'), 'kms:GenerateDataKey', arnOf(template, 'Key'))).toBe('allowed');
  expect(
    effect(
      policyOf(template, ({ type }) => type === 'AWS::SNS::TopicPolicy'),
      'sns:Publish',
      arnOf(template, 'Topic'),
    ),
  ).toBe('allowed');
  expect(effect(policyOf(template, 'QueuePolicy'), 'sqs:SendMessage', arnOf(template, 'Queue'))).toBe('allowed');
  expect(effect(policyOf(template, 'GroupPolicy'), 'logs:PutLogEvents', 'arn:aws:logs:eu-west-1:111122223333:log-group:a:*')).toBe('allowed');
});

test('collects what a role may do, and who may assume it', () => {
  const stack = new Stack(new App(), 'Stack');
  const group = new LogGroup(stack, 'Group');
  const role = new Role(stack, 'Role', {
    assumedBy: cloudTrail,
    managedPolicies: [
      ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole'),
      new ManagedPolicy(stack, 'Managed', { statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] }),
    ],
    inlinePolicies: {},
  });
  group.grantWrite(role);
  new Role(stack, 'Other', { assumedBy: cloudTrail }).addToPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] }));
  const template = Template.fromStack(stack);
  const principal = { arn: arnOf(template, 'Role') };
  const policies = identityPoliciesOf(template, 'Role', { besides: ['AWSLambdaBasicExecutionRole'] });
  const effect = (action: string, resource: string) => evaluate(policies, { principal, action, resource }).effect;

  expect(effect('logs:PutLogEvents', arnOf(template, 'Group').replace(/\*$/, 'log-stream:a'))).toBe('allowed');
  expect(effect('s3:GetObject', 'arn:aws:s3:::logs/key')).toBe('allowed');
  expect(effect('sns:Publish', 'arn:aws:sns:eu-west-1:111122223333:topic')).toBe('notAllowed');
  expect(evaluate([trustPolicyOf(template, 'Role')], { principal: service, action: 'sts:AssumeRole', resource: principal.arn }).effect).toBe(
    'allowed',
  );
  expect(() => identityPoliciesOf(template, 'Role')).toThrow(
    'the template does not say what arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole allows; give the name in besides',
  );
});

test('reads inline policies of a role', () => {
  const PolicyDocument = { Statement: { Effect: 'Allow', Action: 's3:*', Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::logs' } } };
  const template = { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'a', PolicyDocument }] } } } };

  expect(identityPoliciesOf(template, 'Role')).toEqual([
    {
      Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/Role' }, Action: 's3:*', Resource: 'arn:aws:s3:::logs' }],
    },
  ]);
});

test('resolves a reference between stacks of an app', () => {
  const app = new App();
  const archive = new Stack(app, 'Archive');
  const consumer = new Stack(app, 'Consumer');
  const logs = new Bucket(archive, 'Logs');
  new BucketPolicy(consumer, 'Policy', { bucket: new Bucket(consumer, 'Copy') }).document.addStatements(
    new PolicyStatement({ principals: [cloudTrail], actions: ['s3:GetObject'], resources: [logs.bucketArn] }),
  );
  const others = [{ template: Template.fromStack(archive), stackName: archive.stackName }];

  expect(policyOf(Template.fromStack(consumer), 'AWS::S3::BucketPolicy', { others }).Statement).toMatchObject([
    { Resource: arnOf(others[0]?.template ?? {}, 'Logs') },
  ]);
});

test('fails for a target that is not exactly one resource, or has no policy', () => {
  const Resources = { A: { Type: 'AWS::S3::Bucket' }, B: { Type: 'AWS::S3::Bucket' } };

  expect(() => policyOf({ Resources }, 'AWS::S3::Bucket')).toThrow('expected one resource for AWS::S3::Bucket, found: A, B');
  expect(() => policyOf({ Resources }, 'C')).toThrow('expected one resource for C, found: none');
  expect(() => policyOf({ Resources }, 'A')).toThrow('AWS::S3::Bucket (A) has no policy; give the resource that is the policy');
});
