import { Choices } from '../../lib/template/choices';
import { type Place, pointer, routeOf } from '../../lib/template/route';
import { Survey } from '../../lib/template/survey';
import { World } from '../../lib/template/world';
import { assemblyOf, type Json, stackOf } from './assemblies';

const KEY = { Type: 'AWS::KMS::Key', Properties: {} };

/** Where a value of the first template comes from. */
function follow(value: unknown, template: Json, ...others: Parameters<typeof stackOf>[]) {
  const stack = stackOf(template, { account: '111122223333', region: 'eu-west-1' });
  const world = new World(new Choices(), new Survey(assemblyOf(stack, ...others.map(([json, parts]) => stackOf(json, parts)))));
  const from: Place = { stack, pointer: '/Resources/Trail/Properties/KMSKeyId', value };
  const { steps, resolvedTo } = routeOf(world, from);
  return { steps: steps.map((step) => [step.stack.name, step.pointer, step.value]), resolvedTo };
}

test('a value that is written as it is comes from nowhere else', () => {
  expect(follow('alias/audit', { Resources: {} })).toEqual({ steps: [], resolvedTo: undefined });
});

test.each([
  ['an attribute', { 'Fn::GetAtt': ['Key', 'Arn'] }],
  ['an attribute in short', { 'Fn::GetAtt': 'Key.Arn' }],
  ['a reference', { Ref: 'Key' }],
])('%s of a resource leads to the resource', (_, value) => {
  expect(follow(value, { Resources: { Key: KEY } })).toEqual({ steps: [['Stack', '/Resources/Key/Type', 'AWS::KMS::Key']], resolvedTo: 'Stack/Key' });
});

test('a parameter leads to its declaration, and to no value', () => {
  const declared = { Type: 'String', Default: 'x' };

  expect(follow({ Ref: 'Key' }, { Parameters: { Key: declared }, Resources: {} })).toEqual({ steps: [['Stack', '/Parameters/Key', declared]] });
});

test('a condition leads to the branch that is taken', () => {
  const value = { 'Fn::If': ['Own', { Ref: 'Key' }, 'alias/other'] };
  const template = { Conditions: { Own: { 'Fn::Equals': ['a', 'a'] } }, Resources: { Key: KEY } };

  expect(follow(value, template).steps[0]).toEqual(['Stack', '/Resources/Trail/Properties/KMSKeyId/Fn::If/1', { Ref: 'Key' }]);
});

test('a condition that is not declared leads nowhere', () => {
  expect(follow({ 'Fn::If': ['Nowhere', 'a', 'b'] }, { Resources: {} }).steps).toEqual([]);
});

test('a mapping leads to its cell', () => {
  const template = { Mappings: { Keys: { 'eu-west-1': { arn: 'alias/eu' } } }, Resources: {} };

  expect(follow({ 'Fn::FindInMap': ['Keys', { Ref: 'AWS::Region' }, 'arn'] }, template)).toEqual({
    steps: [['Stack', '/Mappings/Keys/eu-west-1/arn', 'alias/eu']],
    resolvedTo: 'alias/eu',
  });
  expect(follow({ 'Fn::FindInMap': ['Keys', 'us-east-1', 'arn'] }, template).steps).toEqual([]);
});

test.each([
  ['an import', { 'Fn::ImportValue': 'audit-key' }],
  ['the output of a stack', { 'Fn::GetStackOutput': { StackName: 'Keys', OutputName: 'Arn' } }],
])('%s leads into the other stack', (_, value) => {
  const keys = { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'audit-key' } } }, Resources: { Key: KEY } };

  expect(follow(value, { Resources: {} }, [keys, { name: 'Keys', id: 'Keys', account: '111122223333', region: 'eu-west-1' }])).toEqual({
    steps: [
      ['Keys', '/Outputs/Arn/Value', { 'Fn::GetAtt': ['Key', 'Arn'] }],
      ['Keys', '/Resources/Key/Type', 'AWS::KMS::Key'],
    ],
    resolvedTo: 'Keys/Key',
  });
});

test('what is exported nowhere leads nowhere', () => {
  expect(follow({ 'Fn::ImportValue': 'unheard-of' }, { Resources: {} }).steps).toEqual([]);
});

test('a parameter of a nested stack leads to its parent, and an output of one into it', () => {
  const parent = stackOf({
    Resources: {
      Key: KEY,
      Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Key: { Ref: 'Key' } } } },
    },
  });
  const child = stackOf(
    { Parameters: { Key: { Type: 'String' } }, Outputs: { Back: { Value: { Ref: 'Key' } } }, Resources: {} },
    { id: 'Stack/Child', name: 'Child', parent: { stack: parent, logicalId: 'Child' } },
  );
  const world = new World(new Choices(), new Survey(assemblyOf(parent, child)));
  const { steps, resolvedTo } = routeOf(world, { stack: parent, pointer: '/x', value: { 'Fn::GetAtt': ['Child', 'Outputs.Back'] } });

  expect(steps.map((step) => [step.stack.name, step.pointer])).toEqual([
    ['Child', '/Outputs/Back/Value'],
    ['Stack', '/Resources/Child/Properties/Parameters/Key'],
    ['Stack', '/Resources/Key/Type'],
  ]);
  expect(resolvedTo).toBe('Stack/Key');
});

test('a text that is put together says what it is in the end', () => {
  expect(follow({ 'Fn::Sub': 'alias/${AWS::Region}' }, { Resources: {} }).resolvedTo).toBe('alias/eu-west-1');
});

test('an object is followed nowhere', () => {
  expect(follow({ a: 1, b: 2 }, { Resources: {} })).toEqual({ steps: [], resolvedTo: undefined });
});

test('templates that refer in circles are followed for a while only', () => {
  const template = { Outputs: { A: { Value: { 'Fn::ImportValue': 'a' }, Export: { Name: 'a' } } }, Resources: {} };

  expect(follow({ 'Fn::ImportValue': 'a' }, template).steps).toHaveLength(20);
});

test('slashes and tildes in names are escaped as the pointers of JSON want it', () => {
  expect(pointer('Mappings', 'a/b', '~c', 0)).toBe('/Mappings/a~1b/~0c/0');
});
