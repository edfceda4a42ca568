import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { sourceFiles } from '../../lib/report/sarif/source-files';
import { sourceLines } from '../../lib/report/sarif/source-lines';
import { readAssembly } from '../../lib/template/read-assembly';

const folder = mkdtempSync(join(tmpdir(), 'source-lines-'));
const elsewhere = write('elsewhere.ts', '');
const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Audit.template.json' } };

afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** What the CDK says of a construct. */
function made(...frames: string[]) {
  return [
    { type: 'aws:cdk:logicalId', data: 'Trail' },
    { type: 'aws:cdk:creationStack', data: frames },
  ];
}

/** An assembly in a folder of its own. */
function assembly(name: string, metadata: object): string {
  write(`${name}/manifest.json`, { artifacts: { Audit: { ...stack, additionalMetadataFile: 'Audit.metadata.json' } } });
  return dirname(write(`${name}/Audit.metadata.json`, metadata));
}

test('the first line of a trace that is of the repository made a construct', () => {
  const trace = ['...new Trail2 in aws-cdk-lib...', `new Base (${elsewhere}:1:1)`, `new Audit (${__filename}:7:5)`, `main (${__filename}:9:1)`];
  const lines = sourceLines([assembly('plain', { '/Audit/Trail/Resource': made(...trace), '/Audit/Other': made(`${__filename}:3:2`) })]);

  expect([...lines]).toEqual([
    ['Audit/Trail/Resource', { path: 'test/report/sarif-source-lines.test.ts', line: 7, column: 5 }],
    ['Audit/Other', { path: 'test/report/sarif-source-lines.test.ts', line: 3, column: 2 }],
  ]);
});

test.each([
  ['a file elsewhere', `new Audit (${elsewhere}:1:1)`],
  ['a file that is not there', `new Audit (${__filename}.gone:1:1)`],
  ['a dependency', `new Audit (${require.resolve('aws-cdk-lib')}:1:1)`],
  ['no file', '(no user code in 10 frames, use --stack-trace-limit to capture more)'],
])('%s is no line of the repository', (_, frame) => {
  expect(sourceLines([assembly('none', { '/Audit/Trail': made(frame) })]).size).toBe(0);
});

test('the assemblies of stages, and what stands in the manifest, are read as well', () => {
  const stage = { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } };
  const audit = { ...stack, metadata: { '/Audit/Trail': made(`new Audit (${__filename}:1:2)`) } };
  const whole = dirname(write('stages/manifest.json', { artifacts: { Prod: stage, Audit: audit } }));
  assembly('stages/assembly-Prod', { '/Prod/Audit/Trail': made(`new Audit (file://${__filename}:3:4)`) });

  expect([...sourceLines([whole])].map(([path, { line }]) => [path, line])).toEqual([
    ['Prod/Audit/Trail', 3],
    ['Audit/Trail', 1],
  ]);
});

test('a template alone has no lines of constructs', () => {
  expect(sourceLines([elsewhere]).size).toBe(0);
});

test('a template is found from the working directory, whatever mark its file begins with', () => {
  const file = join(folder, 'marked/Audit.template.json');
  mkdirSync(dirname(file));
  writeFileSync(file, '\uFEFF{ "Resources": {} }');

  expect([...sourceFiles(readAssembly(dirname(file)))]).toEqual([
    ['Audit.template.json', { path: relative(process.cwd(), file).split(sep).join('/'), text: '{ "Resources": {} }' }],
  ]);
});
