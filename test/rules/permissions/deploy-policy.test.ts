import type { PolicyDocument, PolicyStatement } from '../../../lib/policy/document';
import { deployPolicy, TYPE_NEEDS } from '../../../lib/rules/permissions/deploy-policy';
import { documentsOf, LONGEST_POLICY, lengthOf } from '../../../lib/rules/permissions/documents';
import type { TemplateStack } from '../../../lib/template/assembly';
import { assemblyOf, type Json, stackOf } from '../../template/assemblies';
import { effectOf } from './allowed';
import { ACCOUNT, REGION } from './deployed';

const place = { account: ACCOUNT, region: REGION };

function stack(resources: Json, parts: Partial<TemplateStack> = {}, more: Json = {}): TemplateStack {
  return stackOf({ Resources: resources, ...more }, { name: 'Audit', ...place, ...parts });
}

/** The policies for the execution of one template. */
function execution(resources: Json, parts: Partial<TemplateStack> = {}, more: Json = {}): readonly PolicyDocument[] {
  return deployPolicy([assemblyOf(stack(resources, parts, more))]).accounts[0]?.execution ?? [];
}

/** What an action is allowed on. */
function on(documents: readonly PolicyDocument[], action: string): unknown {
  const statements = documents.flatMap(({ Statement }) => [Statement].flat() as PolicyStatement[]);
  return statements.filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes(action)).flatMap(({ Resource }) => Resource);
}

const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };

