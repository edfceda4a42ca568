import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { ComplianceChecks } from '../../lib/compliance/compliance-checks';
import { ComplianceSeverity } from '../../lib/compliance/compliance-checks-options';
import type { ComplianceChecksProps } from '../../lib/compliance/compliance-checks-props';
import { CompliancePack } from '../../lib/compliance/compliance-pack';
import type { SuppressionRow } from '../../lib/report/compliance-report';
import { fails, pluginReport, printed, quiet, reportIn, rulesTold } from './synthesis';

quiet();

const FAR = '2999-12-31';

/** A trail without digest files, and an app that asks for them and for little else. */
function appWithTrail(props: ComplianceChecksProps = {}): { app: App; trail: CfnTrail } {
  const app = new App();
  const trail = new CfnTrail(new Stack(app, 'Audit'), 'Trail', {
    s3BucketName: 'logs',
    isLogging: true,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: false,
    kmsKeyId: 'alias/audit',
    tags: [{ key: 'owner', value: 'audit' }],
    cloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:audit:*',
    cloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/audit',
  });
  ComplianceChecks.register(app, { packs: [CompliancePack.AWS_CONFIG_CLOUDTRAIL], ...props });
  return { app, trail };
}

const acknowledge = (trail: CfnTrail, id: string, reason = 'a test account') => Validations.of(trail).acknowledge({ id, reason });

const suppressionsOf = (app: App): readonly SuppressionRow[] => reportIn(app.outdir).suppressions;

const acceptedIn = (app: App) => reportIn(app.outdir).results.flatMap(({ rule, accepted }) => (accepted === null ? [] : [rule]));

function acceptInTemplate(trail: CfnTrail, expires: string): void {
  trail.addMetadata('cdk-cloudtrail', {
    accepted: [{ rule: 'TRAIL-04', reason: 'a test account', owner: 'audit', ticket: 'SEC-1', expires }],
  });
}

describe('an acknowledgement of the CDK', () => {
  test.each(['cdk-cloudtrail-compliance::TRAIL-04', 'TRAIL-04'])('as %s accepts nothing, since nobody answers for it, and is told', (id) => {
    const { app, trail } = appWithTrail();
    acknowledge(trail, id);

    expect(fails(app)).toBe(true);

    expect(acceptedIn(app)).toEqual([]);
    expect(suppressionsOf(app)).toEqual([
      {
        rule: 'TRAIL-04',
        reason: 'a test account',
        owner: null,
        ticket: null,
        expires: null,
        at: 'Audit/Trail',
        matched: 1,
        problems: ['it has no owner, no ticket, no expires'],
      },
    ]);
    expect(printed()).toContain('the acknowledgement at Audit/Trail has no effect: it has no owner, no ticket, no expires');
    expect(printed()).toContain('Acceptance.of(construct).accept()');
  });

  test('is not taken at its word by the CDK, either', () => {
    const { app, trail } = appWithTrail();
    acknowledge(trail, 'cdk-cloudtrail-compliance::TRAIL-04');

    fails(app);

    expect(pluginReport(app)?.violations).toContainEqual(expect.objectContaining({ ruleName: 'TRAIL-04', severity: 'fatal' }));
    expect(pluginReport(app)?.conclusion).toBe('failure');
  });

  test('hides what is no error anyway', () => {
    const { app, trail } = appWithTrail({ failuresAre: ComplianceSeverity.WARNING });
    acknowledge(trail, 'cdk-cloudtrail-compliance::TRAIL-04');

    expect(fails(app)).toBe(false);
    expect(rulesTold(app)).not.toContain('TRAIL-04');
    expect(acceptedIn(app)).toEqual([]);
  });

  test.each(['cdk-cloudtrail-compliance::TRAIL-04', 'TRAIL-04'])('as %s is enough where a reason is', (id) => {
    const { app, trail } = appWithTrail({ strictAcceptances: false });
    acknowledge(trail, id);

    fails(app);

    expect(rulesTold(app)).not.toContain('TRAIL-04');
    expect(acceptedIn(app)).toEqual(['TRAIL-04']);
    expect(suppressionsOf(app)).toMatchObject([{ rule: 'TRAIL-04', matched: 1, problems: [] }]);
  });

  test('without a reason is enough nowhere', () => {
    const { app, trail } = appWithTrail({ strictAcceptances: false });
    acknowledge(trail, 'TRAIL-04', ' ');

    fails(app);

    expect(suppressionsOf(app)).toMatchObject([{ matched: 1, problems: ['it has no reason'] }]);
    expect(rulesTold(app)).toContain('TRAIL-04');
  });

  test('of something that no rule is called is none of ours', () => {
    const { app, trail } = appWithTrail();
    acknowledge(trail, 'cdk-cloudtrail:Trail.name');
    acknowledge(trail, 'Some-Other::TRAIL-04');

    fails(app);

    expect(suppressionsOf(app)).toEqual([]);
  });

  test('of a rule of ours that there is not is shown to match nothing', () => {
    const { app, trail } = appWithTrail({ strictAcceptances: false });
    acknowledge(trail, 'cdk-cloudtrail-compliance::TRAIL-99');

    fails(app);

    expect(suppressionsOf(app)).toMatchObject([{ rule: 'TRAIL-99', matched: 0, problems: ['it matches no result that did not pass'] }]);
  });

  test('does not make the CDK forget that something else failed', () => {
    const { app, trail } = appWithTrail({ packs: [CompliancePack.CIS_AWS_5_0], strictAcceptances: false });
    acknowledge(trail, 'cdk-cloudtrail-compliance::TRAIL-04');

    expect(fails(app)).toBe(true);
    expect(pluginReport(app)?.conclusion).toBe('failure');
  });

  test('counts for the stage that it is in or around, and for no other', () => {
    const app = new App();
    const [one, other] = ['One', 'Other'].map((id) => new Stage(app, id)) as [Stage, Stage];
    for (const stage of [one, other]) {
      new CfnTrail(new Stack(stage, 'Audit'), 'Trail', { s3BucketName: 'logs', isLogging: true });
      ComplianceChecks.register(stage, { strictAcceptances: false });
    }
    Validations.of(one).acknowledge({ id: 'TRAIL-04', reason: 'in one' });
    Validations.of(app).acknowledge({ id: 'TRAIL-05', reason: 'around both' });

    fails(app);

    expect(reportIn(one.outdir).suppressions.map(({ rule }) => rule)).toEqual(['TRAIL-05', 'TRAIL-04']);
    expect(reportIn(other.outdir).suppressions.map(({ rule }) => rule)).toEqual(['TRAIL-05']);
  });

  test('of the app has no effect on what no resource is to blame for, and says so', () => {
    const app = new App();
    new CfnTrail(new Stack(app, 'Audit'), 'Trail', { s3BucketName: 'logs', isLogging: false });
    Validations.of(app).acknowledge({ id: 'cdk-cloudtrail-compliance::ACCT-01', reason: 'there is another trail' });
    ComplianceChecks.register(app, { strictAcceptances: false, unknownsAre: ComplianceSeverity.ERROR });

    expect(fails(app)).toBe(true);
    expect(pluginReport(app)?.violations).toContainEqual(
      expect.objectContaining({
        ruleName: 'ACCT-01',
        severity: 'fatal',
        description: expect.stringContaining('the acknowledgement at the app has no effect'),
      }),
    );
  });
});

