import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { CfnTrail, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { checkAssembly } from '../../lib/rules/check-assembly';
import { readAssembly } from '../../lib/template/read-assembly';
import { exampleNames } from '../examples/names';
import { assemblyOf, stackOf } from '../template/assemblies';
import {
  ACCOUNT,
  CLOUDTRAIL,
  changed,
  deployed,
  ofOrganization,
  put,
  REGION,
  readAcl,
  statements,
  type Template,
  TRAIL_ARN,
  trail,
  valid,
  withKey,
  withLogGroup,
  withTopic,
  withTopicKey,
  withTrails,
} from './templates';

const ENV = { account: ACCOUNT, region: REGION };
const forCloudTrail = (template: Template, Condition: Template, id?: string) =>
  changed(template, (resources) => {
    for (const one of statements(resources, id)) if (one.Principal.Service) one.Condition = Condition;
  });
/** A template whose policy is the given statements. */
const policy = (...Statement: Template[]) =>
  changed(valid(), ({ LogsPolicy }) => {
    LogsPolicy.Properties.PolicyDocument.Statement = Statement;
  });
const sub = (text: string) => ({ 'Fn::Sub': text });
const dataOnly = {
  EventSelectors: [{ IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] }] }],
};

/** A template as people write it who replace each text by a reference. */
function withPseudoParameters(): Template {
  const text = JSON.stringify(valid())
    .replaceAll(`"${TRAIL_ARN}"`, JSON.stringify(sub('arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/audit')))
    .replaceAll(`"/AWSLogs/${ACCOUNT}/*"`, '"/AWSLogs/",{"Ref":"AWS::AccountId"},"/*"');
  return JSON.parse(text);
}

