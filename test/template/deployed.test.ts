import type { Assembly, TemplateStack } from '../../lib/template/assembly';
import { type DeployedStack, deployedSurvey } from '../../lib/template/deployed';
import { stackOfTemplate } from '../../lib/template/template-file';
import type { World } from '../../lib/template/world';

const AUDIT: DeployedStack = {
  account: '111122223333',
  region: 'cn-north-1',
  parameters: { Days: '90' },
  physicalIds: new Map([
    ['Logs', 'audit-logs-1abc'],
    ['Key', '0b1f'],
    ['Topic', 'arn:aws-cn:sns:cn-north-1:111122223333:audit-Topic-1ABC'],
    ['Queue', 'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/audit-Queue-1ABC'],
    ['Rule', 'bus|audit-Rule-1ABC'],
    ['Role', 'audit-Role-1ABC'],
  ]),
};

const types = { Logs: 'S3::Bucket', Key: 'KMS::Key', Topic: 'SNS::Topic', Queue: 'SQS::Queue', Rule: 'Events::Rule', Role: 'IAM::Role' };
const template = {
  Parameters: { Days: { Type: 'Number', Default: 30 }, Hidden: { Type: 'String', Default: 'open', NoEcho: true } },
  Resources: {
    ...Object.fromEntries(
      Object.entries(types).map(([id, type]) => [id, { Type: `AWS::${type}`, Properties: type === 'IAM::Role' ? { Path: '/audit/' } : {} }]),
    ),
    Late: { Type: 'AWS::S3::Bucket' },
  },
};
const audit: TemplateStack = stackOfTemplate('Audit', 'Audit.json', template, {});

function look<T>(
  stacks: readonly TemplateStack[],
  deployed: ReadonlyMap<string, DeployedStack>,
  ask: (world: World, stack: TemplateStack) => T,
): T[] {
  const assembly: Assembly = { stacks, skipped: [] };
  return deployedSurvey(assembly, deployed)
    .inEveryWorld((world) => ask(world, world.assembly.stacks.at(-1) as TemplateStack))
    .results.map(({ value }) => value);
}

const arnsIn = (world: World, stack: TemplateStack) => Object.keys(template.Resources).map((id) => world.resource(stack, id)?.arn);

test('resources have the names that CloudFormation gave them, in the account and Region of the deployment', () => {
  expect(look([audit], new Map([['Audit', AUDIT]]), arnsIn)).toEqual([
    [
      'arn:aws-cn:s3:::audit-logs-1abc',
      'arn:aws-cn:kms:cn-north-1:111122223333:key/0b1f',
      'arn:aws-cn:sns:cn-north-1:111122223333:audit-Topic-1ABC',
      'arn:aws-cn:sqs:cn-north-1:111122223333:audit-Queue-1ABC',
      'arn:aws-cn:events:cn-north-1:111122223333:rule/audit-Rule-1ABC',
      'arn:aws-cn:iam::111122223333:role/audit/audit-Role-1ABC',
      'arn:aws-cn:s3:::audit-late-«Audit.Late»',
    ],
  ]);
});

test('parameters have the values of the deployment; those that it hides could be any, whatever their defaults', () => {
  const values = look([audit], new Map([['Audit', AUDIT]]), (world, stack) => ['Days', 'Hidden'].map((name) => world.parameter(stack, name)));
  expect(values).toEqual([['90', '‹Audit.Hidden›']]);
});

test('a stack that is not known stays as its template leaves it', () => {
  const [[logs]] = look([audit], new Map(), arnsIn) as [string[]];
  expect(logs).toBe('arn:aws:s3:::audit-logs-«Audit.Logs»');
  expect(look([audit], new Map(), (world, stack) => world.parameter(stack, 'Days'))).toEqual(['30']);
});

test('a nested stack gets the values of the one that it is in', () => {
  const outer = stackOfTemplate(
    'Outer',
    'Outer.json',
    {
      Resources: {
        Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Bucket: { Ref: 'Logs' } } } },
        Logs: { Type: 'AWS::S3::Bucket' },
      },
    },
    {},
  );
  const inner: TemplateStack = {
    ...stackOfTemplate('Outer/Inner', 'Inner.json', { Parameters: { Bucket: { Type: 'String' } }, Resources: {} }, {}),
    parent: { stack: outer, logicalId: 'Inner' },
  };
  const place = { account: '111122223333', region: 'eu-west-1', parameters: {} };
  const deployed = new Map([['Outer', { ...place, physicalIds: new Map([['Logs', 'outer-logs-1abc']]) }]]);
  expect(look([outer, inner], deployed, (world, stack) => world.parameter(stack, 'Bucket'))).toEqual(['outer-logs-1abc']);
});
