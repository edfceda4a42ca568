import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, Duration, Lazy, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type Construct, RootConstruct } from 'constructs';
import { ComplianceChecks } from '../../lib/compliance/compliance-checks';
import { AlarmPatterns, ComplianceSeverity, ReportFormat } from '../../lib/compliance/compliance-checks-options';
import { CompliancePack } from '../../lib/compliance/compliance-pack';
import { registerCompliance } from '../../lib/private/compliance-checks';
import { PACKS } from '../../lib/rules/packs/catalogue';
import { checkTemplates } from '../../lib/testing';
import { fails, pluginReport, printed, quiet, reportIn, rulesTold, verdictsIn } from './synthesis';

quiet();

/** The smallest pack of which a trail that nobody hardened passes one rule, fails others, and leaves some open. */
const packs = [CompliancePack.CIS_AWS_5_0];

function trailIn(scope: Construct, id = 'Trail', enableLogFileValidation = true): CfnTrail {
  return new CfnTrail(scope, id, { s3BucketName: 'logs', isLogging: true, isMultiRegionTrail: true, enableLogFileValidation });
}

/** An app with one trail, in a stack of its own. */
function appWithTrail(enableLogFileValidation = true, outdir?: string): { app: App; trail: CfnTrail } {
  const app = new App({ outdir });
  return { app, trail: trailIn(new Stack(app, 'Audit'), 'Trail', enableLogFileValidation) };
}

describe('what fails', () => {
  const { app } = appWithTrail(false);
  ComplianceChecks.register(app, { packs });

  test('fails the synthesis, and is told with the property, the reason and the fix', () => {
    expect(fails(app)).toBe(true);

    expect(printed()).toContain('no digest files are delivered');
    expect(pluginReport(app)).toMatchObject({ pluginName: 'cdk-cloudtrail-compliance', pluginVersion: '0.1.0', conclusion: 'failure' });
    expect(pluginReport(app)?.violations.find(({ ruleName }) => ruleName === 'TRAIL-04')).toMatchObject({
      severity: 'error',
      description: expect.stringMatching(/^no digest files are delivered; wanted: The trail delivers digest files$/),
      suggestedFix: expect.stringContaining('EnableLogFileValidation'),
      ruleMetadata: {
        verdict: 'fail',
        controls: 'CIS AWS Foundations Benchmark 5.0.0 3.2',
        evidence: 'Audit.template.json#/Resources/Trail/Properties/EnableLogFileValidation',
      },
      violatingConstructs: [
        {
          constructPath: 'Audit/Trail',
          constructFqn: 'aws-cdk-lib.aws_cloudtrail.CfnTrail',
          cloudFormationResource: {
            templatePath: 'Audit.template.json',
            logicalId: 'Trail',
            propertyPaths: ['Properties.EnableLogFileValidation'],
          },
        },
      ],
    });
  });

  test('names the property that is missing', () => {
    const found = pluginReport(app)?.violations.find(({ ruleName }) => ruleName === 'TRAIL-05');

    expect(found?.violatingConstructs[0]?.cloudFormationResource?.propertyPaths).toEqual(['Properties.KMSKeyId']);
  });

  test('is told as information where it is unknown, with what it depends on and what settles it', () => {
    const unknown = pluginReport(app)?.violations.filter(({ ruleMetadata }) => ruleMetadata.verdict === 'unknown');

    expect(unknown?.length).toBeGreaterThan(0);
    for (const { severity, description } of unknown ?? []) {
      expect(severity).toBe('info');
      expect(description).toMatch(/^not known: .*; it depends on .*, and .* settles it/);
    }
  });
});

test('a synthesis without failures succeeds, and its report also says what passed', () => {
  const { app } = appWithTrail();
  Validations.of(app).addPlugins(new ComplianceChecks({ packs: [CompliancePack.LAKE] }));

  expect(fails(app)).toBe(false);

  expect(pluginReport(app)).toBeUndefined();
  expect(reportIn(app.outdir)).toMatchObject({ schemaVersion: '1', assessed: 1, assumptions: { packs: [{ id: 'lake' }] } });
  expect(verdictsIn(app.outdir, 'LAKE-01')).toEqual({ nothing: 'notApplicable' });
});

test('the report is that of the function for tests', () => {
  const { app } = appWithTrail();
  ComplianceChecks.register(app);
  fails(app);

  expect(reportIn(app.outdir)).toEqual(JSON.parse(JSON.stringify(checkTemplates(app.outdir))));
  expect(readFileSync(join(app.outdir, 'compliance-report.json'), 'utf8')).not.toContain(app.outdir);
});

