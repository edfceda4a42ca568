import type { PolicyStatement } from '../../../lib/policy/document';
import { deployPolicy, TYPE_NEEDS } from '../../../lib/rules/permissions/deploy-policy';
import { documentsOf, LONGEST_POLICY, lengthOf } from '../../../lib/rules/permissions/documents';
import { assemblyOf } from '../../template/assemblies';
import { ACCOUNT, REGION } from './deployed';
import { execution, on, ROLE, stack } from './policies';

describe('what is not known', () => {
  test('a type without known needs is named with its construct, and nothing is left out silently', () => {
    const found = deployPolicy([assemblyOf(stack({ A: { Type: 'AWS::Foo::Bar', Metadata: { 'aws:cdk:path': 'Audit/Foo/Resource' } } }))]);

    expect(found.unknown).toEqual([{ type: 'AWS::Foo::Bar', path: 'Audit/Foo/Resource', reason: 'what its deployment needs is not known' }]);
  });

  test('a type that something else allows can be left out', () => {
    expect(deployPolicy([assemblyOf(stack({ A: { Type: 'AWS::Foo::Bar' } }))], ['AWS::Foo::Bar']).unknown).toEqual([]);
  });

  test('a resource whose name is longer than an ARN may be is named', () => {
    const long = stack({ Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'n'.repeat(9000) } } });
    expect(deployPolicy([assemblyOf(long)]).unknown).toEqual([
      { type: 'AWS::CloudTrail::Trail', path: 'Audit/Trail', reason: 'its name is too long' },
    ]);
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
    const resources = { Q: { Type: 'AWS::SQS::Queue' }, B: { Type: 'AWS::S3::Bucket' }, R: ROLE };

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
