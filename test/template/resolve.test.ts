import { Choices } from '../../lib/template/choices';
import { Survey } from '../../lib/template/survey';
import { display, isUnresolved } from '../../lib/template/symbols';
import { Unknown } from '../../lib/template/unknown';
import { World } from '../../lib/template/world';
import { assemblyOf, stackOf, worldOf } from './assemblies';

const TEMPLATE = {
  Parameters: {
    Plain: { Type: 'String', Default: 'plain' },
    Open: { Type: 'String' },
    List: { Type: 'CommaDelimitedList', Default: 'a, b' },
    OpenList: { Type: 'CommaDelimitedList' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/name' },
  },
  Mappings: { Regions: { 'eu-west-1': { Bucket: 'eu', List: ['x'] } } },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    And: { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }] },
  },
  Resources: {
    Named: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'named' } },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', Path: '/a/' } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 't' } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } },
    Other: { Type: 'Custom::Other' },
    Reader: { Type: 'Custom::CrossRegionExportReader' },
  },
};
const PLACE = { account: '111122223333', region: 'eu-west-1' };

test.each<[what: string, value: unknown, expected: unknown]>([
  ['a literal', { a: [1, true, 'x'] }, { a: [1, true, 'x'] }],
  ['a reference to a parameter', { Ref: 'Plain' }, 'plain'],
  ['a list in a parameter', { Ref: 'List' }, ['a', 'b']],
  [
    'pseudo parameters',
    { 'Fn::Sub': '${AWS::Partition} ${AWS::Region} ${AWS::AccountId} ${AWS::StackName} ${AWS::URLSuffix}' },
    'aws eu-west-1 111122223333 Stack amazonaws.com',
  ],
  ['a reference to a named bucket', { Ref: 'Named' }, 'named'],
  ['the ARN of a named bucket', { 'Fn::GetAtt': ['Named', 'Arn'] }, 'arn:aws:s3:::named'],
  ['an attribute with a dot', { 'Fn::GetAtt': 'Named.Arn' }, 'arn:aws:s3:::named'],
  ['the ARN of a role with its path', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::111122223333:role/a/r'],
  ['a reference to a topic, which is its ARN', { Ref: 'Topic' }, 'arn:aws:sns:eu-west-1:111122223333:t'],
  ['the name of a topic', { 'Fn::GetAtt': ['Topic', 'TopicName'] }, 't'],
  ['a reference to a queue, which is its URL', { Ref: 'Queue' }, 'https://sqs.eu-west-1.amazonaws.com/111122223333/q'],
  ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'Plain' }, 1]] }, 'a-plain-1'],
  ['a join of a list in a parameter', { 'Fn::Join': ['+', { Ref: 'List' }] }, 'a+b'],
  ['a substitution with variables', { 'Fn::Sub': ['${x}/${Named}/${Named.Arn}', { x: { Ref: 'Plain' } }] }, 'plain/named/arn:aws:s3:::named'],
  ['a substitution with a literal', { 'Fn::Sub': '${!aws:username}' }, '${aws:username}'],
  ['a part of an ARN', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Named', 'Arn'] }] }] }, 'named'],
  ['a mapping', { 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'Bucket'] }, 'eu'],
  ['a list in a mapping', { 'Fn::FindInMap': ['Regions', 'eu-west-1', 'List'] }, ['x']],
  ['a branch', { 'Fn::If': ['Yes', 'yes', 'no'] }, 'yes'],
  ['a branch of a condition made of conditions', { 'Fn::If': ['And', 'yes', 'no'] }, 'yes'],
  ['a property without a value', { a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, b: 2 }, { b: 2 }],
  ['an item without a value', ['a', { Ref: 'AWS::NoValue' }], ['a']],
  ['JSON as text', { 'Fn::ToJsonString': { a: { Ref: 'Plain' } } }, '{"a":"plain"}'],
])('%s is resolved', (_, value, expected) => {
  expect(worldOf(TEMPLATE, PLACE).resolve(value)).toEqual(expected);
});