test('two syntheses of the same app write the same report, byte for byte', () => {
  const texts = [1, 2].map(() => {
    const { app } = appWithTrail(false);
    ComplianceChecks.register(app, { packs, formats: [ReportFormat.HTML, ReportFormat.MARKDOWN] });
    fails(app);
    return ['json', 'html', 'md'].map((ending) => readFileSync(join(app.outdir, `compliance-report.${ending}`), 'utf8'));
  });

  expect(texts[0]).toEqual(texts[1]);
});

describe('how results are told', () => {
  const conclusionWith = (props: object): [boolean, string[]] => {
    const { app } = appWithTrail(false);
    ComplianceChecks.register(app, { packs, ...props });
    const failed = fails(app);
    return [failed, [...new Set(pluginReport(app)?.violations.map(({ severity }) => severity))].sort()];
  };

  test('failures may be warnings, which fail nothing', () => {
    expect(conclusionWith({ failuresAre: ComplianceSeverity.WARNING })).toEqual([false, ['info', 'warning']]);
  });

  test('unknowns may be errors, which fail the synthesis', () => {
    expect(conclusionWith({ failuresAre: ComplianceSeverity.INFO, unknownsAre: ComplianceSeverity.ERROR })).toEqual([true, ['error', 'info']]);
  });

  test('both may be no more than information', () => {
    expect(conclusionWith({ failuresAre: ComplianceSeverity.INFO })).toEqual([false, ['info']]);
  });
});

test('packs that want the same of a rule tell it once, with the controls of both', () => {
  const { app } = appWithTrail(false);
  ComplianceChecks.register(app, { packs: [CompliancePack.CIS_AWS_1_4, CompliancePack.CIS_AWS_5_0] });
  fails(app);

  const told = pluginReport(app)?.violations.filter(({ ruleName }) => ruleName === 'ALM-01');
  expect(told?.map(({ ruleMetadata }) => ruleMetadata.controls)).toEqual([expect.stringMatching(/1\.4\.0 4\.1, .*5\.0\.0 4\.1/)]);
});

describe('registration', () => {
  test('packs of several calls add up, also those of trails', () => {
    const { app, trail } = appWithTrail();
    registerCompliance(trail, ['cis-aws-5.0']);
    ComplianceChecks.register(app, { packs: [CompliancePack.LAKE] });
    registerCompliance(trail, ['lake', 'organization']);

    fails(app);

    expect(reportIn(app.outdir).assumptions.packs.map(({ id }) => id)).toEqual(['cis-aws-5.0', 'lake', 'organization']);
  });

  test('without a pack it is ct-core', () => {
    const [first, second] = [appWithTrail(), appWithTrail()];
    ComplianceChecks.register(first.trail);
    registerCompliance(second.trail, []);

    for (const { app } of [first, second]) {
      fails(app);
      expect(reportIn(app.outdir).assumptions.packs.map(({ id }) => id)).toEqual(['ct-core']);
    }
  });

  test('fails where a second call has other options', () => {
    const { app } = appWithTrail();
    ComplianceChecks.register(app, { retention: Duration.days(365) });

    expect(() => ComplianceChecks.register(app, { retention: Duration.days(90) })).toThrow(/the app is checked already, with other options/);
    expect(() => ComplianceChecks.register(app, { retention: Duration.days(365) })).not.toThrow();
  });

  test('fails for an unknown pack where it is named', () => {
    expect(() => registerCompliance(appWithTrail().trail, ['cis'])).toThrow('there is no pack "cis"');
    expect(() => CompliancePack.of('cis')).toThrow('there is no pack "cis"');
  });

  test('a tree without an app is left alone', () => {
    const stack = new Stack(new RootConstruct('Root') as App, 'Alone');

    expect(() => registerCompliance(stack, ['ct-core'])).not.toThrow();
  });

  test('of two plugins that would write the same report, one fails', () => {
    const { app } = appWithTrail();
    Validations.of(app).addPlugins(new ComplianceChecks({ packs: [CompliancePack.LAKE] }), new ComplianceChecks());

    expect(fails(app)).toBe(true);
    expect(printed()).toContain('two ComplianceChecks would write a report');
  });

  test('has the rules of its packs', () => {
    expect(new ComplianceChecks({ packs: [CompliancePack.LAKE] }).ruleIds).toEqual(['LAKE-01', 'LAKE-02', 'LAKE-03']);
  });
});

