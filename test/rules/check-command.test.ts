import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { folderOf } from '../template/assemblies';
import { ofOrganization, trail, valid } from './templates';

const root = join(__dirname, '../..');

/** Runs the command as a user does. */
function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, 'check-runner.ts'), 'check', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

function synthesized(isMultiRegionTrail: boolean): string {
  const app = new App();
  new Trail(new Stack(app, 'Audit'), 'Trail', { isMultiRegionTrail, includeGlobalServiceEvents: false });
  return app.synth().directory;
}

test('a cloud assembly with nothing wrong ends with 0', () => {
  const { code, out } = run(synthesized(false));

  expect(code).toBe(0);
  expect(out).toContain('1 trail checked, 0 errors, 0 warnings.');
});

test('an error ends with 1, and is told with its place, the answer of AWS and the fix', () => {
  const { code, out } = run(synthesized(true));

  expect(code).toBe(1);
  expect(out).toMatch(/^Stack Audit\n {2}Audit\/Trail\/Resource \(Trail\w+\)\n {4}error: a multi-Region trail must include global service events/);
  expect(out).toContain('AWS answers: Multi-Region trail must include global service events.');
  expect(out).toContain('fix: set IncludeGlobalServiceEvents to true');
});

test('a warning ends with 0', () => {
  const folder = folderOf({ 'a.template.json': trail({ EnableLogFileValidation: false }) });

  const { code, out } = run(join(folder, 'a.template.json'));

  expect(code).toBe(0);
  expect(out).toContain('1 trail checked, 0 errors, 1 warning.');
});

test('JSON has the version of its schema, and each finding all its members', () => {
  const { code, out } = run(synthesized(true), '--json');

  expect(code).toBe(1);
  const result = JSON.parse(out);
  expect(Object.keys(result)).toEqual(['schemaVersion', 'findings', 'unknown', 'checklist', 'trails', 'complete', 'skipped']);
  expect(result.schemaVersion).toBe('1');
  expect(result.findings).toEqual([
    {
      id: 'cdk-cloudtrail:Trail.globalServiceEvents',
      severity: 'error',
      stack: 'Audit',
      logicalId: expect.stringMatching(/^Trail/),
      path: 'Audit/Trail/Resource',
      value: false,
      message: expect.any(String),
      awsMessage: 'Multi-Region trail must include global service events.',
      fix: 'set IncludeGlobalServiceEvents to true',
    },
  ]);
});

test('an organization trail gets a list of what no template tells', () => {
  const { code, out } = run(
    folderOf({ 'a.json': ofOrganization(), 'b.yaml': 'Resources: {}' }),
    '--account',
    '111122223333',
    '--region',
    'eu-west-1',
  );

  expect(code).toBe(0);
  expect(out).toContain('To be checked by a person:');
  expect(out).toContain('trusted access');
  expect(out).toContain('b.yaml: YAML is not read');
});

test.each<[what: string, path: () => string, reason: string]>([
  ['no trail', () => folderOf({ 'a.json': { Resources: { Logs: valid().Resources.Logs } } }), 'nothing to check'],
  ['nothing there', () => '/no/such/path', 'does not exist'],
  ['YAML', () => join(folderOf({ 'a.yaml': 'Resources: {}' }), 'a.yaml'), 'YAML'],
  ['a folder without templates', () => folderOf({ 'a.txt': 'x' }), 'no JSON template'],
])('%s ends with 2 and a sentence', (_, path, reason) => {
  const { code, err } = run(path());

  expect(code).toBe(2);
  expect(err).toContain(reason);
});

test('what could not run is JSON, too', () => {
  const { code, out } = run('/no/such/path', '--json');

  expect(code).toBe(2);
  expect(JSON.parse(out)).toEqual({ schemaVersion: '1', findings: [], error: expect.stringContaining('does not exist') });
});