const RAW: [what: string, template: Template][] = [
  ['the template of the tests', valid()],
  ['one with a key', withKey()],
  ['one with a log group', withLogGroup()],
  ['one with a topic', withTopic()],
  ['one with an encrypted topic', withTopicKey()],
  ['one of an organization', ofOrganization()],
  ['one with everything', withTopicKey(withTopic(withLogGroup(withKey())))],
  ['pseudo parameters and joins', withPseudoParameters()],
  [
    'Fn::Sub throughout',
    policy(
      { Effect: 'Allow', Principal: CLOUDTRAIL, Action: ['s3:GetBucketAcl'], Resource: sub('arn:${AWS::Partition}:s3:::${Logs}') },
      {
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: 's3:PutObject',
        Resource: sub('${Logs.Arn}/AWSLogs/${AWS::AccountId}/*'),
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ),
  ],
  ['ArnLike with a star', forCloudTrail(valid(), { ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` } })],
  ['StringLike with a star', forCloudTrail(valid(), { StringLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` } })],
  ['the account of the source', forCloudTrail(valid(), { StringEquals: { 'aws:SourceAccount': ACCOUNT } })],
  ['a list of trails', forCloudTrail(valid(), { StringEquals: { 'aws:SourceArn': [TRAIL_ARN, `${TRAIL_ARN}-2`] } })],
  [
    'the policy of the documentation of 2020, for the own account alone',
    policy(
      {
        Sid: 'AWSCloudTrailAclCheck20150319',
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: 's3:GetBucketAcl',
        Resource: sub('arn:aws:s3:::${Logs}'),
      },
      {
        Sid: 'AWSCloudTrailWrite20150319',
        Effect: 'Allow',
        Principal: CLOUDTRAIL,
        Action: 's3:PutObject',
        Resource: sub(`arn:aws:s3:::\${Logs}/AWSLogs/${ACCOUNT}/*`),
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ),
  ],
  [
    'a policy in the way of terraform modules, with several accounts',
    policy(readAcl(), { ...put(...[ACCOUNT, '444455556666'].map((account) => `AWSLogs/${account}/*`)), Sid: 'AWSCloudTrailWrite' }),
  ],
  [
    'a central bucket of a landing zone',
    policy(
      {
        Sid: 'DenyInsecure',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [sub('${Logs.Arn}'), sub('${Logs.Arn}/*')],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Effect: 'Allow',
        Principal: { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] },
        Action: 's3:GetBucketAcl',
        Resource: sub('${Logs.Arn}'),
      },
      {
        Effect: 'Allow',
        Principal: { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] },
        Action: 's3:PutObject',
        Resource: sub('${Logs.Arn}/*'),
        Condition: {
          StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
          ArnLike: { 'aws:SourceArn': [`arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`, `arn:aws:config:*:${ACCOUNT}:*`] },
        },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [sub('${Logs.Arn}'), sub('${Logs.Arn}/*')],
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
      },
    ),
  ],
  [
    'a deny that spares services',
    policy(readAcl(), put(`AWSLogs/${ACCOUNT}/*`), {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: sub('${Logs.Arn}/*'),
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' }, Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    }),
  ],
  [
    'a deny of old TLS, and of deletion',
    policy(
      readAcl(),
      put(`AWSLogs/${ACCOUNT}/*`),
      { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: sub('${Logs.Arn}/*'), Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
      { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject*', Resource: sub('${Logs.Arn}/*') },
    ),
  ],
  [
    'a deny by the endpoint of people',
    policy(readAcl(), put(`AWSLogs/${ACCOUNT}/*`), {
      Effect: 'Deny',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/x` },
      Action: 's3:*',
      Resource: sub('${Logs.Arn}/*'),
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    }),
  ],
  [
    'a demand for the key that the trail uses',
    changed(withKey(), (resources) =>
      statements(resources).push({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: sub('${Logs.Arn}/*'),
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      }),
    ),
  ],
  ['a prefix', trail({ S3KeyPrefix: 'audit/eu' }, JSON.parse(JSON.stringify(valid()).replace('/AWSLogs', '/audit/eu/AWSLogs')))],
  [
    'two policies of one bucket by its name',
    changed(valid(), ({ Logs, LogsPolicy }) => {
      Logs.Properties.BucketName = 'some-logs';
      LogsPolicy.Properties.Bucket = 'some-logs';
      LogsPolicy.DependsOn = 'Logs';
    }),
  ],
  [
    'a parameter as the name of the bucket',
    {
      ...changed(valid(), ({ Logs }) => {
        Logs.Properties.BucketName = { Ref: 'Name' };
      }),
      Parameters: { Name: { Type: 'String' } },
    },
  ],
  [
    'a prefix that may be there',
    {
      ...trail(
        { S3KeyPrefix: { 'Fn::If': ['HasPrefix', { Ref: 'Prefix' }, { Ref: 'AWS::NoValue' }] } },
        changed(valid(), (resources) => {
          statements(resources)[1].Resource = {
            'Fn::If': ['HasPrefix', sub(`\${Logs.Arn}/\${Prefix}/AWSLogs/${ACCOUNT}/*`), sub(`\${Logs.Arn}/AWSLogs/${ACCOUNT}/*`)],
          };
        }),
      ),
      Parameters: { Prefix: { Type: 'String', Default: '' } },
      Conditions: { HasPrefix: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Prefix' }, ''] }] } },
    },
  ],
  [
    'a key that may be there',
    {
      ...changed(withKey(), ({ Key, Logs, Trail }) => {
        Key.Condition = 'Encrypted';
        Trail.Properties.KMSKeyId = { 'Fn::If': ['Encrypted', { 'Fn::GetAtt': ['Key', 'Arn'] }, { Ref: 'AWS::NoValue' }] };
        delete Logs.Properties.BucketEncryption;
      }),
      Parameters: { Encrypt: { Type: 'String', AllowedValues: ['true', 'false'], Default: 'false' } },
      Conditions: { Encrypted: { 'Fn::Equals': [{ Ref: 'Encrypt' }, 'true'] } },
    },
  ],
  [
    'an alias of a key',
    changed(withKey(), (resources) => {
      resources.Alias = { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/audit', TargetKeyId: { Ref: 'Key' } } };
      resources.Trail.Properties.KMSKeyId = { Ref: 'Alias' };
    }),
  ],
  [
    'a key by its id',
    changed(withKey(), ({ Trail }) => {
      Trail.Properties.KMSKeyId = { Ref: 'Key' };
    }),
  ],
  [
    'a topic by its ARN',
    changed(withTopic(), ({ Trail }) => {
      Trail.Properties.SnsTopicName = { Ref: 'Topic' };
    }),
  ],
  [
    'inline policies of a role',
    changed(withLogGroup(), (resources) => {
      resources.Role.Properties.Policies = [{ PolicyName: 'write', PolicyDocument: resources.RolePolicy.Properties.PolicyDocument }];
      delete resources.RolePolicy;
      resources.Trail.DependsOn = ['LogsPolicy'];
    }),
  ],
  [
    'the policy of a role as a resource of its own',
    changed(withLogGroup(), ({ RolePolicy }) => {
      RolePolicy.Type = 'AWS::IAM::RolePolicy';
      RolePolicy.Properties = { ...RolePolicy.Properties, Roles: undefined, RoleName: { Ref: 'Role' } };
    }),
  ],
  [
    'permissions for the streams of the trail',
    changed(withLogGroup(), ({ RolePolicy }) => {
      RolePolicy.Properties.PolicyDocument.Statement[0].Resource = sub(
        'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}:log-stream:${AWS::AccountId}_CloudTrail_${AWS::Region}*',
      );
    }),
  ],
  [
    'a managed policy of AWS',
    changed(withLogGroup(), (resources) => {
      delete resources.RolePolicy;
      resources.Role.Properties.ManagedPolicyArns = ['arn:aws:iam::aws:policy/CloudWatchLogsFullAccess'];
      resources.Trail.DependsOn = ['LogsPolicy'];
    }),
  ],
  [
    'a trust that demands the account of the source',
    changed(withLogGroup(), ({ Role }) => {
      Role.Properties.AssumeRolePolicyDocument.Statement[0].Condition = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };
    }),
  ],
  ['several trails, of which one logs management events', withTrails(['second', 'third'], dataOnly)],
  ['five trails', withTrails(['two', 'three', 'four', 'five'], dataOnly)],
  [
    'two trails to one bucket',
    changed(withTrails(['second'], dataOnly), (resources) => {
      resources.Other0.Properties.S3BucketName = { Ref: 'Logs' };
      resources.Other0.DependsOn = ['LogsPolicy'];
      delete resources.Other0Logs;
      delete resources.Other0LogsPolicy;
      for (const one of statements(resources)) one.Condition.StringEquals['aws:SourceArn'] = [TRAIL_ARN, TRAIL_ARN.replace('audit', 'second')];
    }),
  ],
  [
    'a bucket from elsewhere',
    changed(trail({ S3BucketName: 'central-logs' }), (resources) => {
      delete resources.Logs;
      delete resources.LogsPolicy;
      resources.Trail.DependsOn = [];
    }),
  ],
  [
    'a bucket of a parameter',
    {
      ...changed(trail({ S3BucketName: { Ref: 'Central' } }), (resources) => {
        delete resources.Logs;
        delete resources.LogsPolicy;
        resources.Trail.DependsOn = [];
      }),
      Parameters: { Central: { Type: 'String' } },
    },
  ],
  [
    'a trail without a name, with the account of the source',
    changed(forCloudTrail(valid(), { StringEquals: { 'aws:SourceAccount': ACCOUNT } }), ({ Trail }) => delete Trail.Properties.TrailName),
  ],
  ['booleans as texts', trail({ IsMultiRegionTrail: 'true', IncludeGlobalServiceEvents: 'true', EnableLogFileValidation: 'true' })],
  ['selectors in a parameter', { ...trail({ AdvancedEventSelectors: { 'Fn::Transform': { Name: 'AWS::Include' } } }) }],
  [
    'an account that a parameter gives',
    {
      ...changed(valid(), (resources) => {
        statements(resources)[1].Resource = sub('${Logs.Arn}/AWSLogs/${Account}/*');
      }),
      Parameters: { Account: { Type: 'String' } },
    },
  ],
  ['a single-Region trail without global service events', trail({ IsMultiRegionTrail: false, IncludeGlobalServiceEvents: false })],
];

describe.each([
  ['in a known place', ENV],
  ['in any place', { account: undefined, region: undefined }],
])('deployed %s', (_, place) => {
  test.each(RAW)('nothing is wrong with %s', (__, template) => {
    expect(checkAssembly(deployed(template, place)).findings).toEqual([]);
  });
});

const CDK: [what: string, define: (stack: Stack) => void][] = [
  ['an L2 trail', (stack) => void new Trail(stack, 'Trail')],
  [
    'an L2 trail with a name and a bucket',
    (stack) => void new Trail(stack, 'Trail', { trailName: 'audit', bucket: new Bucket(stack, 'Logs', { enforceSSL: true }) }),
  ],
  ['an L2 trail with a prefix', (stack) => void new Trail(stack, 'Trail', { s3KeyPrefix: 'audit' })],
  ['an L2 trail with CloudWatch Logs', (stack) => void new Trail(stack, 'Trail', { sendToCloudWatchLogs: true })],
  ['an L2 trail of one Region', (stack) => void new Trail(stack, 'Trail', { isMultiRegionTrail: false })],
  [
    'an L2 trail with data events of a function',
    (stack) => {
      const code = Code.fromInline('exports.handler = () => {}');
      const handler = new Lambda(stack, 'Handler', { code, handler: 'index.handler', runtime: Runtime.NODEJS_22_X });
      new Trail(stack, 'Trail').addLambdaEventSelector([handler], { includeManagementEvents: true, readWriteType: ReadWriteType.ALL });
    },
  ],
  [
    'an L2 trail with data events of a bucket',
    (stack) => new Trail(stack, 'Trail').addS3EventSelector([{ bucket: new Bucket(stack, 'Reports') }], { includeManagementEvents: true }),
  ],
  [
    'an L2 trail of an organization',
    (stack) => void new Trail(stack, 'Trail', { trailName: 'audit', isOrganizationTrail: true, orgId: 'o-exampleorgid' }),
  ],
  [
    'an L1 trail with a bucket of an L2 trail',
    (stack) => {
      const first = new Trail(stack, 'First', { trailName: 'first', managementEvents: ReadWriteType.WRITE_ONLY });
      const second = new CfnTrail(stack, 'Second', {
        s3BucketName: 'central-logs',
        isLogging: true,
        enableLogFileValidation: true,
        trailName: 'second',
      });
      second.eventSelectors = [{ includeManagementEvents: true, readWriteType: 'ReadOnly' }];
      second.node.addDependency(first);
    },
  ],
  [
    'an L2 bucket with a lifecycle',
    (stack) =>
      void new Trail(stack, 'Trail', {
        bucket: new Bucket(stack, 'Logs', { encryption: BucketEncryption.S3_MANAGED, lifecycleRules: [{ expiration: Duration.days(90) }] }),
      }),
  ],
];

test.each(CDK)('nothing is wrong with %s', (_, define) => {
  const app = new App();
  define(new Stack(app, 'Stack'));
  define(new Stack(app, 'Placed', { env: { account: '444455556666', region: 'us-east-1' } }));

  expect(checkAssembly(readAssembly(app.synth().directory)).findings).toEqual([]);
});

test.each(exampleNames())('nothing is wrong with the example %s, and nothing is left open', (name) => {
  const { app } = require(join(__dirname, '../../examples', name, 'app')) as { app: App };

  const { findings, unknown } = checkAssembly(readAssembly(app.synth().directory));

  expect(findings).toEqual([]);
  expect(unknown).toEqual([]);
});

test('a trail and its archive may be in two stacks, accounts and Regions', () => {
  const { Logs, LogsPolicy, Trail } = valid().Resources;
  Logs.Properties.BucketName = 'central-logs';
  Trail.Properties.S3BucketName = 'central-logs';
  delete Trail.DependsOn;

  const assembly = assemblyOf(
    stackOf({ Resources: { Trail } }, { name: 'Trail', ...ENV }),
    stackOf({ Resources: { Logs, LogsPolicy } }, { name: 'Archive', account: '444455556666', region: 'us-east-1' }),
  );

  expect(checkAssembly(assembly).findings).toEqual([]);
});

test('the L2 topic of a trail is found to lack an order', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new Trail(stack, 'Trail', { snsTopic: new Topic(stack, 'Topic') });

  expect(checkAssembly(readAssembly(app.synth().directory)).findings.map(({ id }) => id)).toEqual(['cdk-cloudtrail:Trail.createdBeforeTopicPolicy']);
});
