import { toMarkdown } from '../../../lib/report/markdown/to-markdown';
import { sampleReport } from '../sample';
import { hostileReport, WHAT_IT_IS } from '../sample-hostile';
import { largeReport } from '../sample-large';
import { reportOf, resource, result } from '../sample-parts';

const sample = toMarkdown(sampleReport());

test('what fails comes first, then what is unknown, then the controls', () => {
  const heads = sample.match(/^##? .*$/gm);

  expect(heads).toEqual([
    '# CloudTrail compliance report',
    '## What fails, by severity',
    '## What is unknown, with what settles it',
    '## Controls',
    '## Acceptances',
    '## Limits',
  ]);
  expect(sample).not.toMatch(/compliant|complies/i);
});

test('the numbers of the report are a table', () => {
  expect(sample).toContain('| ✗ Fail | 9 |');
  expect(sample).toContain('| ⚑ Accepted | 1 |');
});

test('a failure names its resources and what to do', () => {
  expect(sample).toContain(
    [
      '- **✗ Fail**, high: <code>TRAIL-05</code> The trail encrypts with a customer key',
      '  - <code>PaymentsStack/DataTrail/Resource</code>: KMSKeyId is missing',
      '  - <code>LegacyStack/Trail</code>: KMSKeyId is missing',
      '  - To do: set KMSKeyId to a key of yours',
    ].join('\n'),
  );
  expect(sample).not.toContain('**✗ Fail**, low: <code>BKT-07</code>');
});

test('an unknown says what it depends on, and what settles it', () => {
  expect(sample).toContain(
    [
      '- **? Unknown**, medium: <code>LOG-01</code> The log group keeps events long enough (with logGroupRetentionDays 365)',
      '  - <code>AuditStack/Audit/LogGroup</code>: RetentionInDays is not known. Depends on: the parameter RetentionDays. With the default of every parameter: pass',
      '  - To do: set RetentionInDays',
      '  - Settled by: <code>logs:DescribeLogGroups</code>',
    ].join('\n'),
  );
});

test('a control has its status, its coverage, and what stays open', () => {
  expect(sample).toContain(
    '<summary><b>CIS AWS Foundations Benchmark 5.0.0</b> <code>cis-aws-5.0</code>: 4 not met, 2 undetermined, 3 met</summary>',
  );
  expect(sample).toContain(
    '| **2.1.2** MFA delete | ? Undetermined | <code>BKT-12</code> | Partial coverage | Templates cannot switch it on: it is a setting of the root user. |',
  );
  expect(sample).toContain('| **AU-3** Content of audit records | – Not assessed | none | Partial coverage |');
});

test('an acceptance has its reason and its problems, and its result is still a failure', () => {
  expect(sample).toContain('| <code>TRAIL-05</code> | <code>LegacyStack</code> | Test data only | none | none | 2026-01-31 | 0 | it expired |');
  expect(sample).toContain('- ✗ Fail, accepted: <code>BKT-07</code>');
});

test('every result has its evidence, with the way that it takes', () => {
  expect(sample).toContain(
    '  - <code>LegacyStack.template.json</code> <code>/Resources/Trail/Properties/S3BucketName</code> = <code>{"Ref":"LogBucket"}</code>' +
      ' ← <code>LegacyStack.template.json</code> <code>/Resources/LogBucket/Type</code>, so it is <code>LegacyStack/LogBucket</code>',
  );
  expect(sample).toContain(', missing there: <code>Properties.KMSKeyId</code>');
});

test('a report of nothing says so', () => {
  const markdown = toMarkdown({ ...reportOf([]), controls: [] });

  expect(markdown).toContain('**No trail and no event data store was found in the templates. This report proves nothing.**');
  expect(markdown).toContain('Nothing that nobody has accepted.');
  expect(markdown).not.toMatch(/## (Acceptances|Limits|Controls)/);
  expect(markdown).toContain('Parameters that were assumed: none.');
});

test('many resources and many parameters are told by their number', () => {
  const buckets = Array.from({ length: 12 }, (_, index) => resource('Audit', `Bucket${index}`, 'AWS::S3::Bucket'));
  const report = reportOf(buckets.map((bucket) => result('BKT-05', bucket, 'fail', 'no versions')));
  const parameters = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`P${index}`, 'x']));
  const markdown = toMarkdown({ ...report, assumptions: { ...report.assumptions, parameters } });

  expect(markdown).toContain('  - and 2 more resources');
  expect(markdown).toContain(' and 10 more.');
});

test.each([
  ['many trails', largeReport()],
  ['attacks', hostileReport()],
  ['attacks, and pictures', hostileReport(WHAT_IT_IS)],
])('a report of %s fits into a comment', (_, report) => {
  const markdown = toMarkdown(report);

  expect(markdown.length).toBeLessThanOrEqual(65_000);
  expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
});

test('what is left out is said, with where it is', () => {
  expect(toMarkdown(largeReport())).toMatch(
    /\*\*Left out here: \d+ of 3200 results\.\*\* The whole is in the HTML and in the JSON form of this report\./,
  );
});

test('attacks bring in no element, no mention and no further column', () => {
  const markdown = toMarkdown(hostileReport());
  const elements = new Set(markdown.match(/<\/?[a-z!/][^>]*>/gi));
  const columns = (text: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').length);

  expect([...elements].sort()).toEqual(['</b>', '</code>', '</details>', '</summary>', '<b>', '<code>', '<details>', '<summary>']);
  expect(markdown).not.toMatch(/@\w/);
  expect(new Set(columns(markdown))).toEqual(new Set(columns(sample)));
});
