import { checkAssembly } from '../../lib/rules/check-assembly';
import { assemblyOf, stackOf } from '../template/assemblies';
import { findingsOf, type Row } from './rows';
import {
  ACCOUNT,
  changed,
  deployed,
  ofOrganization,
  put,
  REGION,
  statements,
  type Template,
  trail,
  valid,
  withKey,
  withLogGroup,
  withTopic,
  withTopicKey,
} from './templates';

const without = (template: Template, id: string) =>
  changed(template, (resources) => {
    delete resources[id];
    resources.Trail.DependsOn = resources.Trail.DependsOn.filter((other: string) => other !== id);
  });
const notWaiting = (template: Template, id: string) =>
  changed(template, ({ Trail }) => {
    Trail.DependsOn = Trail.DependsOn.filter((other: string) => other !== id);
  });
const statement = (template: Template, index: number, change: Template, id?: string) =>
  changed(template, (resources) => Object.assign(statements(resources, id)[index], change));
const condition = (template: Template, change: Template, id?: string) =>
  changed(template, (resources) => {
    for (const one of statements(resources, id)) if (one.Principal.Service) one.Condition = change;
  });
const sourceArn = (arn: string) => ({ StringEquals: { 'aws:SourceArn': arn } });
const deny = (Condition: Template) => ({ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*', Condition });
const withStatement = (template: Template, one: Template, id?: string) => changed(template, (resources) => statements(resources, id).push(one));

const ROWS: Row[] = [
  [
    'X01',
    'Trail.createdBeforeBucket',
    'a bucket that may be created after the trail',
    changed(valid(), ({ Logs, LogsPolicy, Trail }) => {
      Logs.Properties.BucketName = 'some-logs';
      LogsPolicy.Properties = JSON.parse(
        JSON.stringify(LogsPolicy.Properties)
          .replaceAll('{"Fn::GetAtt":["Logs","Arn"]}', '"arn:aws:s3:::some-logs"')
          .replaceAll('{"Ref":"Logs"}', '"some-logs"'),
      );
      Trail.Properties.S3BucketName = 'some-logs';
    }),
  ],
  ['E10', 'BucketPolicy.keyPrefix', 'a prefix that the policy does not have', trail({ S3KeyPrefix: 'audit' })],
  [
    'E10',
    'BucketPolicy.keyPrefix',
    'a policy with a prefix that the trail does not have',
    statement(valid(), 1, { Resource: put(`audit/AWSLogs/${ACCOUNT}/*`).Resource }),
  ],
  ['E11', 'BucketPolicy.missing', 'a bucket without a policy', without(valid(), 'LogsPolicy')],
  [
    'E11',
    'BucketPolicy.missing',
    'a policy for somebody else',
    changed(valid(), (resources) => {
      for (const one of statements(resources)) one.Principal = { Service: 'config.amazonaws.com' };
    }),
  ],
  ['E12', 'Trail.createdBeforeBucketPolicy', 'a trail that does not wait for the policy', notWaiting(valid(), 'LogsPolicy')],
  ['E13', 'BucketPolicy.getBucketAcl', 'no s3:GetBucketAcl', changed(valid(), (resources) => statements(resources).shift())],
  ['E13', 'BucketPolicy.getBucketAcl', 's3:GetBucketAcl on the objects', statement(valid(), 0, { Resource: put('*').Resource })],
  ['E14', 'BucketPolicy.path', 'the path of another account', statement(valid(), 1, { Resource: put('AWSLogs/444455556666/*').Resource })],
  ['E14', 'BucketPolicy.path', 's3:PutObject without a star', statement(valid(), 1, { Resource: { 'Fn::GetAtt': ['Logs', 'Arn'] } })],
  [
    'E15',
    'BucketPolicy.sourceArn',
    'the ARN of a trail with an undefined name',
    condition(valid(), sourceArn(`arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/undefined`)),
  ],
  [
    'E15',
    'BucketPolicy.sourceArn',
    'the account of the bucket in the ARN of the trail',
    condition(valid(), sourceArn(`arn:aws:cloudtrail:${REGION}:444455556666:trail/audit`)),
  ],
  ['E15', 'BucketPolicy.sourceArn', 'a star in StringEquals', condition(valid(), sourceArn(`arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`))],
  ['E15', 'BucketPolicy.sourceArn', 'the account of somebody else', condition(valid(), { StringEquals: { 'aws:SourceAccount': '444455556666' } })],
  ['E17', 'BucketPolicy.organization', 'an organization trail without the path of the organization', trail({ IsOrganizationTrail: true })],
  [
    'E17',
    'BucketPolicy.keyPrefix',
    'an organization trail whose path of the organization lacks the prefix',
    statement(trail({ S3KeyPrefix: 'audit' }, ofOrganization()), 1, { Resource: put(`audit/AWSLogs/${ACCOUNT}/*`).Resource }),
  ],
  [
    'E18',
    'KeyPolicy.missing',
    'a key whose policy does not name CloudTrail',
    changed(withKey(), (resources) => statements(resources, 'Key').splice(1)),
  ],
  ['E18', 'KeyPolicy.missing', 'a key without a policy', changed(withKey(), ({ Key }) => delete Key.Properties.KeyPolicy)],
  [
    'E18',
    'KeyPolicy.sourceArn',
    'a key for another trail',
    condition(withKey(), sourceArn('arn:aws:cloudtrail:eu-west-1:111122223333:trail/other'), 'Key'),
  ],
  ['X03', 'KeyPolicy.wildcard', 'a star in StringEquals', condition(withKey(), sourceArn(`arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`), 'Key')],
  ['X04', 'KeyPolicy.action', 'an action with a typing error', statement(withKey(), 1, { Action: 'kms=GenerateDataKey*' }, 'Key')],
  ['X05', 'KeyPolicy.decrypt', 'a bucket key without kms:Decrypt', changed(withKey(), (resources) => statements(resources, 'Key').splice(2))],
  [
    'E27',
    'LogRole.trust',
    'a role that trusts somebody else',
    changed(withLogGroup(), ({ Role }) => {
      Role.Properties.AssumeRolePolicyDocument.Statement[0].Principal = { Service: 'lambda.amazonaws.com' };
    }),
  ],
  [
    'E28',
    'LogRole.permissions',
    'a role without logs:CreateLogStream',
    changed(withLogGroup(), ({ RolePolicy }) => {
      RolePolicy.Properties.PolicyDocument.Statement[0].Action = 'logs:PutLogEvents';
    }),
  ],
  ['E28', 'LogRole.permissions', 'a role without a policy', without(withLogGroup(), 'RolePolicy')],
  [
    'E28',
    'LogRole.permissions',
    'a role for another log group',
    changed(withLogGroup(), ({ RolePolicy }) => {
      RolePolicy.Properties.PolicyDocument.Statement[0].Resource = 'arn:aws:logs:eu-west-1:111122223333:log-group:other:*';
    }),
  ],
  ['E29', 'Trail.createdBeforeRolePolicy', 'a trail that does not wait for the policy of its role', notWaiting(withLogGroup(), 'RolePolicy')],
  ['E30', 'TopicPolicy.missing', 'a topic without a policy', without(withTopic(), 'TopicPolicy')],
  [
    'E30',
    'TopicPolicy.sourceArn',
    'a topic for another trail',
    condition(withTopic(), sourceArn('arn:aws:cloudtrail:eu-west-1:111122223333:trail/other'), 'TopicPolicy'),
  ],
  ['E31', 'Trail.createdBeforeTopicPolicy', 'a trail that does not wait for the policy of its topic', notWaiting(withTopic(), 'TopicPolicy')],
  [
    'E32',
    'KeyPolicy.topic',
    'a topic whose key does not let CloudTrail publish',
    changed(withTopicKey(), (resources) => statements(resources, 'TopicKey').splice(1)),
  ],
  [
    'E32',
    'KeyPolicy.topic',
    'a topic with the key of SNS',
    changed(withTopic(), ({ Topic }) => Object.assign(Topic.Properties, { KmsMasterKeyId: 'alias/aws/sns' })),
  ],
  [
    'E33',
    'Trail.fifoTopic',
    'a topic that keeps an order',
    changed(withTopic(), ({ Topic }) => Object.assign(Topic.Properties, { FifoTopic: true, TopicName: 'files.fifo' })),
  ],
  [
    'W08',
    'BucketPolicy.encryptionHeader',
    'a policy that demands a key from a trail without one',
    withStatement(valid(), deny({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } })),
  ],
  [
    'W08',
    'BucketPolicy.encryptionHeader',
    'a policy that demands AES256 from a trail with a key',
    withStatement(withKey(), deny({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } })),
  ],
  ['W11', 'BucketPolicy.sourceOrgId', 'aws:SourceOrgID in the policy', condition(valid(), { StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } })],
  ['W18', 'BucketPolicy.confusedDeputy', 'a policy for every trail', statement(condition(valid(), {}), 1, { Resource: put('AWSLogs/*').Resource })],
  [
    '-',
    'BucketPolicy.denied',
    'a policy that denies everybody without the organization',
    withStatement(valid(), deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })),
  ],
  ['-', 'BucketPolicy.condition', 'a condition that no delivery meets', condition(valid(), { StringEquals: { 's3:x-amz-acl': 'private' } })],
  [
    '-',
    'KeyPolicy.condition',
    'a condition that CloudTrail does not meet',
    condition(withKey(), { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }, 'Key'),
  ],
];