test.each<[what: string, value: unknown]>([
  ['a parameter without a default', { Ref: 'Open' }],
  ['a value in the parameter store', { Ref: 'Stored' }],
  ['an attribute of a custom resource', { 'Fn::GetAtt': ['Other', 'Name'] }],
  ['a dynamic reference', '{{resolve:ssm:/bucket}}'],
  ['a dynamic reference in a substitution', { 'Fn::Sub': 'arn:aws:s3:::{{resolve:ssm:/bucket}}' }],
  ['what no stack wrote for another Region', { 'Fn::GetAtt': ['Reader', '/cdk/exports/x'] }],
  ['what is encoded', { 'Fn::Base64': 'x' }],
  ['a reference to nothing', { Ref: 'Missing' }],
  ['the id of a stack', { Ref: 'AWS::StackId' }],
  ['an import from elsewhere', { 'Fn::ImportValue': 'elsewhere' }],
  ['an output from elsewhere', { 'Fn::GetStackOutput': { StackName: 'Elsewhere', OutputName: 'x' } }],
  ['a part of what is not known', { 'Fn::Select': [0, { Ref: 'OpenList' }] }],
  ['a mapping of what is not known', { 'Fn::FindInMap': ['Regions', { Ref: 'Open' }, 'Bucket'] }],
  ['a substitution of what is not known', { 'Fn::Sub': 'arn:aws:s3:::${Open}/*' }],
])('%s is a text that could be any, and the same wherever it is written', (_, value) => {
  const { resolve } = worldOf(TEMPLATE, PLACE);

  const text = resolve(value) as string;

  expect(isUnresolved(text)).toBe(true);
  expect(resolve(value)).toBe(text);
  expect(text).not.toMatch(/\$\{|[?]/);
});

test.each<[what: string, value: unknown]>([
  ['a list in a parameter without a default', { Ref: 'OpenList' }],
  ['a macro', { 'Fn::Transform': { Name: 'Macro' } }],
  ['a split of what is not known', { 'Fn::Split': [',', { Ref: 'Open' }] }],
  ['a branch of a condition that is not there', { 'Fn::If': ['Missing', 1, 2] }],
])('%s is unknown', (_, value) => {
  expect(worldOf(TEMPLATE, PLACE).resolve(value)).toBeInstanceOf(Unknown);
});

test('a bucket without a name has one of its own, that begins as CloudFormation begins it', () => {
  const { resolve } = worldOf(TEMPLATE, PLACE);

  const name = resolve({ Ref: 'Bucket' }) as string;

  expect(name).toMatch(/^stack-bucket-/);
  expect(isUnresolved(name)).toBe(false);
  expect(resolve({ 'Fn::GetAtt': ['Bucket', 'Arn'] })).toBe(`arn:aws:s3:::${name}`);
  expect(display(name)).toBe('<Stack.Bucket>');
});

test('an account and a Region that are not known have a form that principals can have, and a name for people', () => {
  const { resolve } = worldOf(TEMPLATE);

  const text = resolve({ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/x logs.${AWS::Region}.amazonaws.com' }) as string;

  expect(text).toMatch(/^arn:aws:iam::\d{12}:role\/x logs\.[a-z0-9-]+\.amazonaws\.com$/);
  expect(display(text)).toBe('arn:aws:iam::<AWS::AccountId>:role/x logs.<AWS::Region>.amazonaws.com');
});

test('the partition is that of the Region; without one, that of the ARNs in the template', () => {
  const partitionIn = (template: object, region?: string) => stackOf(template, region === undefined ? {} : { region }).partition;

  expect(partitionIn({}, 'cn-north-1')).toBe('aws-cn');
  expect(partitionIn({ Resources: { A: { Properties: { Arn: 'arn:aws-us-gov:s3:::x' } } } })).toBe('aws-us-gov');
  expect(partitionIn({})).toBe('aws');
});

test('references to other stacks of the assembly are followed', () => {
  const producer = stackOf(
    {
      Resources: {
        Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } },
        Writer: {
          Type: 'Custom::CrossRegionExportWriter',
          Properties: { WriterProps: { exports: { '/cdk/exports/x': { Ref: 'Logs' } } } },
        },
      },
      Outputs: { Out: { Value: { Ref: 'Logs' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-logs' } } } },
    },
    { name: 'Producer' },
  );
  const consumer = stackOf({ Resources: { Reader: { Type: 'Custom::CrossRegionExportReader' } } }, { name: 'Consumer' });
  const world = new World(new Choices(), new Survey(assemblyOf(producer, consumer)));

  expect(world.resolve(consumer, { 'Fn::ImportValue': 'Producer-logs' })).toBe('logs');
  expect(world.resolve(consumer, { 'Fn::GetStackOutput': { StackName: 'Producer', OutputName: 'Out' } })).toBe('logs');
  expect(world.resolve(consumer, { 'Fn::GetAtt': ['Reader', '/cdk/exports/x'] })).toBe('logs');
});

test('a nested stack gets its parameters from its parent, and hands back its outputs', () => {
  const parent = stackOf({
    Resources: {
      Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } },
      Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Bucket: { Ref: 'Logs' } } } },
    },
  });
  const nested = stackOf(
    { Parameters: { Bucket: { Type: 'String' } }, Resources: {}, Outputs: { Back: { Value: { 'Fn::Sub': '${Bucket}!' } } } },
    { name: 'Nested', parent: { stack: parent, logicalId: 'Nested' } },
  );
  const world = new World(new Choices(), new Survey(assemblyOf(parent, nested)));

  expect(world.resolve(parent, { 'Fn::GetAtt': ['Nested', 'Outputs.Back'] })).toBe('logs!');
});

