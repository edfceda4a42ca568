import { acceptanceOf } from '../../lib/report/acceptances';
import { PACKS } from '../../lib/rules/packs/catalogue';
import { hardened } from '../rules/controls/hardened';
import { assemblyOf, stackOf } from '../template/assemblies';
import { ACCEPTANCE, reportOn, rowsOf, statusOf, withTrail } from './reports';

const OFF = { EnableLogFileValidation: false };
const OPEN = { EnableLogFileValidation: { Ref: 'Validate' } };

test('two runs give the same report, byte for byte', () => {
  const packs = PACKS.map(({ id }) => id);

  expect(JSON.stringify(reportOn(hardened(), packs))).toBe(JSON.stringify(reportOn(hardened(), packs)));
});

test('no path of this machine, and no time, is in a report', () => {
  const text = JSON.stringify(reportOn(hardened(), ['ct-core']));

  expect(text).not.toContain('/some/where');
  expect(text).not.toContain('2026-11-25');
});

test('a report never says that anybody complies', () => {
  expect(
    JSON.stringify(
      reportOn(
        hardened(),
        PACKS.map(({ id }) => id),
      ),
    ),
  ).not.toMatch(/compliant/i);
});

test('a control is met if all of its rules pass', () => {
  const report = reportOn(hardened(), ['cis-aws-5.0']);

  expect(statusOf(report, '3.2')).toBe('met');
  expect(rowsOf(report, 'TRAIL-04')).toMatchObject([
    {
      verdict: 'pass',
      resource: { logicalId: 'Trail', type: 'AWS::CloudTrail::Trail', path: 'Audit/Trail', stack: 'Audit' },
      evidence: [{ template: 'Audit.template.json', pointer: '/Resources/Trail/Properties/EnableLogFileValidation', value: true }],
      needs: null,
      fix: null,
      packs: ['cis-aws-5.0'],
      controls: [{ framework: 'CIS AWS Foundations Benchmark', version: '5.0.0', id: '3.2' }],
    },
  ]);
});

test('a control is not met if one of its rules fails, and the row says what to do', () => {
  const report = reportOn(withTrail(OFF), ['cis-aws-5.0']);

  expect(statusOf(report, '3.2')).toBe('notMet');
  expect(rowsOf(report, 'TRAIL-04')[0]).toMatchObject({ verdict: 'fail', fix: 'set EnableLogFileValidation to true' });
});

test('a control is undetermined if a rule is, and the row says what settles it', () => {
  const template = { ...withTrail(OPEN), Parameters: { Validate: { Type: 'String', Default: 'true' } } };
  const report = reportOn(template, ['cis-aws-5.0']);

  expect(statusOf(report, '3.2')).toBe('undetermined');
  expect(rowsOf(report, 'TRAIL-04')[0]).toMatchObject({
    verdict: 'unknown',
    needs: { dependsOn: [expect.stringContaining('Validate')], live: 'cloudtrail:GetTrail LogFileValidationEnabled' },
    withDefaults: 'pass',
  });
  expect(statusOf(reportOn(template, ['cis-aws-5.0'], { parameters: { Validate: 'true' } }), '3.2')).toBe('met');
});

test('an acceptance in the template leaves the verdict, and the control is accepted', () => {
  const report = reportOn(withTrail(OFF, { 'cdk-cloudtrail': { accepted: [ACCEPTANCE] } }), ['cis-aws-5.0', 'ct-core']);

  expect(statusOf(report, '3.2')).toBe('accepted');
  expect(rowsOf(report, 'TRAIL-04')[0]).toMatchObject({ verdict: 'fail', accepted: { owner: 'security', at: 'Audit/Trail' } });
  expect(report.suppressions).toEqual([{ ...ACCEPTANCE, at: 'Audit/Trail', matched: 1, problems: [] }]);
  expect(rowsOf(report, 'SUP-01')[0]).toMatchObject({
    verdict: 'pass',
    evidence: [{ pointer: '/Resources/Trail/Metadata/cdk-cloudtrail/accepted/0', value: ACCEPTANCE }],
  });
  expect(report.summary.accepted).toBe(1);
});

