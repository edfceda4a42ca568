import Ajv from 'ajv';
import { toSarif } from '../../lib/report/sarif/to-sarif';
import { reportOn, withTrail } from './reports';
import { sampleReport } from './sample';
import { hostileReport, reportWith } from './sample-hostile';
import { reportOf, resource, result } from './sample-parts';
import { SARIF } from './sarif-shape';

const validate = new Ajv({ allErrors: true }).compile(SARIF);
const report = sampleReport();
const run = runOf(toSarif(report));
const template = withTrail({ EnableLogFileValidation: false });
const files = new Map([['Audit.template.json', { path: 'my app/cdk.out/Audit.template.json', text: JSON.stringify(template, undefined, 1) }]]);

function runOf(sarif: string) {
  return JSON.parse(sarif).runs[0];
}

function of(rule: string, path: string) {
  return run.results.find((row: any) => row.ruleId === rule && row.locations[0].logicalLocations?.[0].fullyQualifiedName === path);
}

test.each([
  ['the sample', toSarif(report)],
  ['attacks in all names and values', toSarif(hostileReport())],
  ['a template with its lines', toSarif(reportOn(template, ['ct-core', 'cis-aws-5.0']), { files })],
  ['nothing', toSarif(reportOf([]))],
])('a report of %s is SARIF as code scanning takes it', (_, sarif) => {
  validate(JSON.parse(sarif));

  expect(validate.errors ?? []).toEqual([]);
});

test('there is a result for each failure and each unknown, and for nothing else', () => {
  const kinds = run.results.map(({ kind }: any) => kind);
  const { fail, unknown } = report.summary;

  expect([kinds.filter((kind: string) => kind === 'fail').length, kinds.filter((kind: string) => kind === 'review').length]).toEqual([fail, unknown]);
  expect(kinds.length).toBe(fail + unknown);
  expect(run.properties.summary).toEqual(report.summary);
});

