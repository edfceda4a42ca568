import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportWithEvidence } from '../../../bin/commands/check/evidence';
import { type CheckOptions, readRequest } from '../../../bin/commands/check/request';
import type { ComplianceReport, ResultRow } from '../../../lib/report/compliance-report';
import { readAssembly } from '../../../lib/template/read-assembly';
import { ACCOUNT, RecordedAws, TEMPLATE } from './recorded-aws';
import { printed } from './run';

const aws = new RecordedAws();
const folder = mkdtempSync(join(tmpdir(), 'status-evidence-'));
const file = join(folder, 'status.json');
beforeAll(() => aws.start());
beforeEach(() => aws.reset());
afterAll(() => {
  aws.stop();
  rmSync(folder, { recursive: true });
});

const check = (evidence?: string, options: CheckOptions = { pack: ['pci-dss-4.0.1', 'cis-aws-5.0'] }) =>
  reportWithEvidence(readAssembly(TEMPLATE), readRequest([TEMPLATE], options), '1.2.3', evidence) as ComplianceReport;
const unknown = ({ results }: ComplianceReport) => results.filter(({ verdict }) => verdict === 'unknown');
const name = ({ rule, resource }: ResultRow) => `${rule} ${resource.path}`;

let templatesAlone: ComplianceReport | undefined;
/** What the templates alone say: the same for all tests. */
const alone = () => {
  templatesAlone ??= check();
  return templatesAlone;
};

/** What hangs on the parameter that says how long events are kept. */
const hanging = () => unknown(alone()).filter(({ needs }) => needs?.dependsOn.some((one) => one.includes('Retention')));

test('what was seen is written as evidence, with the names and parameters that CloudFormation told', async () => {
  await printed(aws, { evidence: file });
  const evidence = JSON.parse(readFileSync(file, 'utf8'));
  expect(evidence).toMatchObject({ schemaVersion: '1', verdict: 'asDeclared', tool: { name: 'cdk-cloudtrail', version: '1.2.3' } });
  expect(evidence.stacks).toEqual([
    expect.objectContaining({
      stack: 'StatusAudit',
      templateSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      deployed: expect.objectContaining({ account: ACCOUNT, region: 'us-east-1', parameters: expect.objectContaining({ Retention: '90' }) }),
    }),
  ]);
  expect(evidence.checks).toContainEqual(expect.objectContaining({ property: 'IsLogging', verdict: 'same', live: true }));
});

test('what was seen settles what hangs on parameters, and the report says which results those are', async () => {
  await printed(aws, { evidence: file });
  const [before, after] = [alone(), check(file)];
  const [open] = hanging() as [ResultRow];
  const row = after.results.find((one) => name(one) === name(open)) as ResultRow;
  expect(row.verdict).toBe('fail');
  expect(row.because).toMatch(/; the templates leave it open, and as seen at \d{4}-[\d:.TZ-]+, it is so$/);
  expect(after.limits.at(-1)).toMatch(
    new RegExp(`^Seen in the account at .*, and settled by that: .*${open.rule} of .* All other results rest on the templates alone\\.$`),
  );
  expect(unknown(after).length).toBeLessThan(unknown(before).length);
  expect(after.summary.unknown).toBe(unknown(after).length);
});

test('what no template can say is settled by what was seen: confirmed subscriptions, and MFA delete', async () => {
  await printed(aws, { evidence: file });
  let { results } = check(file);
  const of = (wanted: string) =>
    results.filter(({ rule }) => rule === wanted).map(({ verdict, because, fix }) => [verdict, because.split(';')[0], fix === null]);
  expect(of('ALM-21')).toEqual([['pass', 'all subscriptions of the templates are confirmed', true]]);
  expect(of('BKT-12')).toContainEqual(['fail', 'MFA delete is off', false]);
  aws.text('s3:GetBucketVersioning', '</Status>', '</Status><MfaDelete>Enabled</MfaDelete>');
  aws.text('sns:ListSubscriptionsByTopic', /<SubscriptionArn>[^<]*</, '<SubscriptionArn>PendingConfirmation<');
  await printed(aws, { evidence: file });
  ({ results } = check(file));
  expect(of('ALM-21')).toEqual([['unknown', expect.any(String), false]]);
  expect(of('BKT-12')).toContainEqual(['pass', 'MFA delete is on', true]);
});

test('where the subscriptions of a stack were not looked at, not all of them are confirmed', async () => {
  const assembly = mkdtempSync(join(folder, 'two-'));
  copyFileSync(TEMPLATE, join(assembly, 'StatusAudit.template.json'));
  const Subscription = [{ Protocol: 'email', Endpoint: 'other@example.com' }];
  writeFileSync(join(assembly, 'Other.json'), JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { Subscription } } } }));
  await printed(aws, { evidence: file, stack: ['StatusAudit'] }, assembly);
  const request = readRequest([assembly], { pack: ['pci-dss-4.0.1', 'cis-aws-5.0'] });
  const { results } = reportWithEvidence(readAssembly(assembly), request, '1.2.3', file) as ComplianceReport;
  expect(results.filter(({ rule }) => rule === 'ALM-21').map(({ verdict }) => verdict)).toEqual(['unknown']);
});

test('what the templates decide stays as they decide it', async () => {
  await printed(aws, { evidence: file });
  const decided = ({ results }: ComplianceReport, like: ComplianceReport) => {
    const names = new Set(unknown(like).map(name));
    return results.filter((row) => !names.has(name(row)));
  };
  const before = alone();
  const after = check(file);
  expect(decided(after, before)).toEqual(decided(before, before));
  expect(after.controls.length).toBe(before.controls.length);
});

test('of a resource that is otherwise than declared nothing is settled', async () => {
  aws.json('logs:DescribeLogGroups', ({ logGroups: [group] }) => ({ logGroups: [{ ...group, retentionInDays: 1 }] }));
  await printed(aws, { evidence: file });
  const open = hanging().map(name);
  expect(open.length).toBeGreaterThan(0);
  const after = check(file);
  expect(unknown(after).map(name)).toEqual(expect.arrayContaining(open));
  expect(after.limits.at(-1)).toContain('settled by that: ');
});

test('a stack that is not deployed settles nothing', async () => {
  aws.refuse('cloudformation:DescribeStacks', 'ValidationError', { message: 'Stack with id StatusAudit does not exist' });
  await printed(aws, { evidence: file });
  const after = check(file);
  expect(unknown(after).map(name)).toEqual(unknown(alone()).map(name));
  expect(after.limits.at(-1)).toContain('settled by that: nothing.');
});

test.each<[string, (json: any) => unknown, RegExp]>([
  [
    'of another template',
    (json) => ({ ...json, stacks: [{ ...json.stacks[0], templateSha256: '0'.repeat(64) }] }),
    /is about another template of stack StatusAudit; deploy this one/,
  ],
  ['of another version', (json) => ({ ...json, schemaVersion: '2' }), /is not what this version of status --evidence writes/],
  ['that is no object', () => [], /is no object/],
])('evidence %s is refused', async (_, change, message) => {
  await printed(aws, { evidence: file });
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))));
  expect(() => check(file)).toThrow(message);
});

test('evidence that cannot be read, or that nobody asks a pack about, is refused', () => {
  expect(() => check(join(folder, 'nowhere.json'))).toThrow(/cannot be read .*; write it with status --evidence/);
  expect(() => check(file, {})).toThrow('--evidence settles what a report leaves open, which needs a --pack');
});