describe('names', () => {
  test('one that is written is allowed as it is', () => {
    const documents = execution({ Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'events' } } });

    expect(on(documents, 'sqs:CreateQueue')).toEqual([`arn:aws:sqs:${REGION}:${ACCOUNT}:events`]);
  });

  test('one that CloudFormation makes up is allowed by the name of its stack, that of a bucket in lower case', () => {
    const documents = execution({ Q: { Type: 'AWS::SQS::Queue' }, B: { Type: 'AWS::S3::Bucket' } });

    expect([on(documents, 'sqs:CreateQueue'), on(documents, 's3:CreateBucket')]).toEqual([
      [`arn:aws:sqs:${REGION}:${ACCOUNT}:Audit-*`],
      ['arn:aws:s3:::audit-*'],
    ]);
  });

  test('of a long name of a stack, only what CloudFormation keeps of it counts', () => {
    const documents = execution({ R: role }, { name: 'PlatformSecurityAuditTrailProduction' });

    expect(on(documents, 'iam:CreateRole')).toEqual([`arn:aws:iam::${ACCOUNT}:role/PlatformSecurityAudi*`]);
  });

  test('one that hangs on a parameter may be any', () => {
    const parameters = { Parameters: { Name: { Type: 'String' } } };
    const documents = execution({ T: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Name' } } } }, {}, parameters);

    expect(on(documents, 'sns:CreateTopic')).toEqual([`arn:aws:sns:${REGION}:${ACCOUNT}:*`]);
  });

  test('what a condition decides is allowed either way', () => {
    const parameters = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
    const name = { 'Fn::If': ['IsProd', 'audit', 'audit-test'] };
    const documents = execution({ Q: { Type: 'AWS::SQS::Queue', Condition: 'IsProd', Properties: { QueueName: name } } }, {}, parameters);

    expect(on(documents, 'sqs:CreateQueue')).toEqual(['audit', 'audit-test'].map((one) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${one}`));
  });

  test('resources of nested stacks are named after the outermost one', () => {
    const url = 'https://s3.eu-west-1.amazonaws.com/assets/1.json';
    const parent = stack({ Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } });
    const child = stack(
      { Q: { Type: 'AWS::SQS::Queue' } },
      { id: 'Audit/Nested', name: 'Audit-Nested', parent: { stack: parent, logicalId: 'Nested' } },
    );
    const { accounts } = deployPolicy([assemblyOf(parent, child)]);
    const documents = accounts[0]?.execution ?? [];

    expect([on(documents, 'sqs:CreateQueue'), on(documents, 's3:GetObject'), on(documents, 'cloudformation:CreateStack')]).toEqual([
      [`arn:aws:sqs:${REGION}:${ACCOUNT}:Audit-*`],
      ['arn:aws:s3:::assets/*'],
      [`arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Audit-*/*`],
    ]);
    expect(on(accounts[0]?.pipeline ?? [], 'cloudformation:CreateChangeSet')).toEqual([`arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Audit/*`]);
  });

  test('a name of a resource elsewhere that CloudFormation made up is allowed by what is known of it', () => {
    const inside = execution({ P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { 'Fn::GetAtt': ['Gone', 'Name'] } } } });

    expect(on(inside, 's3:PutBucketPolicy')).toEqual(['arn:aws:s3:::*']);
  });
});

describe('what belongs to another resource', () => {
  const functions = { F: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'collect', Role: { 'Fn::GetAtt': ['R', 'Arn'] } } }, R: role };

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
    const documents = execution({ R: { ...role, Properties: { Path: '/audit/', RoleName: 'reader' } }, P: policy });

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

describe('what is not known', () => {
  test('a type without known needs is named with its construct, and nothing is left out silently', () => {
    const found = deployPolicy([assemblyOf(stack({ A: { Type: 'AWS::Foo::Bar', Metadata: { 'aws:cdk:path': 'Audit/Foo/Resource' } } }))]);

    expect(found.unknown).toEqual([{ type: 'AWS::Foo::Bar', path: 'Audit/Foo/Resource', reason: 'what its deployment needs is not known' }]);
  });

  test('a type that something else allows can be left out', () => {
    expect(deployPolicy([assemblyOf(stack({ A: { Type: 'AWS::Foo::Bar' } }))], ['AWS::Foo::Bar']).unknown).toEqual([]);
  });

  test('a resource with more conditions than can be looked at is named', () => {
    const many = Array.from({ length: 16 }, (_, index) => `C${index}`);
    const conditions = Object.fromEntries(many.map((name) => [name, { 'Fn::Equals': [{ Ref: name }, 'yes'] }]));
    const parameters = Object.fromEntries(many.map((name) => [name, { Type: 'String' }]));
    const QueueName = { 'Fn::Join': ['-', many.map((name) => ({ 'Fn::If': [name, 'a', 'b'] }))] };
    const { unknown } = deployPolicy([
      assemblyOf(stack({ Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName } } }, {}, { Conditions: conditions, Parameters: parameters })),
    ]);

    expect(unknown).toEqual([{ type: 'AWS::SQS::Queue', path: 'Audit/Q', reason: 'it has more conditions than can be looked at' }]);
  });

  test('every account has policies of its own, and an assembly of before adds what it needs', () => {
    const before = assemblyOf(stack({ Old: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'old' } } }));
    const after = assemblyOf(
      stack({ Q: { Type: 'AWS::SQS::Queue' } }),
      stack({ B: { Type: 'AWS::S3::Bucket' } }, { name: 'Archive', account: '444455556666' }),
    );
    const { accounts } = deployPolicy([after, before]);

    expect(accounts.map(({ account }) => account)).toEqual([ACCOUNT, '444455556666']);
    expect(on(accounts[0]?.execution ?? [], 'sns:DeleteTopic')).toEqual(['', ':*'].map((end) => `arn:aws:sns:${REGION}:${ACCOUNT}:old${end}`));
    expect(on(accounts[1]?.execution ?? [], 'sqs:CreateQueue')).toEqual([]);
  });
});

describe('length', () => {
  const statement = (count: number): PolicyStatement => ({
    Sid: 'Many',
    Effect: 'Allow',
    Action: ['sqs:SendMessage'],
    Resource: Array.from({ length: count }, (_, index) => `arn:aws:sqs:${REGION}:${ACCOUNT}:queue-${index}`),
  });

  test.each([1, 100, 500])('%i ARNs are in as many documents as it takes, each once', (count) => {
    const documents = documentsOf([statement(count)]);
    const all = documents.flatMap(({ Statement }) => ([Statement].flat() as PolicyStatement[]).flatMap(({ Resource }) => Resource));

    expect(documents.filter((document) => lengthOf(document) > LONGEST_POLICY)).toEqual([]);
    expect([...all].sort()).toEqual([...([statement(count).Resource].flat() as string[])].sort());
  });

  test('many actions on one ARN are divided as well', () => {
    const actions = Array.from({ length: 600 }, (_, index) => `s3:Action${index}`);
    const documents = documentsOf([{ Effect: 'Allow', Action: actions, Resource: ['*'] }]);

    expect(documents.every((document) => lengthOf(document) <= LONGEST_POLICY)).toBe(true);
    expect(documents.length).toBeGreaterThan(1);
  });

  test('the same templates give the same policies', () => {
    const resources = { Q: { Type: 'AWS::SQS::Queue' }, B: { Type: 'AWS::S3::Bucket' }, R: role };

    expect(execution(resources)).toEqual(execution(Object.fromEntries(Object.entries(resources).reverse())));
  });
});

test('no type of evidence or data has an action that deletes it, and no action has a star', () => {
  const protects = [
    'AWS::CloudTrail::Trail',
    'AWS::CloudTrail::EventDataStore',
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::Logs::LogGroup',
    'AWS::DynamoDB::Table',
  ];
  const texts = (type: string) => JSON.stringify(TYPE_NEEDS[type]);

  expect(
    protects.filter((type) => /:(Delete(Trail|EventDataStore|Bucket|LogGroup|Table)|ScheduleKeyDeletion|DisableKey|Stop\w+)\b/.test(texts(type))),
  ).toEqual([]);
  expect(Object.keys(TYPE_NEEDS).filter((type) => /:\w*\*\w*[ "]/.test(String(TYPE_NEEDS[type]?.actions)))).toEqual([]);
});
