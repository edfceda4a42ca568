import { join } from 'node:path';
import { readAssemblies, readAssembly, unreadIn } from '../../lib/template/read-assembly';
import { isGenerated } from '../../lib/template/symbols';
import { trailsOf } from '../../lib/template/trails';
import { UnreadableAssemblyError } from '../../lib/template/unreadable-assembly-error';
import { folderOf } from './assemblies';

const TEMPLATE = { Resources: { Logs: { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': 'Audit/Logs/Resource' } } } };
const HASH = 'a'.repeat(64);

/** The files that the CDK writes for one stack. */
function stackFiles(artifact: object = {}, properties: object = {}): Record<string, unknown> {
  return {
    'manifest.json': {
      artifacts: {
        Audit: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://111122223333/eu-west-1',
          properties: { templateFile: 'Audit.template.json', ...properties },
          ...artifact,
        },
        Tree: { type: 'cdk:tree' },
      },
    },
    'Audit.template.json': TEMPLATE,
  };
}

test('a stack has its name, its place and the paths of its constructs', () => {
  const folder = folderOf(stackFiles({ displayName: 'Prod/Audit' }, { stackName: 'prod-audit' }));

  const { stacks } = readAssembly(folder);

  expect(stacks).toMatchObject([{ id: 'Prod/Audit', name: 'prod-audit', account: '111122223333', region: 'eu-west-1', partition: 'aws' }]);
  expect(stacks[0]?.paths.get('Logs')).toBe('Audit/Logs/Resource');
});

test('a place that is known at the deployment only can be given', () => {
  const folder = folderOf(stackFiles({ environment: 'aws://unknown-account/unknown-region' }));

  expect(readAssembly(folder).stacks[0]).not.toHaveProperty('account');
  expect(readAssembly(folder, { account: '444455556666', region: 'cn-north-1' }).stacks[0]).toMatchObject({
    account: '444455556666',
    region: 'cn-north-1',
    partition: 'aws-cn',
  });
});

test.each(['in the manifest', 'beside the template'])('the paths of constructs are read where the CDK writes them: %s', (where) => {
  const metadata = {
    '/Audit/Logs/Resource': [{ type: 'aws:cdk:logicalId', data: 'Logs' }],
    '/Audit': [{ type: 'aws:cdk:templateFile', data: 'Audit.template.json' }],
  };
  const inManifest = where === 'in the manifest';
  const folder = folderOf({
    ...stackFiles(inManifest ? { metadata } : { additionalMetadataFile: 'Audit.metadata.json' }),
    'Audit.template.json': { Resources: { Logs: { Type: 'AWS::S3::Bucket' } } },
    ...(inManifest ? {} : { 'Audit.metadata.json': metadata }),
  });

  expect(readAssembly(folder).stacks[0]?.paths.get('Logs')).toBe('Audit/Logs/Resource');
});

test('the assemblies of stages are read', () => {
  const inner = Object.fromEntries(Object.entries(stackFiles()).map(([name, content]) => [`assembly-Prod/${name}`, content]));
  const folder = folderOf({
    'manifest.json': { artifacts: { P: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } } },
    ...inner,
  });

  expect(readAssembly(folder).stacks.map(({ id }) => id)).toEqual(['Audit']);
});

test.each([
  ['its asset', { Metadata: { 'aws:asset:path': 'nested.json' }, Properties: {} }],
  ['its address', { Properties: { TemplateURL: { 'Fn::Join': ['', ['https://x/', `${HASH}.json`]] } } }],
])('a nested stack is found by %s', (_, resource) => {
  const folder = folderOf({
    ...stackFiles(),
    'Audit.template.json': { Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', ...resource } } },
    'Audit.assets.json': { files: { [HASH]: { source: { path: 'nested.json' } } } },
    'nested.json': TEMPLATE,
  });

  const { stacks } = readAssembly(folder);

  expect(stacks.map(({ id }) => id)).toEqual(['Audit', 'Audit/Nested']);
  expect(stacks[1]?.parent?.logicalId).toBe('Nested');
});

test('a folder of templates is read without what is no template', () => {
  const { stacks, skipped } = readAssembly(folderOf({ 'a.template.json': TEMPLATE, 'b.json': {}, 'c.yml': 'Resources:' }));

  expect(stacks.map(({ id }) => id)).toEqual(['a']);
  expect(skipped).toEqual(['b.json: it has no Resources', 'c.yml: YAML is not read, convert it to JSON']);
});

test.each<[what: string, files: Record<string, unknown>, file: string, reason: RegExp]>([
  ['nothing', {}, 'no.json', /does not exist/],
  ['YAML', { 'a.yaml': 'Resources: {}' }, 'a.yaml', /YAML/],
  ['YAML by another name', { 'a.template': 'Resources:\n  A: {}' }, 'a.template', /not JSON.*YAML/s],
  ['broken JSON', { 'a.json': '{' }, 'a.json', /not JSON/],
  ['JSON that is no template', { 'a.json': { a: 1 } }, 'a.json', /no Resources/],
  ['a folder without templates', { 'a.txt': 'x' }, '.', /no manifest.json and no JSON template/],
  ['a template that is not there', { 'manifest.json': stackFiles()['manifest.json'] }, '.', /names it/],
  ['a manifest that is none', { 'manifest.json': '[]' }, '.', /not the manifest/],
  ['a template of a manifest that is none', { ...stackFiles(), 'Audit.template.json': '[]' }, '.', /not a template/],
])('fails for %s', (_, files, file, reason) => {
  const path = join(folderOf(files), file);

  expect(() => readAssembly(path)).toThrow(UnreadableAssemblyError);
  expect(() => readAssembly(path)).toThrow(reason);
});

test('a template by itself is read', () => {
  const { stacks } = readAssembly(join(folderOf({ 'audit.template.json': TEMPLATE }), 'audit.template.json'));

  expect(stacks).toMatchObject([{ id: 'audit', name: 'audit' }]);
});

test('the path of a construct that no template file belongs to is that of the stack', () => {
  const metadata = { '/Audit/Logs/Resource': [{ type: 'aws:cdk:logicalId', data: 'Logs' }] };

  expect(readAssembly(folderOf({ ...stackFiles({ metadata }), 'Audit.template.json': { Resources: {} } })).stacks[0]?.paths.get('Logs')).toBe(
    'Audit/Logs/Resource',
  );
});

test('a trail without a name has one that CloudFormation makes up', () => {
  const template = { Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'logs' } } } };
  const [trail] = trailsOf(readAssembly(join(folderOf({ 'a.json': template }), 'a.json')));

  expect(isGenerated(trail?.name ?? '')).toBe(true);
  expect(trail?.named).toBe(false);
});

