import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCEPTANCE, withTrail } from '../report/reports';
import { hardened } from '../rules/controls/hardened';
import { cli, write as file } from './cli';

const PLACE = ['--account', '111122223333', '--region', 'eu-west-1'];
const OFF = JSON.stringify(withTrail({ EnableLogFileValidation: false }));
const OPEN = JSON.stringify({
  ...withTrail({ EnableLogFileValidation: { Ref: 'Validate' } }),
  Parameters: { Validate: { Type: 'String', Default: 'true' } },
});

test('a template that passes a pack ends with 0, and says which controls are met', async () => {
  const { exitCode, stdout } = await cli(['check', file('Audit.json', JSON.stringify(hardened())), '--pack', 'ct-core', ...PLACE]);

  expect(stdout).toMatch(/CloudTrail core \(ct-core\).*\n {2}met: /);
  expect(exitCode).toBe(0);
});

test('what fails ends with 1, and is told with its place and its fix', async () => {
  const { exitCode, stdout } = await cli(['check', file('Audit.json', OFF), '--pack', 'cis-aws-5.0', ...PLACE]);

  expect(stdout).toContain('TRAIL-04 (medium) Audit/Trail: no digest files are delivered');
  expect(stdout).toContain('Audit.json /Resources/Trail/Properties/EnableLogFileValidation is false');
  expect(exitCode).toBe(1);
});

test('as JSON, results stand beside the findings of the deployment', async () => {
  const { stdout } = await cli(['check', file('Audit.json', OFF), '--pack', 'ct-core', '--json', ...PLACE]);
  const json = JSON.parse(stdout);

  expect(json).toMatchObject({ schemaVersion: '1', findings: expect.any(Array), trails: 1, summary: { accepted: 0 } });
  expect(json.results.find(({ rule }: { rule: string }) => rule === 'TRAIL-04')).toMatchObject({
    verdict: 'fail',
    resource: { logicalId: 'Trail', stack: 'Audit' },
  });
});

test('what is not known ends with 0, with 1 if everything has to be known, and is known once its parameter is given', async () => {
  const args = ['check', file('Audit.json', OPEN), '--pack', 'ct-core', ...PLACE];

  expect((await cli(args)).exitCode).toBe(0);
  expect((await cli([...args, '--strict'])).exitCode).toBe(1);
  expect((await cli([...args, '--strict', '--parameters', 'Validate=true'])).exitCode).toBe(0);
  expect((await cli([...args, '--parameters', 'Audit.Validate=false'])).exitCode).toBe(1);
});

test('several packs and parameters can follow one option', async () => {
  const args = ['check', file('Audit.json', OPEN), '--pack', 'ct-core', 'lake', '--parameters', 'Other=1', 'Validate=true', '--json', ...PLACE];
  const { assumptions } = JSON.parse((await cli(args)).stdout);

  expect(assumptions.packs.map(({ id }: { id: string }) => id)).toEqual(['ct-core', 'lake']);
  expect(assumptions.parameters).toEqual({ Other: '1', Validate: 'true' });
});

test('an acceptance of a file is taken into account, and its verdict stays', async () => {
  const acceptances = file('accepted.json', JSON.stringify([{ ...ACCEPTANCE, at: 'Audit/Trail', expires: '2999-12-31' }]));
  const { exitCode, stdout } = await cli(['check', file('Audit.json', OFF), '--pack', 'ct-core', '--acceptances', acceptances, ...PLACE]);

  expect(stdout).toMatch(/Failed, and accepted:\n.*TRAIL-04/);
  expect(exitCode).toBe(0);
});

test('a report goes to a file, whole', async () => {
  const template = file('Audit.json', OFF);
  const out = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.html');
  const { exitCode, stdout } = await cli(['check', template, '--pack', 'ct-core', '--format', 'html', '--output', out, ...PLACE]);

  expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>.*<\/html>\n$/is);
  expect(stdout).toBe('');
  expect(exitCode).toBe(1);
});

test('the log has to be kept as long as is asked for', async () => {
  const args = ['check', file('Audit.json', JSON.stringify(hardened())), '--pack', 'pci-dss-4.0.1', '--json', ...PLACE];
  const verdict = async (days: string) =>
    JSON.parse((await cli([...args, '--retention-days', days])).stdout).results.find(({ rule }: { rule: string }) => rule === 'BKT-08').verdict;

  expect([await verdict('400'), await verdict('4000')]).toEqual(['pass', 'fail']);
});

test('all packs are listed', async () => {
  expect((await cli(['check', '--list-packs'])).stdout).toMatch(/ct-core.+cis-aws-7\.0.+iso-27001-2022/s);
});

test.each<[what: string, args: string[], reason: RegExp]>([
  ['a pack that there is not', ['--pack', 'cis'], /there is no pack "cis", the packs are ct-core/],
  ['a parameter without a value', ['--pack', 'ct-core', '--parameters', 'Validate'], /Validate is no pair; write it as Name=value/],
  ['days that are no number', ['--pack', 'ct-core', '--retention-days', 'long'], /long is no whole number of days/],
  ['a page without a pack', ['--format', 'html'], /needs a --pack/],
  ['two formats', ['--pack', 'ct-core', '--json', '--format', 'html'], /contradict each other/],
  ['acceptances that are not there', ['--pack', 'ct-core', '--acceptances', 'nowhere.json'], /nowhere\.json does not exist/],
  ['a file that cannot be written', ['--pack', 'ct-core', '--output', 'no/such/folder.html'], /cannot be written/],
])('%s ends with 2, and a reason', async (_, args, reason) => {
  const { exitCode, stderr } = await cli(['check', file('Audit.json', OFF), ...args]);

  expect(stderr).toMatch(reason);
  expect(exitCode).toBe(2);
});

test.each([
  ['no list', '{}', /are no list/],
  ['no JSON', 'yes', /is not JSON/],
  ['an entry without a place', '[{"rule":"TRAIL-04"}]', /acceptance 0 in accepted.json has no "rule" or no "at"/],
])('acceptances that are %s end with 2, and a reason', async (_, content, reason) => {
  const { exitCode, stderr } = await cli(['check', file('Audit.json', OFF), '--pack', 'ct-core', '--acceptances', file('accepted.json', content)]);

  expect(stderr).toMatch(reason);
  expect(exitCode).toBe(2);
});

test('two templates of one name cannot be told apart', async () => {
  const args = ['check', file('a/Audit.json', OFF), file('b/Audit.json', OFF), '--pack', 'ct-core'];

  expect((await cli(args)).stderr).toMatch(/two of the templates are called Audit/);
});

test('templates that refer to each other are checked together', async () => {
  const { Key, ...rest } = hardened().Resources;
  const keys = { Resources: { Key }, Outputs: { KeyArn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'key' } } } };
  const audit = JSON.parse(JSON.stringify({ Resources: rest }).replaceAll('{"Fn::GetAtt":["Key","Arn"]}', '{"Fn::ImportValue":"key"}'));
  const { stdout } = await cli([
    'check',
    file('Keys.json', JSON.stringify(keys)),
    file('Audit.json', JSON.stringify(audit)),
    '--pack',
    'ct-core',
    '--json',
    ...PLACE,
  ]);

  expect(JSON.parse(stdout).results.find(({ rule }: { rule: string }) => rule === 'TRAIL-05')).toMatchObject({
    verdict: 'pass',
    evidence: [{ route: [{ template: 'Keys.json' }, { template: 'Keys.json' }], resolvedTo: 'Keys/Key' }],
  });
});