test('fails for nothing, also not for references in a circle', () => {
  const circle = { Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'A' } } } } };

  expect(isUnresolved(worldOf(circle).resolve({ Ref: 'A' }) as string)).toBe(true);
});

test('a resource tells what its template says of it', () => {
  const { world, stack } = worldOf({
    Resources: {
      Logs: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { BucketName: 'logs', Tags: [] } },
      Plain: { Type: 'AWS::S3::Bucket' },
    },
  });

  expect(world.resource(stack, 'Logs')).toMatchObject({
    deletionPolicy: 'Retain',
    ref: 'logs',
    arn: 'arn:aws:s3:::logs',
    path: 'Stack/Logs',
    properties: { BucketName: 'logs' },
  });
  expect(world.resource(stack, 'Plain')).toMatchObject({ deletionPolicy: undefined, properties: {} });
});

test('a stack that exports what it imports is no endless search', () => {
  const circle = { 'Fn::ImportValue': 'x' };
  const stack = stackOf({ Resources: {}, Outputs: { Out: { Value: circle, Export: { Name: 'x' } } } });

  expect(isUnresolved(new World(new Choices(), new Survey(assemblyOf(stack))).resolve(stack, circle) as string)).toBe(true);
});

test('nested stacks that give each other their own values are no endless search', () => {
  const parent = stackOf({
    Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { A: { 'Fn::GetAtt': ['Nested', 'Outputs.A'] } } } } },
  });
  const nested = stackOf(
    { Parameters: { A: { Type: 'String' } }, Resources: {}, Outputs: { A: { Value: { Ref: 'A' } } } },
    { name: 'Nested', parent: { stack: parent, logicalId: 'Nested' } },
  );

  expect(isUnresolved(new World(new Choices(), new Survey(assemblyOf(parent, nested))).resolve(nested, { Ref: 'A' }) as string)).toBe(true);
});

test('an output of a condition that does not hold is not exported', () => {
  const producer = stackOf(
    { Conditions: { No: { 'Fn::Equals': ['a', 'b'] } }, Resources: {}, Outputs: { Out: { Condition: 'No', Value: 'v', Export: { Name: 'x' } } } },
    { name: 'Producer' },
  );
  const consumer = stackOf({ Resources: {} }, { name: 'Consumer' });

  expect(
    isUnresolved(new World(new Choices(), new Survey(assemblyOf(producer, consumer))).resolve(consumer, { 'Fn::ImportValue': 'x' }) as string),
  ).toBe(true);
});