test.each([
  ['without a reason', { reason: ' ' }, /no reason/],
  ['without an owner and a ticket', { owner: undefined, ticket: '' }, /no owner, no ticket/],
  ['without an end', { expires: undefined }, /no expires/],
  ['with an end that is no day', { expires: 'next year' }, /is no day/],
  ['that expired', { expires: '2026-11-24' }, /expired on 2026-11-24/],
])('an acceptance %s has no effect, and is told', (_, change, problem) => {
  const report = reportOn(withTrail(OFF, { 'cdk-cloudtrail': { accepted: [{ ...ACCEPTANCE, ...change }] } }), ['cis-aws-5.0', 'ct-core']);

  expect(rowsOf(report, 'TRAIL-04')[0]?.accepted).toBeNull();
  expect(statusOf(report, '3.2')).toBe('notMet');
  expect(report.suppressions[0]?.problems.join()).toMatch(problem);
  expect(rowsOf(report, 'SUP-01')[0]).toMatchObject({ verdict: 'fail' });
});

test('an acceptance on its last day still has its effect', () => {
  const report = reportOn(withTrail(OFF, { 'cdk-cloudtrail': { accepted: [{ ...ACCEPTANCE, expires: '2026-11-25' }] } }), ['ct-core']);

  expect(rowsOf(report, 'TRAIL-04')[0]?.accepted).not.toBeNull();
});

test('owner, ticket and end can be left out where that is allowed', () => {
  const acceptances = [{ rule: 'TRAIL-04', at: 'Audit', reason: 'a test', owner: null, ticket: null, expires: null }];
  const report = reportOn(withTrail(OFF), ['ct-core'], { acceptances, ruleParameters: { strictAcceptances: false } });

  expect(rowsOf(report, 'TRAIL-04')[0]?.accepted).toMatchObject({ reason: 'a test', at: 'Audit' });
});