test('a failure has the level of its severity, and its rule says what to do and which controls it serves', () => {
  const failed = of('TRAIL-05', 'LegacyStack/Trail');
  const rule = run.tool.driver.rules[failed.ruleIndex];

  expect(failed).toMatchObject({ kind: 'fail', level: 'error', message: { text: 'LegacyStack/Trail: KMSKeyId is missing.' } });
  expect(rule).toMatchObject({ id: 'TRAIL-05', shortDescription: { text: 'The trail encrypts with a customer key' } });
  expect(rule.help.markdown).toMatch(/\*\*What to do:\*\* .+\n\n\*\*Controls:\*\*\n\n- cis-aws-5\.0\//);
  expect(rule.properties.tags).toEqual(expect.arrayContaining(['security', expect.stringMatching(/^cis-aws-5\.0\//)]));
});

test('an unknown is for a person to review, with what it depends on and what settles it', () => {
  expect(of('LOG-01', 'AuditStack/Audit/LogGroup')).toMatchObject({
    kind: 'review',
    level: 'none',
    message: { text: expect.stringMatching(/Unknown: it depends on the parameter RetentionDays, and logs:DescribeLogGroups settles it\.$/) },
  });
});

test('what was accepted is a failure still, and suppressed with the reason', () => {
  const suppressed = run.results.filter(({ suppressions }: any) => suppressions);

  expect(suppressed).toMatchObject([
    {
      ruleId: 'BKT-07',
      kind: 'fail',
      level: 'note',
      suppressions: [
        { justification: expect.stringMatching(/^Log files are .*owner platform-security@example\.com, ticket SEC-1427, until 2027-03-31/) },
      ],
    },
  ]);
});

test('a result stands at the line of the property that it rests on, and names the construct', () => {
  const { results } = runOf(toSarif(reportOn(template, ['ct-core']), { files }));
  const [{ physicalLocation, logicalLocations }] = results.find(({ ruleId }: any) => ruleId === 'TRAIL-04').locations;
  const lines = (files.get('Audit.template.json')?.text ?? '').split('\n');
  const { startLine, startColumn } = physicalLocation.region;

  expect(lines[startLine - 1]?.slice(startColumn - 1)).toMatch(/^"EnableLogFileValidation": false/);
  expect(physicalLocation.artifactLocation.uri).toBe('my%20app/cdk.out/Audit.template.json');
  expect(logicalLocations).toEqual([{ name: 'Trail', fullyQualifiedName: 'Audit/Trail', kind: 'resource' }]);
});

test('where a property is missing, the result stands at the resource', () => {
  const lacking = withTrail({ KMSKeyId: undefined });
  const text = JSON.stringify(lacking, undefined, 1);
  const { results } = runOf(
    toSarif(reportOn(JSON.parse(text), ['ct-core', 'cis-aws-5.0']), { files: new Map([['Audit.template.json', { path: 'Audit.json', text }]]) }),
  );
  const { startLine } = results.find(({ ruleId }: any) => ruleId === 'TRAIL-05').locations[0].physicalLocation.region;

  expect(text.split('\n')[startLine - 1]).toMatch(/^ {2}"Trail": \{/);
});

test('where the line that made a construct is known, its results stand there, and the template is beside it', () => {
  const lines = new Map([['Audit/Trail', { path: 'lib/audit.ts', line: 7, column: 5 }]]);
  const { results } = runOf(toSarif(reportOn(template, ['ct-core']), { files, lines }));
  const { locations, relatedLocations } = results.find(({ ruleId }: any) => ruleId === 'TRAIL-04');

  expect(locations[0].physicalLocation).toEqual({ artifactLocation: { uri: 'lib/audit.ts' }, region: { startLine: 7, startColumn: 5 } });
  expect(relatedLocations[0].physicalLocation.artifactLocation.uri).toBe('my%20app/cdk.out/Audit.template.json');
});

test('a result of no resource stands at the beginning of a template', () => {
  const row = result('ACCT-01', { logicalId: null, type: 'AWS::CloudTrail::Trail', path: null, stack: null }, 'fail', 'there is none');
  const [{ locations }] = runOf(toSarif(reportOf([row]))).results;

  expect(locations).toEqual([{ physicalLocation: { artifactLocation: { uri: 'cdk.out' }, region: { startLine: 1, startColumn: 1 } } }]);
});

test('fingerprints are different for each result, and the same wherever a template is moved and however it is written', () => {
  const marks = (text: string) => runOf(text).results.map(({ partialFingerprints }: any) => partialFingerprints.primaryLocationLineHash);
  const found = marks(toSarif(reportOn(template, ['ct-core'])));
  const moved = new Map([['Audit.template.json', { path: 'elsewhere.json', text: JSON.stringify(template) }]]);
  const row = result('TRAIL-05', resource('A', 'T', 'AWS::CloudTrail::Trail'), 'fail', 'no');

  expect(marks(toSarif(reportOn(template, ['ct-core']), { files: moved }))).toEqual(found);
  expect(new Set(marks(toSarif(report))).size).toBe(run.results.length);
  expect(new Set(marks(toSarif(reportOf([row, row])))).size).toBe(2);
});

test('what was not looked at is told, and a report of nothing is no success', () => {
  const notes = run.invocations[0].toolExecutionNotifications.map(({ message: { text } }: any) => text);

  expect(notes).toEqual(report.limits);
  expect(runOf(toSarif(reportOf([]))).invocations).toMatchObject([{ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }] }]);
});

test('no message has a link or a placeholder, and nothing is in it that nobody sees', () => {
  const sarif = toSarif(reportWith((count) => ['{0}', '[x](https://example.com)', '\u202E', '\uD800'][count % 4] ?? ''));
  const texts = runOf(sarif).results.flatMap(({ message, suppressions = [] }: any) => [
    message.text,
    ...suppressions.map((one: any) => one.justification),
  ]);

  expect(texts.filter((text: string) => /\]\(/.test(text) || /(?<!\{)(?:\{\{)*\{(?!\{)/.test(text))).toEqual([]);
  expect(sarif).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test('a report gives the same file each time', () => {
  expect(toSarif(sampleReport())).toBe(toSarif(sampleReport()));
});
