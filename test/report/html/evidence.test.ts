import type { ResultRow } from '../../../lib/report/compliance-report';
import { toHtml } from '../../../lib/report/html/to-html';
import { sampleReport } from '../sample';
import { largeReport } from '../sample-large';
import { at, nothing, reportOf, resource, result } from '../sample-parts';
import { tagsOf, textOf } from './tags';

const trail = resource('Audit', 'Trail', 'AWS::CloudTrail::Trail', 'Audit/Trail');

test('an evidence has its place, its value, its way and its end', () => {
  const whole = /<tbody id="result-BKT-01-LogArchiveStack-Archive-Bucket"[\s\S]*?<\/tbody>/.exec(toHtml(sampleReport()))?.[0] ?? '';

  expect(textOf(whole).replace(/\s+/g, ' ')).toContain(
    'AuditStack.template.json /Resources/AuditTrail8C2F1A/Properties/S3BucketName{ "Fn::ImportValue": "LogArchiveStack:ExportsOutputRefArchiveBucket7D11" }' +
      'That comes fromLogArchiveStack.template.json /Outputs/ExportsOutputRefArchiveBucket7D11/Value{ "Ref": "ArchiveBucket7D11" }' +
      'LogArchiveStack.template.json /Resources/ArchiveBucket7D11/Type"AWS::S3::Bucket" so it is LogArchiveStack/Archive/Bucket',
  );
});

test('values over 20 lines are folded, shorter ones are not', () => {
  const pageOf = (lines: number) => toHtml(reportOf([result('TRAIL-01', trail, 'pass', 'so', [at(trail, 'Tags', Array(lines - 2).fill(1))])]));

  expect(pageOf(20)).not.toContain('Value of');
  expect(pageOf(21)).toContain('<summary>Value of 21 lines</summary>');
});

test('what a pack sets for a rule stands beside its result', () => {
  const report = reportOf([result('BKT-08', trail, 'fail', 'so', [], { parameters: { retentionDays: 365, requiredTags: ['a'] } })]);

  expect(textOf(toHtml(report)).match(/\(with retentionDays 365, requiredTags \["a"\]\)/g)).toHaveLength(3);
});

test('the same rule on the same resource can have two results', () => {
  const rows = [365, 2190].map((retentionDays) => result('BKT-08', trail, 'pass', 'so', [], { parameters: { retentionDays } }));

  expect(tagsOf(toHtml(reportOf(rows))).flatMap(({ attributes }) => (attributes.has('data-result') ? attributes.get('id') : []))).toEqual([
    'result-BKT-08-Audit-Trail',
    'result-BKT-08-Audit-Trail-2',
  ]);
});

test('a result of no resource is about all templates, a resource without a path has its stack and its logical id', () => {
  const rows: ResultRow[] = [nothing('SNS-01', 'AWS::SNS::Topic'), result('TRAIL-01', { ...trail, path: null }, 'pass', 'so')];
  const text = textOf(toHtml(reportOf(rows)));

  expect(text).toContain('all templates AWS::SNS::Topic');
  expect(text).toContain('Audit/Trail AWS::CloudTrail::Trail');
});

test('beside a control stand the results that need somebody, and the rest by their number', () => {
  const page = toHtml(largeReport(10, 1));
  const first = /<tbody data-control[\s\S]*?<\/tbody>/.exec(page)?.[0] ?? '';

  expect(first.match(/In full: /g)).toHaveLength(8);
  expect(textOf(first)).toContain('22 more results, from TRAIL-104, TRAIL-100, TRAIL-101.');
  expect(textOf(first).indexOf('Unknown')).toBeGreaterThan(textOf(first).lastIndexOf('✗ Fail'));
});

test('evidence stands in full once: a report of more packs grows by their controls only', () => {
  const size = (packs: number) => toHtml(largeReport(10, packs)).match(/<pre>/g)?.length;

  expect(size(4)).toBe(size(1));
});
