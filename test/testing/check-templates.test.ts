import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';
import { checkTemplates } from '../../lib/testing';
import type { Checkable } from '../../lib/testing/checkable';
import { ACCOUNT, hardened, REGION } from '../rules/controls/hardened';

const TODAY = '2026-11-25';
const env = { account: ACCOUNT, region: REGION };

function trailIn(scope: Construct, id = 'Trail', enableLogFileValidation = true): CfnTrail {
  return new CfnTrail(scope, id, { s3BucketName: 'logs', isLogging: true, enableLogFileValidation });
}

/** The results of a rule, by the path of what they are about. */
function verdicts(subject: Checkable, rule = 'TRAIL-04'): Record<string, string> {
  const { results } = checkTemplates(subject, { today: TODAY });
  return Object.fromEntries(results.flatMap((row) => (row.rule === rule ? [[row.resource.path ?? 'nothing', row.verdict]] : [])));
}

test('a hardened template passes the pack for whoever names none', () => {
  const report = checkTemplates(hardened(), env);

  expect(report.assumptions.packs.map(({ id }) => id)).toEqual(['ct-core']);
  expect(report.summary).toMatchObject({ fail: 0, unknown: 0 });
  expect(report.summary.pass).toBeGreaterThan(15);
  expect(report.subject.stacks).toMatchObject([{ name: 'template', template: 'template.json', ...env }]);
});

test('the same question gives the same report, byte for byte, and changes nothing of what it was given', () => {
  const template = hardened();
  const before = JSON.stringify(template);

  const reports = [1, 2].map(() => JSON.stringify(checkTemplates(template, { ...env, packs: ['cis-aws-5.0'], today: TODAY })));

  expect(reports[0]).toBe(reports[1]);
  expect(JSON.stringify(template)).toBe(before);
});

describe('what can be checked', () => {
  const app = new App();
  const stack = new Stack(app, 'Audit');
  trailIn(stack);

  test.each<[string, Checkable, string]>([
    ['a Template', Template.fromStack(stack), 'template/Trail'],
    ['the JSON of a template', Template.fromStack(stack).toJSON(), 'template/Trail'],
    ['templates by the names of their files', { 'Audit.template.json': Template.fromStack(stack).toJSON() }, 'Audit/Trail'],
    ['templates by any names', { Audit: Template.fromStack(stack) }, 'Audit/Trail'],
    ['an app', app, 'Audit/Trail'],
    ['a stack', stack, 'Audit/Trail'],
    ['the path of an assembly', app.synth().directory, 'Audit/Trail'],
  ])('%s', (_, subject, path) => {
    expect(verdicts(subject)).toEqual({ [path]: 'pass' });
  });

  test('a template in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-'));
    writeFileSync(join(folder, 'audit.json'), JSON.stringify(hardened()));

    expect(verdicts(join(folder, 'audit.json'))).toEqual({ 'audit/Trail': 'pass' });
    rmSync(folder, { recursive: true });
  });
});

test('a stage is synthesized without the rest of its app', () => {
  const app = new App();
  const [one, other] = ['One', 'Other'].map((id) => new Stage(app, id)) as [Stage, Stage];
  trailIn(new Stack(one, 'Audit'));
  trailIn(new Stack(other, 'Audit'));

  expect(verdicts(one)).toEqual({ 'One/Audit/Trail': 'pass' });
  expect(verdicts(app)).toEqual({ 'One/Audit/Trail': 'pass', 'Other/Audit/Trail': 'pass' });
});

test('a stack is looked at with its nested stacks and what it depends on, and without the rest of its stage', () => {
  const stage = new Stage(new App(), 'Prod');
  const [before, audit, other] = ['Before', 'Audit', 'Other'].map((id) => new Stack(stage, id)) as [Stack, Stack, Stack];
  trailIn(before);
  trailIn(audit);
  trailIn(new NestedStack(audit, 'Nested'));
  trailIn(other);
  audit.addStackDependency(before);

  expect(Object.keys(verdicts(audit))).toEqual(['Prod/Audit/Trail', 'Prod/Audit/Nested/Trail', 'Prod/Before/Trail']);
  expect(Object.keys(verdicts(other))).toEqual(['Prod/Other/Trail']);
});

test('a reference is followed from one of several templates to another', () => {
  const app = new App();
  const producer = new Stack(app, 'Producer');
  new CfnOutput(producer, 'Validation', { value: 'false', exportName: 'validation' });
  const consumer = new Stack(app, 'Consumer');
  trailIn(consumer).addPropertyOverride('EnableLogFileValidation', Fn.importValue('validation'));
  const templates = { producer: Template.fromStack(producer), consumer: Template.fromStack(consumer) };

  expect(verdicts(templates)).toEqual({ 'consumer/Trail': 'fail' });
  expect(verdicts({ consumer: templates.consumer })).toEqual({ 'consumer/Trail': 'unknown' });
});

test('values of parameters and of rules are taken from the options', () => {
  const template = { Parameters: { Digests: { Type: 'String' } }, ...hardened() };
  template.Resources.Trail.Properties.EnableLogFileValidation = { Ref: 'Digests' };
  const verdictWith = (Digests: string) =>
    checkTemplates(template, { parameters: { Digests } }).results.find(({ rule }) => rule === 'TRAIL-04')?.verdict;

  expect([verdictWith('true'), verdictWith('false')]).toEqual(['pass', 'fail']);
  expect(checkTemplates(template, { ruleParameters: { retentionDays: 400 } }).assumptions.packs[0]?.parameters.retentionDays).toBe(400);
});

test('an acceptance counts until the day that it names', () => {
  const template = hardened();
  template.Resources.Trail.Properties.EnableLogFileValidation = false;
  const accepted = { rule: 'TRAIL-04', at: 'template/Trail', reason: 'a test account', owner: 'audit', ticket: 'SEC-1', expires: TODAY };
  const acceptedOn = (today: string) => checkTemplates(template, { acceptances: [accepted], today }).summary.accepted;

  expect(acceptedOn(TODAY)).toBe(1);
  expect(acceptedOn('2026-11-26')).toBe(0);
});

test.each<[string, Checkable, RegExp]>([
  ['a path that does not exist', '/does/not/exist', /does not exist/],
  ['something that is no template', { audit: 'a text' }, /audit is not a template, got "a text"/],
  ['nothing', {}, /no template/],
  ['a value that is no JSON', { audit: undefined }, /audit is not a template/],
  ['a stack outside of an app', { node: { scopes: [] }, templateFile: 'a', dependencies: [] }, /in no app/],
])('fails for %s', (_, subject, message) => {
  expect(() => checkTemplates(subject)).toThrow(message);
});

test('fails for a pack that does not exist, and names those that do', () => {
  expect(() => checkTemplates(hardened(), { packs: ['cis'] })).toThrow(/no pack "cis".*ct-core/);
});
