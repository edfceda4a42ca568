import type { PolicyDocument } from '../../../lib/policy/document';
import { effectOf } from './allowed';
import { ACCOUNT, REGION } from './deployed';
import { execution, on, ROLE } from './policies';

describe('what belongs to another resource', () => {
  const functions = { F: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'collect', Role: { 'Fn::GetAtt': ['R', 'Arn'] } } }, R: ROLE };

  test('is changed there, whether it is named by name, by ARN or by URL', () => {
    const documents = execution({
      ...functions,
      P: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'F' } } },
      Q: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [`https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/events`] } },
      S: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:elsewhere` } },
    });

    expect(on(documents, 'lambda:AddPermission')).toEqual(['', ':*'].map((end) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:collect${end}`));
    expect(on(documents, 'sqs:SetQueueAttributes')).toEqual([`arn:aws:sqs:${REGION}:${ACCOUNT}:events`]);
    expect(on(documents, 'sns:Subscribe')).toEqual(['', ':*'].map((end) => `arn:aws:sns:us-east-1:${ACCOUNT}:elsewhere${end}`));
  });

  test('a list that only the deployment knows may be any', () => {
    const parameters = { Parameters: { Topics: { Type: 'CommaDelimitedList' } } };
    const documents = execution({ P: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: { Ref: 'Topics' } } } }, {}, parameters);

    expect(on(documents, 'sns:SetTopicAttributes')).toEqual([`arn:aws:sns:${REGION}:${ACCOUNT}:*`]);
  });

  test('a mapping is made for its function only', () => {
    const mapping = { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'F' } } };
    const documents = execution({ ...functions, M: mapping });
    const arn = (name: string) => ({ 'lambda:FunctionArn': `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}` });

    expect(['collect', 'another'].map((name) => effectOf(documents, 'lambda:CreateEventSourceMapping', '*', arn(name)))).toEqual([
      'allowed',
      'notAllowed',
    ]);
  });

  test('an inline policy is put into its holders only', () => {
    const policy = { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'R' }], Users: ['auditor'], PolicyName: 'p' } };
    const documents = execution({ R: { ...ROLE, Properties: { Path: '/audit/', RoleName: 'reader' } }, P: policy });

    expect([on(documents, 'iam:PutRolePolicy'), on(documents, 'iam:PutUserPolicy'), on(documents, 'iam:PutGroupPolicy')]).toEqual([
      [`arn:aws:iam::${ACCOUNT}:role/audit/reader`],
      [`arn:aws:iam::${ACCOUNT}:user/auditor`],
      [],
    ]);
  });

  test('a custom resource calls its function', () => {
    const documents = execution({ ...functions, C: { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] } } } });

    expect(on(documents, 'lambda:InvokeFunction')).toEqual([`arn:aws:lambda:${REGION}:${ACCOUNT}:function:collect`]);
  });
});

describe('what hangs on properties', () => {
  test('is allowed only where they are there', () => {
    const plain = execution({ B: { Type: 'AWS::S3::Bucket' } });
    const versioned = execution({ B: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } } });

    expect([on(plain, 's3:PutBucketVersioning'), on(versioned, 's3:PutBucketVersioning')]).toEqual([[], ['arn:aws:s3:::audit-*']]);
  });

  test('the trail of an organization asks for the organization, and makes the role by which CloudTrail reads it', () => {
    const trail = (IsOrganizationTrail?: boolean) =>
      execution({ T: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'logs', IsOrganizationTrail } } });
    const call = (documents: readonly PolicyDocument[], service: string) =>
      effectOf(
        documents,
        'iam:CreateServiceLinkedRole',
        `arn:aws:iam::${ACCOUNT}:role/aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail`,
        { 'iam:AWSServiceName': service },
      );

    expect(on(trail(true), 'organizations:DescribeOrganization')).toEqual(['*']);
    expect([call(trail(true), 'cloudtrail.amazonaws.com'), call(trail(true), 'ec2.amazonaws.com')]).toEqual(['allowed', 'notAllowed']);
    expect([call(trail(false), 'cloudtrail.amazonaws.com'), call(trail(), 'cloudtrail.amazonaws.com')]).toEqual(['notAllowed', 'notAllowed']);
  });

  test('a rule of another event bus is allowed there', () => {
    const documents = execution({
      R: { Type: 'AWS::Events::Rule', Properties: { Name: 'stop', EventBusName: 'security', Targets: [{ RoleArn: { Ref: 'X' } }] } },
    });

    expect(on(documents, 'events:PutRule')).toEqual(['rule/*/stop', 'rule/stop'].map((name) => `arn:aws:events:${REGION}:${ACCOUNT}:${name}`));
  });

  test('targets that only the deployment knows may take on any role, as targets of rules', () => {
    const parameters = { Parameters: { Role: { Type: 'String' } } };
    const rule = { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: 'x', RoleArn: { Ref: 'Role' } }] } };
    const documents = execution({ R: rule }, {}, parameters);
    const call = (service: string) => effectOf(documents, 'iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/some`, { 'iam:PassedToService': service });

    expect([call('events.amazonaws.com'), call('lambda.amazonaws.com')]).toEqual(['allowed', 'notAllowed']);
  });

  test('a function with inline code reads no file', () => {
    const documents = execution({
      F: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: 'x' }, Role: `arn:aws:iam::${ACCOUNT}:role/some` } },
    });

    expect([on(documents, 's3:GetObject'), on(documents, 'iam:PassRole')]).toEqual([[], [`arn:aws:iam::${ACCOUNT}:role/some`]]);
  });

  test('values of Systems Manager are read from the parameters that are named', () => {
    const named = {
      Parameters: { A: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/audit/bucket' }, B: { Type: 'AWS::SSM::Parameter::Value<String>' } },
    };

    expect(on(execution({}, {}, { Parameters: { A: named.Parameters.A } }), 'ssm:GetParameters')).toEqual([
      `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/audit/bucket`,
    ]);
    expect(on(execution({}, {}, named), 'ssm:GetParameters')).toEqual([`arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/*`]);
  });
});