test('a nested stack whose template is not in the assembly is left out', () => {
  const Nested = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'elsewhere.json' }, Properties: { TemplateURL: 'https://x' } };

  expect(readAssembly(folderOf({ ...stackFiles(), 'Audit.template.json': { Resources: { Nested } } })).stacks).toHaveLength(1);
});

describe('several templates', () => {
  test('are one assembly, so that they can refer to each other', () => {
    const folder = folderOf({ 'a.json': TEMPLATE, 'b.json': TEMPLATE });
    const { stacks } = readAssemblies([join(folder, 'a.json'), join(folder, 'b.json')]);

    expect(stacks.map(({ id, sha256 }) => [id, sha256?.length])).toEqual([
      ['a', 64],
      ['b', 64],
    ]);
  });

  test('of one name cannot be told apart', () => {
    const folder = folderOf({ 'one/a.json': TEMPLATE, 'two/a.json': TEMPLATE });

    expect(() => readAssemblies([join(folder, 'one/a.json'), join(folder, 'two/a.json')])).toThrow(/two of the templates are called a/);
  });

  test('one of them is what it is alone', () => {
    const folder = folderOf(stackFiles());

    expect(readAssemblies([folder]).stacks).toHaveLength(readAssembly(folder).stacks.length);
  });
});

test('a manifest without artifacts is none', () => {
  expect(() => readAssembly(folderOf({ 'manifest.json': { version: '99', artifacts: 5 } }))).toThrow(/is not the manifest of a cloud assembly$/);
});

test('of the files of a folder that are left aside, those that could be templates are told apart', () => {
  const assembly = readAssembly(folderOf({ 'a.json': TEMPLATE, 'b.json': {}, 'c.yaml': 'Resources:' }));

  expect(assembly.skipped).toEqual(['b.json: it has no Resources', 'c.yaml: YAML is not read, convert it to JSON']);
  expect(unreadIn(assembly)).toEqual(['c.yaml: YAML is not read, convert it to JSON']);
});