test('an acceptance for the whole app, and one that matches nothing, are told', () => {
  const pack = { ...(PACKS[0] as (typeof PACKS)[number]), rules: ['TRAIL-04', 'SUP-02'] };
  const acceptances = [
    { ...ACCEPTANCE, at: '' },
    { ...ACCEPTANCE, rule: 'TRAIL-01', at: 'Audit/Trail' },
    { ...ACCEPTANCE, at: 'Audit/Other' },
  ];
  const report = reportOn(withTrail(OFF), [], { packs: [pack], acceptances });

  expect(report.suppressions.map(({ at, matched, problems }) => [at, matched, problems])).toEqual([
    ['', 1, ['it is for the whole app']],
    ['Audit/Other', 0, ['it matches no result that did not pass']],
    ['Audit/Trail', 0, ['it matches no result that did not pass']],
  ]);
  expect(rowsOf(report, 'SUP-02').map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail']);
});

test('what accepts something in the Metadata of another shape is left alone', () => {
  const report = reportOn(withTrail({}, { 'cdk-cloudtrail': { accepted: 'all' } }), ['ct-core']);

  expect(report.suppressions).toEqual([]);
  expect(rowsOf(report, 'SUP-01')[0]).toMatchObject({ verdict: 'notApplicable' });
});

test('packs that want the same of a rule share its result, and others get their own', () => {
  const template = hardened();
  template.Resources.Logs.Properties.LifecycleConfiguration.Rules = [
    { Id: 'short', Status: 'Enabled', ExpirationInDays: 400, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
  ];
  const rows = rowsOf(reportOn(template, ['pci-dss-4.0.1', 'nist-800-53-r5', 'hipaa-security']), 'BKT-08');

  expect(rows.map(({ parameters, verdict, packs }) => [parameters, verdict, packs])).toEqual([
    [{ retentionDays: 2190 }, 'fail', ['hipaa-security']],
    [{ retentionDays: 365 }, 'pass', ['pci-dss-4.0.1', 'nist-800-53-r5']],
  ]);
});

test('the weight of a result is that of the strictest pack', () => {
  const weight = (...packs: string[]) => rowsOf(reportOn(hardened(), packs), 'BKT-03')[0]?.severity;

  expect(weight('ct-core', 'cis-aws-5.0')).toBe('medium');
});

test('a rule without anything that it is about says so', () => {
  expect(rowsOf(reportOn(hardened(), ['lake']), 'LAKE-01')).toMatchObject([
    { verdict: 'notApplicable', resource: { logicalId: null, stack: null, path: null, type: 'AWS::CloudTrail::EventDataStore' }, evidence: [] },
  ]);
});

test('the account has a trail only if one is deployed whatever the conditions', () => {
  const conditional = { ...hardened(), Parameters: { On: { Type: 'String' } }, Conditions: { On: { 'Fn::Equals': [{ Ref: 'On' }, 'yes'] } } };
  conditional.Resources.Trail.Condition = 'On';

  expect(rowsOf(reportOn(hardened(), ['ct-core']), 'ACCT-01')[0]).toMatchObject({ verdict: 'pass', resource: { logicalId: 'Trail' } });
  for (const template of [conditional, withTrail({ IsLogging: false }), { Resources: {} }]) {
    expect(rowsOf(reportOn(template, ['ct-core']), 'ACCT-01')[0]).toMatchObject({
      verdict: 'unknown',
      needs: { dependsOn: ['the other trails of the account'] },
    });
  }
});

test('what was not looked at is among the limits', () => {
  const template = {
    Transform: ['AWS::LanguageExtensions', { Name: 'Obscure' }],
    Resources: {
      ...hardened().Resources,
      'Fn::ForEach::Trails': [],
      Child: { Type: 'AWS::CloudFormation::Stack', Properties: {} },
      Everywhere: { Type: 'AWS::CloudFormation::StackSet', Properties: {} },
    },
  };
  const stack = stackOf(template, { id: 'Audit', name: 'Audit' });
  const report = reportOn(template, ['ct-core'], {
    assembly: { ...assemblyOf(stack), skipped: ['other.yaml: YAML is not read'], version: '55.0.0' },
  });

  expect(report.limits.join('\n')).toMatch(/macro Obscure.*Fn::ForEach::Trails.*nested stack Child.*stack set Everywhere.*other.yaml/s);
  expect(report.limits.join('\n')).not.toContain('LanguageExtensions');
  expect(report.subject.assemblyVersion).toBe('55.0.0');
});

test('a report names its stacks with the digest of their templates', () => {
  const { stacks } = reportOn(hardened(), ['ct-core']).subject;

  expect(stacks).toEqual([
    {
      name: 'Audit',
      template: 'Audit.template.json',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      account: '111122223333',
      region: 'eu-west-1',
    },
  ]);
});

test('what was assumed is in the report', () => {
  const { assumptions } = reportOn(hardened(), ['pci-dss-4.0.1'], { parameters: { B: '2', A: '1' }, ruleParameters: { retentionDays: 500 } });

  expect(Object.keys(assumptions.parameters)).toEqual(['A', 'B']);
  expect(assumptions.packs[0]).toMatchObject({ id: 'pci-dss-4.0.1', parameters: { retentionDays: 500 } });
});

test('what can be deployed in more ways than are looked at is not known', () => {
  const names = Array.from({ length: 7 }, (_, index) => `P${index}`);
  const template = withTrail({ KMSKeyId: { 'Fn::Join': ['', names.map((Ref) => ({ Ref }))] } });
  template.Parameters = Object.fromEntries(names.map((name) => [name, { Type: 'String', AllowedValues: ['a', 'b'] }]));
  const [row] = rowsOf(reportOn(template, ['ct-core']), 'TRAIL-05');

  expect(row).toMatchObject({ verdict: 'unknown', because: 'it can be deployed in more ways than were looked at' });
  expect(row?.needs?.dependsOn).toEqual(names.map((name) => `parameter ${name}`));
});

test('what is said of an acceptance is read without its blanks, and what is not there is told later', () => {
  expect(acceptanceOf({ rule: ' BKT-13 ', reason: '  ', owner: 1 })).toEqual({
    rule: 'BKT-13',
    reason: '',
    owner: null,
    ticket: null,
    expires: null,
  });
});

test('a trail without a bucket is asked about nothing that guards it', () => {
  const report = reportOn(withTrail({ S3BucketName: undefined }), ['ct-core']);

  expect([...rowsOf(report, 'BKT-01'), ...rowsOf(report, 'BKT-11')].map(({ verdict }) => verdict)).toEqual(['notApplicable', 'notApplicable']);
});