describe('stages', () => {
  function stages(): { app: App; dev: Stage; prod: Stage } {
    const app = new App();
    const [dev, prod] = ['Dev', 'Prod'].map((id) => new Stage(app, id)) as [Stage, Stage];
    trailIn(new Stack(dev, 'Audit'));
    trailIn(new Stack(prod, 'Audit'), 'Trail', false);
    return { app, dev, prod };
  }
  const stacksIn = (directory: string) => reportIn(directory).subject.stacks.map(({ template }) => template);

  test('a registered stage has a report of its own, in its own folder', () => {
    const { app, dev, prod } = stages();
    ComplianceChecks.register(dev.node.children[0] as Stack, { packs: [CompliancePack.LAKE] });
    ComplianceChecks.register(prod, { packs });

    expect(fails(app)).toBe(true);

    expect(stacksIn(dev.outdir)).toEqual([expect.stringMatching(/^DevAudit\w+\.template\.json$/)]);
    expect(verdictsIn(prod.outdir, 'TRAIL-04')).toEqual({ 'Prod/Audit/Trail': 'fail' });
    expect(existsSync(join(app.outdir, 'compliance-report.json'))).toBe(false);
  });

  test('a plugin of a stage looks at that stage', () => {
    const { app, dev } = stages();
    Validations.of(dev).addPlugins(new ComplianceChecks({ packs }));

    fails(app);

    expect(verdictsIn(dev.outdir, 'TRAIL-04')).toEqual({ 'Dev/Audit/Trail': 'pass' });
  });

  test('a plugin of the app looks at all stages together', () => {
    const { app } = stages();
    Validations.of(app).addPlugins(new ComplianceChecks({ packs }));

    fails(app);

    expect(verdictsIn(app.outdir, 'TRAIL-04')).toEqual({ 'Dev/Audit/Trail': 'pass', 'Prod/Audit/Trail': 'fail' });
    const [failed] = pluginReport(app)?.violations.filter(({ ruleName }) => ruleName === 'TRAIL-04') ?? [];
    expect(failed?.violatingConstructs[0]?.cloudFormationResource?.templatePath).toMatch(/^assembly-Prod\/ProdAudit\w+\.template\.json$/);
  });

  test('a plugin of some stages looks at these alone, together', () => {
    const { app, dev, prod } = stages();
    const test = new Stage(app, 'Test');
    const audit = new Stack(test, 'Audit');
    trailIn(new NestedStack(audit, 'Nested'));
    const plugin = new ComplianceChecks({ packs });
    for (const stage of [test, prod]) Validations.of(stage).addPlugins(plugin);

    fails(app);

    expect(Object.keys(verdictsIn(app.outdir, 'TRAIL-04'))).toEqual(['Prod/Audit/Trail', 'Test/Audit/Nested/Trail']);
    expect(existsSync(join(dev.outdir, 'compliance-report.json'))).toBe(false);
  });

  test('what no resource is to blame for is told of the stage', () => {
    const app = new App();
    const stage = new Stage(app, 'Prod');
    new NestedStack(new Stack(stage, 'Empty'), 'Nested');
    ComplianceChecks.register(stage);

    fails(app);

    const told = pluginReport(app)?.violations.filter(({ ruleName }) => ruleName === 'ACCT-01');
    expect(told?.map(({ violatingConstructs }) => violatingConstructs[0]?.constructPath)).toEqual(['Prod']);
  });
});

test('a trail in a nested stack is told of with its own template', () => {
  const app = new App();
  trailIn(new NestedStack(new Stack(app, 'Audit'), 'Nested'), 'Trail', false);
  ComplianceChecks.register(app, { packs });

  expect(fails(app)).toBe(true);

  const [told] = pluginReport(app)?.violations.filter(({ ruleName }) => ruleName === 'TRAIL-04') ?? [];
  expect(told?.violatingConstructs).toMatchObject([
    {
      constructPath: 'Audit/Nested/Trail',
      cloudFormationResource: { templatePath: expect.stringMatching(/^AuditNested\w+\.nested\.template\.json$/), logicalId: 'Trail' },
    },
  ]);
});

