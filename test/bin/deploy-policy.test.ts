import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '../../bin/commands/deploy-policy';
import { LONGEST_POLICY, lengthOf } from '../../lib/rules/permissions/documents';
import { effectOf } from '../rules/permissions/allowed';
import { cli, inProcess, template, write } from './cli';

const PLACE = ['--account', '111122223333', '--region', 'eu-west-1'];
const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';
const AUDIT = template({ Trail: { TrailName: 'audit', S3BucketName: { Ref: 'Logs' }, IsLogging: true } }, { Logs: { Type: 'AWS::S3::Bucket' } });

const command = (args: string[]) => inProcess(register, args);

test('prints policies that let a trail be deployed, and never be stopped', async () => {
  const { stdout, exitCode } = await cli(['deploy-policy', write('Audit.json', AUDIT), ...PLACE]);
  const { schemaVersion, accounts, leftOut } = JSON.parse(stdout);
  const [{ account, execution }] = accounts;

  expect([exitCode, schemaVersion, account, leftOut]).toEqual([0, '1', '111122223333', []]);
  expect(['CreateTrail', 'StopLogging'].map((action) => effectOf(execution, `cloudtrail:${action}`, TRAIL))).toEqual(['allowed', 'denied']);
});

test('writes each policy to a file as IAM takes it, and says how long it is', async () => {
  const queues = Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [`Q${index}`, { Type: 'AWS::SQS::Queue', Properties: { QueueName: `events-${index}` } }]),
  );
  const output = join(mkdtempSync(join(tmpdir(), 'policies-')), 'new/folder');
  const { stdout, exitCode } = await command(['deploy-policy', write('Audit.json', { Resources: queues }), ...PLACE, '--output', output]);
  const documents = readdirSync(output).map((name) => JSON.parse(readFileSync(join(output, name), 'utf8')));

  expect([exitCode, readdirSync(output)]).toEqual([0, ['execution-2.json', 'execution.json', 'pipeline.json']]);
  expect(documents.filter((document) => lengthOf(document) > LONGEST_POLICY)).toEqual([]);
  expect(stdout).toMatch(/execution-2\.json: \d+ characters\n/);
});

test('what an earlier run wrote, and this one does not, is named', async () => {
  const output = mkdtempSync(join(tmpdir(), 'policies-'));
  for (const file of ['execution-7.json', 'execution.json', 'notes.json']) writeFileSync(join(output, file), '{}');
  const { stderr, exitCode } = await command(['deploy-policy', write('Audit.json', AUDIT), ...PLACE, '--output', output]);

  expect([exitCode, stderr]).toEqual([0, `of an earlier run, and not to be attached: ${join(output, 'execution-7.json')}\n`]);
});

test('policies of several accounts are told apart by the names of their files', async () => {
  const manifest = (name: string, account: string) => ({
    type: 'aws:cloudformation:stack',
    environment: `aws://${account}/eu-west-1`,
    properties: { templateFile: `${name}.template.json` },
  });
  write('cdk.out/manifest.json', { version: '36.0.0', artifacts: { A: manifest('A', '111122223333'), B: manifest('B', '444455556666') } });
  for (const name of ['A', 'B']) write(`cdk.out/${name}.template.json`, AUDIT);
  const output = mkdtempSync(join(tmpdir(), 'policies-'));
  await command(['deploy-policy', '--output', output]);

  expect(readdirSync(output)).toEqual(
    ['111122223333', '444455556666'].flatMap((account) => [`${account}-execution.json`, `${account}-pipeline.json`]),
  );
});

test('an update may take away what only the assembly of before has', async () => {
  const before = write('before.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'old' } } } });
  const { stdout } = await command(['deploy-policy', write('Audit.json', AUDIT), ...PLACE, '--deployed', before]);

  expect(effectOf(JSON.parse(stdout).accounts[0].execution, 'sns:DeleteTopic', 'arn:aws:sns:eu-west-1:111122223333:old')).toBe('allowed');
});

test('a type that something else allows is left out, and said to be', async () => {
  const file = write('Audit.json', { Resources: { Other: { Type: 'AWS::Foo::Bar' } } });
  const { stdout, exitCode } = await command(['deploy-policy', file, ...PLACE, '--leave-out', 'AWS::Foo::Bar']);

  expect([exitCode, JSON.parse(stdout).leftOut]).toEqual([0, ['AWS::Foo::Bar']]);
});

test('the partition is that of the Region, or the one that is given', async () => {
  const file = write('Audit.json', AUDIT);
  const china = await command(['deploy-policy', file, '--account', '111122223333', '--region', 'cn-north-1']);
  const given = await command(['deploy-policy', file, ...PLACE, '--partition', 'aws-iso']);

  expect([china, given].map(({ stdout }) => /arn:(aws[\w-]*):cloudtrail/.exec(stdout)?.[1])).toEqual(['aws-cn', 'aws-iso']);
});

describe('it cannot run, and says why in one line', () => {
  const audit = () => write('Audit.json', AUDIT);
  const foreign = (count: number) =>
    write('Foreign.json', { Resources: Object.fromEntries(Array.from({ length: count }, (_, index) => [`F${index}`, { Type: 'AWS::Foo::Bar' }])) });

  test.each([
    [
      'for a type whose needs are not known',
      () => [foreign(1), ...PLACE],
      /AWS::Foo::Bar \(Foreign\/F0\): what its deployment needs is not known\. Allow these otherwise, and add --leave-out AWS::Foo::Bar$/,
    ],
    ['for many of them', () => [foreign(8), ...PLACE], /; and 3 more\. Allow these otherwise, and add --leave-out AWS::Foo::Bar$/],
    ['without an account and a Region', () => [audit()], /the stack Audit does not say where it is deployed; add --account and --region$/],
    ['without a Region', () => [audit(), '--account', '111122223333'], /; add --region$/],
    ['for an account that is none', () => [audit(), '--account', '1'], /--account 1 is no account; write its 12 digits$/],
    ['for a partition that is none', () => [audit(), ...PLACE, '--partition', 'x'], /--partition x is none; write aws, aws-cn or aws-us-gov$/],
    ['for a file that is not there', () => ['gone.json', ...PLACE], /gone\.json does not exist/],
    [
      'for an assembly of nothing',
      () => [write('empty/manifest.json', { artifacts: {} }).replace('/manifest.json', ''), ...PLACE],
      /nothing to allow: empty has no template$/,
    ],
    [
      'for a folder of which not everything was read',
      () => [audit() && write('folder/a.json', AUDIT) && write('folder/b.yaml', 'Resources: {}').replace('/b.yaml', ''), ...PLACE],
      /not everything was read: b\.yaml/,
    ],
    ['for a folder that cannot be written to', () => [audit(), ...PLACE, '--output', write('file', 'x')], /file is no folder that can be written to/],
  ])('%s', async (_, args, reason) => {
    const { stdout, stderr, exitCode } = await command(['deploy-policy', ...args()]);

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(reason);
    expect(stderr.trimEnd().split('\n').length).toBe(1);
  });
});