test.each(ROWS)('%s is found as %s: %s', (_, id, __, template) => {
  expect(findingsOf(deployed(template))).toEqual([`cdk-cloudtrail:${id}`]);
});

test.each(ROWS)('%s is found in a place that is not known, too, unless it is a question of the place: %s, %s', (_, id, __, template) => {
  const text = JSON.stringify(template)
    .replace(
      /"arn:aws:cloudtrail:eu-west-1:111122223333:trail\/(\w+)"/g,
      '{"Fn::Sub":"arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/$1"}',
    )
    .replaceAll('/AWSLogs/111122223333/*"', '/AWSLogs/",{"Ref":"AWS::AccountId"},"/*"')
    .replaceAll('"arn:aws:iam::111122223333:root"', '{"Fn::Sub":"arn:aws:iam::${AWS::AccountId}:root"}');

  const { findings, unknown } = checkAssembly(deployed(JSON.parse(text), { account: undefined, region: undefined }));

  const isOfPlace = unknown.some(({ message }) => message.includes('<AWS::AccountId>'));
  const found = findings.map((one) => one.id);
  expect(isOfPlace && found.length === 0 ? [`cdk-cloudtrail:${id}`] : found).toEqual([`cdk-cloudtrail:${id}`]);
  // An account that is written out may be the one that the template is deployed to.
  expect(isOfPlace && !/111122223333|444455556666/.test(text)).toBe(false);
});

