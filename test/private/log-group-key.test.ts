import { App, Aspects, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import { evaluate } from '../../lib/policy/evaluate';
import { logGroupKeyStatement } from '../../lib/private/log-group-key';
import { statementsJson } from '../../lib/private/statement-json';
import { policyOf } from '../helpers/policies';

const place = { account: '111122223333', region: 'eu-west-1' };

/** A log group in one stack with a key of another, or of the same. */
function logGroupIn(stack: Stack, keyStack: Stack = stack): { logGroup: LogGroup; resource: CfnLogGroup } {
  const encryptionKey = new Key(keyStack, 'Key');
  const logGroup = new LogGroup(stack, 'Logs', { encryptionKey });
  encryptionKey.addToResourcePolicy(logGroupKeyStatement(logGroup));
  return { logGroup, resource: logGroup.node.defaultChild as CfnLogGroup };
}

/** Whether the only key of a stack lets CloudWatch Logs encrypt the log group of a name. */
function mayEncrypt(keyStack: Stack, name: string): boolean {
  const policy = policyOf(Template.fromStack(keyStack), 'AWS::KMS::Key', { ...place, stackName: keyStack.stackName, parameters: { Name: 'given' } });
  const context = { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:111122223333:log-group:${name}` };
  const resource = 'arn:aws:kms:eu-west-1:111122223333:key/0a';
  return (
    evaluate([policy], { principal: { service: 'logs.eu-west-1.amazonaws.com' }, action: 'kms:GenerateDataKey', resource, context }).effect ===
    'allowed'
  );
}

test('a key serves the log group by the name that CloudFormation makes', () => {
  const stack = new Stack(new App(), 'Stack', { env: place });
  const { logGroup } = logGroupIn(stack);
  const id = stack.resolve(logGroup.logGroupName).Ref;

  expect(mayEncrypt(stack, `Stack-${id}-AbCd123`)).toBe(true);
  expect(mayEncrypt(stack, `Other-${id}-AbCd123`)).toBe(false);
});

test.each<[string, (resource: CfnLogGroup) => void, string]>([
  ['a logical id that is overridden', (resource) => resource.overrideLogicalId('Renamed'), 'Stack-Renamed-AbCd123'],
  [
    'a name',
    (resource) => {
      resource.logGroupName = 'audit';
    },
    'audit',
  ],
  ['a name by an override', (resource) => resource.addPropertyOverride('LogGroupName', 'audit'), 'audit'],
])('a key serves a log group that gets %s after it was defined, also by an aspect', (_, rename, name) => {
  for (const byAspect of [false, true]) {
    const stack = new Stack(new App(), 'Stack', { env: place });
    const { resource } = logGroupIn(stack);
    const visit = (node: IConstruct) => CfnLogGroup.isCfnLogGroup(node) && rename(node);
    if (byAspect) Aspects.of(stack).add({ visit });
    else rename(resource);

    expect(mayEncrypt(stack, name)).toBe(true);
    expect(mayEncrypt(stack, 'Stack-Logs6819BB44-AbCd123')).toBe(false);
  }
});

test('a key serves a log group whose name is only known at deployment', () => {
  const stack = new Stack(new App(), 'Stack', { env: place });
  logGroupIn(stack).resource.logGroupName = new CfnParameter(stack, 'Name').valueAsString;
  expect([mayEncrypt(stack, 'given'), mayEncrypt(stack, 'other')]).toEqual([true, false]);
});

describe('a key of another stack than the log group', () => {
  test('serves it by the name of its stack', () => {
    const app = new App();
    const [keys, logs] = [new Stack(app, 'Keys', { env: place }), new Stack(app, 'Logs', { env: place })];
    logGroupIn(logs, keys);

    app.synth();
    expect(mayEncrypt(keys, 'Logs-Logs6819BB44-AbCd123')).toBe(true);
    expect(mayEncrypt(keys, 'Else-Logs6819BB44-AbCd123')).toBe(false);
  });

  test('does not wait for a name that is only known there', () => {
    const app = new App();
    const [keys, logs] = [new Stack(app, 'Keys', { env: place }), new Stack(app, 'Logs', { env: place })];
    logGroupIn(logs, keys).resource.logGroupName = new CfnParameter(logs, 'Name').valueAsString;

    app.synth();
    expect(mayEncrypt(keys, 'given')).toBe(true);
  });

  test.each<[string, (parent: Stack) => { from: Stack; to: Stack }, string]>([
    ['around it', (parent) => ({ from: parent, to: new NestedStack(parent, 'Nested') }), 'Stack-NestedX-Y'],
    ['nested beside it', (parent) => ({ from: new NestedStack(parent, 'Keys'), to: new NestedStack(parent, 'Nested') }), 'Stack-NestedX-Y'],
    ['two levels above it', (parent) => ({ from: parent, to: new NestedStack(new NestedStack(parent, 'Outer'), 'Inner') }), 'Stack-O-1-I-2'],
    ['nested in its own', (parent) => ({ from: new NestedStack(parent, 'Keys'), to: parent }), 'Stack'],
  ])('%s serves it without waiting for it', (_, stacksOf, stackName) => {
    const parent = new Stack(new App(), 'Stack', { env: place });
    const { from, to } = stacksOf(parent);
    const { resource } = logGroupIn(to, from);
    const id = to.resolve(resource.logicalId);

    for (const stack of [parent, from, to]) expect(() => Template.fromStack(stack)).not.toThrow();
    expect(mayEncrypt(from, `${stackName}-${id}-AbCd123`)).toBe(true);
    expect(mayEncrypt(from, `${stackName}-Other-AbCd123`)).toBe(false);
    expect(mayEncrypt(from, `Else-${id}-AbCd123`)).toBe(false);
  });

  test('serves it where CloudFormation has to shorten the name of the nested stack', () => {
    const parent = new Stack(new App(), 'Stack', { env: place, stackName: 'a'.repeat(128) });
    const nested = new NestedStack(parent, 'Nested');
    const { resource } = logGroupIn(nested, parent);

    Template.fromStack(nested);
    expect(mayEncrypt(parent, `${'a'.repeat(57)}-NestedStack-1-${nested.resolve(resource.logicalId)}-AbCd123`)).toBe(true);
  });
});

test('a statement to paste names the log group of a nested stack as far as it is known', () => {
  const nested = new NestedStack(new Stack(new App(), 'Stack', { env: place }), 'Nested');
  const { logGroup } = logGroupIn(nested);
  expect(statementsJson(nested, [logGroupKeyStatement(logGroup)])).toMatch(/log-group:<AWS::StackName>-Logs[0-9A-F]{8}-\*/);
});