describe('an acceptance in a template', () => {
  test('is told as no violation', () => {
    const { app, trail } = appWithTrail();
    acceptInTemplate(trail, FAR);

    fails(app);

    expect(rulesTold(app)).not.toContain('TRAIL-04');
    expect(acceptedIn(app)).toEqual(['TRAIL-04']);
  });

  test('that is acknowledged as well counts once, and the CDK lists it as suppressed, with the reason', () => {
    const { app, trail } = appWithTrail();
    acceptInTemplate(trail, FAR);
    Validations.of(trail.stack).acknowledge({ id: 'cdk-cloudtrail-compliance::TRAIL-04', reason: 'a test account' });

    fails(app);

    expect(acceptedIn(app)).toEqual(['TRAIL-04']);
    expect(suppressionsOf(app)).toMatchObject([{ rule: 'TRAIL-04', owner: 'audit', problems: [] }]);
    expect(rulesTold(app)).not.toContain('TRAIL-04');
    expect(pluginReport(app)?.suppressedViolations).toMatchObject([{ ruleName: 'TRAIL-04', reason: 'a test account', acknowledgedAt: 'Audit' }]);
  });

  test('that has expired fails the synthesis, even if it is acknowledged', () => {
    const { app, trail } = appWithTrail();
    acceptInTemplate(trail, '2020-01-31');
    acknowledge(trail, 'cdk-cloudtrail-compliance::TRAIL-04');

    expect(fails(app)).toBe(true);
    expect(printed()).toContain('the acknowledgement at Audit/Trail has no effect: it expired on 2020-01-31');
  });
});

describe('an acknowledgement towards another tool', () => {
  test.each(['NIST.800.53.R5::NIST.800.53.R5-CloudTrailLogFileValidationEnabled', 'NIST.800.53.R5-CloudTrailLogFileValidationEnabled'])(
    'as %s is shown where that tool calls the same otherwise, and has no effect',
    (id) => {
      const { app, trail } = appWithTrail({ strictAcceptances: false });
      acknowledge(trail, id);

      fails(app);

      expect(suppressionsOf(app)).toMatchObject([
        {
          rule: expect.stringContaining('NIST.800.53.R5-CloudTrailLogFileValidationEnabled'),
          reason: 'a test account',
          at: 'Audit/Trail',
          matched: 1,
          problems: ['it is for cdk-nag and has no effect here, where the rule is TRAIL-04'],
        },
      ]);
      expect(rulesTold(app)).toContain('TRAIL-04');
    },
  );

  test('is not shown where it is about something else', () => {
    const { app, trail } = appWithTrail();
    acknowledge(trail, 'NIST.800.53.R5::NIST.800.53.R5-LambdaInsideVPC');
    Validations.of(new Stack(app, 'Other')).acknowledge({
      id: 'NIST.800.53.R5::NIST.800.53.R5-CloudTrailLogFileValidationEnabled',
      reason: 'elsewhere',
    });

    fails(app);

    expect(suppressionsOf(app)).toEqual([]);
  });
});