test('X07 is found as Trail.topicElsewhere: the name of a topic of another account', () => {
  const topic = stackOf(
    { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'files' } } } },
    { name: 'Other', account: '444455556666', region: REGION },
  );
  const own = stackOf(trail({ SnsTopicName: 'files' }), { account: ACCOUNT, region: REGION });

  expect(findingsOf(assemblyOf(own, topic))).toEqual(['cdk-cloudtrail:Trail.topicElsewhere']);
});

test('E32 is found as KeyPolicy.topic: the key of a topic in another Region', () => {
  const { TopicKey, ...Resources } = withTopicKey().Resources;
  Resources.Topic.Properties.KmsMasterKeyId = { 'Fn::ImportValue': 'key' };
  const keys = stackOf(
    { Resources: { TopicKey }, Outputs: { Key: { Value: { 'Fn::GetAtt': ['TopicKey', 'Arn'] } } } },
    { name: 'Keys', account: ACCOUNT, region: 'us-east-1' },
  );
  Resources.Topic.Properties.KmsMasterKeyId = { 'Fn::GetStackOutput': { StackName: 'Keys', OutputName: 'Key' } };

  expect(findingsOf(assemblyOf(stackOf({ Resources }, { account: ACCOUNT, region: REGION }), keys))).toEqual(['cdk-cloudtrail:KeyPolicy.topic']);
});
