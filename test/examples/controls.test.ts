// The policies of deployments are of the same examples, which are synthesized once for both.
import '../rules/permissions/examples';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { buildReport } from '../../lib/report/build-report';
import type { ComplianceReport } from '../../lib/report/compliance-report';
import { packOf } from '../../lib/rules/packs/catalogue';
import { readAssembly } from '../../lib/template/read-assembly';
import { expectedUnknowns } from './expected-unknowns';
import { exampleNames } from './names';

const PACKS = ['ct-core', 'cis-aws-5.0', 'aws-security-hub', 'aws-config-cloudtrail', 'control-tower', 'nist-800-53-r5'];
const reports = new Map<string, ComplianceReport>();

beforeAll(() => {
  for (const name of exampleNames()) {
    const { app } = require(join(__dirname, '../../examples', name, 'app')) as { app: App };
    reports.set(
      name,
      buildReport({ assembly: readAssembly(app.synth().directory), packs: PACKS.map(packOf), version: '0.0.0', today: '2026-11-25' }),
    );
  }
}, 120_000);

describe.each(exampleNames())('the example %s', (name) => {
  const report = () => reports.get(name) as ComplianceReport;

  test('fails no rule of the packs without an acceptance', () => {
    const open = report().results.filter(({ verdict, accepted }) => verdict === 'fail' && accepted === null);

    expect(open.map(({ rule, resource, because }) => [rule, resource.path, because])).toEqual([]);
  });

  test('leaves open what templates cannot show, and nothing else', () => {
    const open = report().results.filter(({ verdict, accepted }) => verdict === 'unknown' && accepted === null);

    expect([...new Set(open.map(({ rule }) => rule))]).toEqual(expectedUnknowns(name).map(({ rule }) => rule));
  });

  test('accepts nothing that passes, and says all that has to be said of each acceptance', () => {
    expect(report().suppressions.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });

  test('gets the verdicts that were reviewed', () => {
    const { results, controls } = report();
    const verdicts = results.map(({ rule, parameters, verdict, accepted, resource }) =>
      [rule, ...Object.values(parameters).map(String), verdict, ...(accepted ? ['(accepted)'] : []), resource.path ?? '-'].join(' '),
    );
    const statuses = PACKS.map((pack) => [
      pack,
      Object.fromEntries(controls.filter((control) => control.pack === pack).map(({ id, status }) => [id, status])),
    ]);

    expect({ verdicts, controls: Object.fromEntries(statuses) }).toMatchSnapshot();
  });
});