describe('files', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-'));
  const filesAfter = (enableLogFileValidation: boolean, formats: ReportFormat[]) => {
    const { app } = appWithTrail(enableLogFileValidation, outdir);
    ComplianceChecks.register(app, { packs, formats });
    fails(app);
    return readdirSync(outdir).filter((name) => name.includes('compliance'));
  };
  afterAll(() => rmSync(outdir, { recursive: true }));

  test('each format is a file, and nothing unfinished remains', () => {
    expect(filesAfter(true, [ReportFormat.HTML, ReportFormat.MARKDOWN]).sort()).toEqual([
      'compliance-report.html',
      'compliance-report.json',
      'compliance-report.md',
    ]);
    expect(readFileSync(join(outdir, 'compliance-report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    expect(readFileSync(join(outdir, 'compliance-report.md'), 'utf8')).toMatch(/^#/);
  });

  test('formats for tools are files as well, and results in SARIF stand at the line that made the construct', () => {
    const formats = [ReportFormat.CSV, ReportFormat.JUNIT, ReportFormat.SARIF, ReportFormat.OSCAL, ReportFormat.OSCAL_COMPONENT];
    expect(filesAfter(false, formats).sort()).toEqual([
      'compliance-component.oscal.json',
      'compliance-report.csv',
      'compliance-report.json',
      'compliance-report.junit.xml',
      'compliance-report.oscal.json',
      'compliance-report.sarif',
    ]);

    const read = (name: string) => readFileSync(join(outdir, name), 'utf8');
    expect(read('compliance-report.csv')).toMatch(/^"rule","title",/);
    expect(read('compliance-report.junit.xml')).toMatch(/^<\?xml /);
    expect(Object.keys(JSON.parse(read('compliance-report.oscal.json')))).toEqual(['assessment-results']);
    expect(Object.keys(JSON.parse(read('compliance-component.oscal.json')))).toEqual(['component-definition']);
    const { results } = JSON.parse(read('compliance-report.sarif')).runs[0];
    expect(results.find(({ ruleId }: { ruleId: string }) => ruleId === 'TRAIL-04').locations).toMatchObject([
      { physicalLocation: { artifactLocation: { uri: 'test/compliance/compliance-checks.test.ts' } } },
    ]);
  });

  test('no file of an earlier synthesis stays beside templates that it does not speak of', () => {
    expect(filesAfter(true, [])).toEqual(['compliance-report.json']);
  });

  test('a synthesis that fails before there are templates leaves no report', () => {
    const { app, trail } = appWithTrail(true, outdir);
    ComplianceChecks.register(app, { packs });
    trail.node.addValidation({ validate: () => ['no'] });

    expect(() => app.synth()).toThrow('no');
    expect(existsSync(join(outdir, 'compliance-report.json'))).toBe(false);
  });

  test('an app that confirms that plugins change nothing may be synthesized again and again', () => {
    for (const enableLogFileValidation of [true, false, true]) {
      const app = new App({ outdir, confirmValidationPluginsDoNotMutate: true });
      trailIn(new Stack(app, 'Audit'), 'Trail', enableLogFileValidation);
      ComplianceChecks.register(app, { packs });
      fails(app);

      expect(verdictsIn(outdir, 'TRAIL-04')).toEqual({ 'Audit/Trail': enableLogFileValidation ? 'pass' : 'fail' });
    }
  });
});

describe('options', () => {
  test('parameters of rules go before those of packs', () => {
    const { app } = appWithTrail();
    ComplianceChecks.register(app, {
      packs: [CompliancePack.AWS_SECURITY_HUB],
      retention: Duration.days(400),
      logGroupRetention: Duration.days(30),
      requiredTags: ['owner'],
      alarmPatterns: AlarmPatterns.CIS_7_0,
      organization: true,
      strictAcceptances: false,
    });
    fails(app);

    expect(reportIn(app.outdir).assumptions.packs.map(({ parameters }) => parameters)).toEqual([
      {
        retentionDays: 400,
        logGroupRetentionDays: 30,
        requiredTags: ['owner'],
        patterns: 'cis-7.0',
        organization: true,
        strictAcceptances: false,
      },
    ]);
  });

  test('values of template parameters decide', () => {
    const { app, trail } = appWithTrail();
    trail.addPropertyOverride('EnableLogFileValidation', { Ref: 'Digests' });
    new CfnParameter(trail.stack, 'Digests');
    ComplianceChecks.register(app, { packs, parameters: { Digests: 'true' } });
    fails(app);

    expect(verdictsIn(app.outdir, 'TRAIL-04')).toEqual({ 'Audit/Trail': 'pass' });
    expect(reportIn(app.outdir).assumptions.parameters).toEqual({ Digests: 'true' });
  });

  test.each([Duration.hours(36), Duration.days(0), Duration.days(Lazy.number({ produce: () => 90 }))])('fails for a retention of %s', (retention) => {
    expect(() => new ComplianceChecks({ retention })).toThrow(/'retention' must be whole days/);
  });

  test('fails without any pack', () => {
    expect(() => new ComplianceChecks({ packs: [] })).toThrow("'packs' must name at least one pack");
  });

  test('every pack has a constant, and every constant is a pack', () => {
    const constants = Object.values(CompliancePack).filter((value): value is CompliancePack => value instanceof CompliancePack);

    expect(constants.map(({ id }) => id).sort()).toEqual(PACKS.map(({ id }) => id).sort());
  });
});

test('only the rules of the packs are told', () => {
  const { app } = appWithTrail(false);
  ComplianceChecks.register(app, { packs });
  fails(app);

  expect(PACKS.find(({ id }) => id === 'cis-aws-5.0')?.rules).toEqual(expect.arrayContaining(rulesTold(app)));
});
