import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordsOf } from '../report/csv-reader';
import { all, readXml } from '../report/junit-reader';
import { ACCEPTANCE, reportOn, withTrail } from '../report/reports';
import { cli, write as file } from './cli';

const PLACE = ['--account', '111122223333', '--region', 'eu-west-1'];
const TEMPLATE = withTrail({ EnableLogFileValidation: false });
const OFF = JSON.stringify(TEMPLATE, undefined, 1);
const { fail, unknown, pass } = reportOn(TEMPLATE, ['ct-core']).summary;

/** A template whose log files nobody validates, asked in a format. */
async function check(format: string, ...more: string[]) {
  return cli(['check', file('cdk.out/Audit.json', OFF), '--pack', 'ct-core', '--format', format, ...more, ...PLACE]);
}

test('as CSV, there are as many lines of each verdict as the report counts', async () => {
  const { stdout, exitCode } = await check('csv');
  const verdicts = recordsOf(stdout).map(({ verdict }) => verdict);

  expect(['fail', 'unknown', 'pass'].map((one) => verdicts.filter((verdict) => verdict === one).length)).toEqual([fail, unknown, pass]);
  expect(exitCode).toBe(1);
});

test('as CSV in a file, what was accepted is a failure still, and the exit code is that of any format', async () => {
  const acceptances = file('accepted.json', JSON.stringify([{ ...ACCEPTANCE, at: 'Audit/Trail', expires: '2999-12-31' }]));
  const output = join(mkdtempSync(join(tmpdir(), 'formats-')), 'report.csv');
  const { stdout, exitCode } = await check('csv', '--acceptances', acceptances, '--output', output);

  expect(recordsOf(readFileSync(output, 'utf8')).filter(({ rule }) => rule === 'TRAIL-04')).toMatchObject([
    { verdict: 'fail', acceptedReason: 'a test', acceptedUntil: '2999-12-31' },
  ]);
  expect([stdout, exitCode]).toEqual(['', 0]);
});

test('as JUnit XML, there are as many failures, and as many skipped, as the report has failures and unknowns', async () => {
  const root = readXml((await check('junit')).stdout);

  expect(root.attributes).toMatchObject({ tests: String(fail + unknown + pass), failures: String(fail), skipped: String(unknown), errors: '0' });
  expect(all(root, 'failure').map(({ attributes }) => attributes.message)).toContain('no digest files are delivered');
});

test('as SARIF, each result stands at its line in the file, as seen from where the command runs', async () => {
  const { results } = JSON.parse((await check('sarif')).stdout).runs[0];
  const { artifactLocation, region } = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'TRAIL-04').locations[0].physicalLocation;

  expect(artifactLocation.uri).toBe('cdk.out/Audit.json');
  expect(OFF.split('\n')[region.startLine - 1]?.slice(region.startColumn - 1)).toMatch(/^"EnableLogFileValidation": false/);
  expect(results.length).toBe(fail + unknown);
});

test('as OSCAL, each result is an observation, and only what is met is satisfied', async () => {
  const { stdout, exitCode } = await check('oscal');
  const [{ observations, findings }] = JSON.parse(stdout)['assessment-results'].results;
  const { results, controls } = reportOn(TEMPLATE, ['ct-core']);
  const satisfied = findings.filter((finding: any) => finding.target.status.state === 'satisfied');

  expect([observations.length, findings.length, exitCode]).toEqual([
    results.length,
    controls.filter(({ status }) => status !== 'notAssessed').length,
    1,
  ]);
  expect(satisfied.length).toBe(controls.filter(({ status }) => status === 'met').length);
});

test('as a component definition of OSCAL, the constructs say what they do, at the time of the sources', async () => {
  const env = { SOURCE_DATE_EPOCH: '1764057600' };
  const asked = ['check', file('Audit.json', OFF), '--pack', 'ct-core', '--format', 'oscal-component', ...PLACE];
  const { metadata, components } = JSON.parse((await cli(asked, { env })).stdout)['component-definition'];

  expect([metadata['last-modified'], components[0].title]).toEqual(['2025-11-25T08:00:00Z', 'cdk-cloudtrail']);
});

test('a time of the sources that is none ends with 2, and a reason', async () => {
  const asked = ['check', file('Audit.json', OFF), '--pack', 'ct-core', '--format', 'oscal', ...PLACE];
  const { exitCode, stderr } = await cli(asked, { env: { SOURCE_DATE_EPOCH: 'soon' } });

  expect([exitCode, stderr]).toEqual([2, 'could not run: SOURCE_DATE_EPOCH must be whole seconds since 1970, got "soon"\n']);
});

test.each(['csv', 'junit', 'sarif', 'oscal', 'oscal-component'])('%s without a pack ends with 2, and a reason', async (format) => {
  const { exitCode, stderr } = await cli(['check', file('Audit.json', OFF), '--format', format]);

  expect(stderr).toMatch(/needs a --pack/);
  expect(exitCode).toBe(2);
});

test('control characters of a file that cannot be read are shown and not obeyed', async () => {
  const { stderr, exitCode } = await cli(['check', file('broken.json', '\u001b[31m')]);

  expect(stderr).toMatch(/^could not run: broken\.json is not JSON: .*\\u001b/);
  expect(stderr).not.toContain('\u001b');
  expect(exitCode).toBe(2);
});

test('as JSON, files that were not read are named, also without a pack', async () => {
  file('cdk.out/Other.yaml', 'Resources:');
  file('cdk.out/Audit.json', OFF);
  const { stdout } = await cli(['check', 'cdk.out', '--json', ...PLACE]);

  expect(JSON.parse(stdout).skipped).toEqual(['Other.yaml: YAML is not read, convert it to JSON']);
});
