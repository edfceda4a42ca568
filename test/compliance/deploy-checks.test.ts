import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { type CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { DeployChecks } from '../../lib/compliance/deploy-checks';

let printed: string;

beforeEach(() => {
  printed = '';
  jest.spyOn(console, 'error').mockImplementation((text: string) => {
    printed += text;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** A trail that CloudTrail would refuse. */
function brokenTrail(stack: Stack): Trail {
  return new Trail(stack, 'Trail', { isMultiRegionTrail: true, includeGlobalServiceEvents: false });
}

function reportOf(app: App): {
  pluginName: string;
  conclusion: string;
  violations: { ruleName: string; severity: string; violatingConstructs: { constructPath: string }[] }[];
  suppressedViolations?: { reason: string }[];
}[] {
  return JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')).pluginReports;
}

/** Synthesizes, and whether that fails. */
function fails(app: App): boolean {
  try {
    app.synth();
  } catch (error) {
    expect((error as Error).name).toBe('ValidationFailed');
    printed += String(error);
    return true;
  }
  return process.exitCode === 1;
}

test('fails for a trail of others that AWS would refuse', () => {
  const app = new App();
  DeployChecks.register(brokenTrail(new Stack(app, 'Audit')));

  expect(fails(app)).toBe(true);

  expect(printed).toContain('Multi-Region trail must include global service events.');
  expect(reportOf(app)).toMatchObject([
    {
      pluginName: 'cdk-cloudtrail',
      conclusion: 'failure',
      violations: [
        {
          ruleName: 'Annotation::cdk-cloudtrail:Trail.globalServiceEvents',
          severity: 'error',
          violatingConstructs: [{ constructPath: 'Audit/Trail/Resource' }],
        },
      ],
    },
  ]);
});

test('fails for an override of a trail that was right', () => {
  const app = new App();
  const trail = new Trail(new Stack(app, 'Audit'), 'Trail');
  (trail.node.defaultChild as CfnTrail).addPropertyOverride('TrailName', 'a--b');
  DeployChecks.register(app);

  expect(fails(app)).toBe(true);
});

test.each(['a stage', 'a nested stack'])('fails for a trail in %s', (where) => {
  const app = new App();
  const stack = new Stack(where === 'a stage' ? new Stage(app, 'Prod') : app, 'Audit');
  DeployChecks.register(brokenTrail(where === 'a stage' ? stack : new NestedStack(stack, 'Nested')));

  expect(fails(app)).toBe(true);
  expect(reportOf(app)[0]?.violations[0]?.violatingConstructs[0]?.constructPath).toBe(
    where === 'a stage' ? 'Prod/Audit/Trail/Resource' : 'Audit/Nested/Trail/Resource',
  );
});

test('a warning is told and fails nothing', () => {
  const app = new App();
  DeployChecks.register(new Trail(new Stack(app, 'Audit'), 'Trail', { enableFileValidation: false }));

  expect(fails(app)).toBe(false);
  expect(reportOf(app)).toMatchObject([{ conclusion: 'success', violations: [{ severity: 'warning' }] }]);
});

test('however often it is registered, a finding is there once', () => {
  const app = new App();
  const trail = brokenTrail(new Stack(app, 'Audit'));
  for (const scope of [trail, trail, app]) DeployChecks.register(scope);

  fails(app);

  expect(reportOf(app)).toHaveLength(1);
});

test('an acknowledgement takes the id of the finding, and is in the report with its reason', () => {
  const app = new App();
  const stack = new Stack(app, 'Audit');
  DeployChecks.register(brokenTrail(stack));
  Validations.of(stack).acknowledge({ id: 'cdk-cloudtrail:Trail.globalServiceEvents', reason: 'an aspect of ours sets it' });

  expect(fails(app)).toBe(false);
  expect(reportOf(app)[0]?.suppressedViolations).toMatchObject([{ reason: 'an aspect of ours sets it' }]);
});

test('what a construct warned of already is not told again', () => {
  const app = new App();
  const trail = new Trail(new Stack(app, 'Audit'), 'Trail', { enableFileValidation: false });
  Validations.of(trail).addWarning('cdk-cloudtrail:Trail.noLogFileValidation', '[cdk-cloudtrail:Trail.noLogFileValidation] said by the construct');
  DeployChecks.register(trail);

  app.synth();

  expect(printed).not.toContain('cdk-cloudtrail::');
  expect(printed).not.toContain('without digest files');
});

test('a good app is silent', () => {
  const app = new App();
  DeployChecks.register(new Trail(new Stack(app, 'Audit'), 'Trail'));

  expect(fails(app)).toBe(false);
  expect(printed).toBe('');
});
