import { createHash } from 'node:crypto';
import type { ComplianceReport, ResultRow } from '../../../lib/report/compliance-report';
import { toHtml } from '../../../lib/report/html/to-html';
import { sampleReport } from '../sample';
import { largeReport } from '../sample-large';
import { at, nothing, reportOf, resource, result } from '../sample-parts';
import { decoded, tagsOf, textOf } from './tags';

const trail = resource('Audit', 'Trail', 'AWS::CloudTrail::Trail', 'Audit/Trail');

test('the parts of a page are in the order in which they are read', () => {
  const ids = tagsOf(toHtml(sampleReport())).flatMap(({ name, attributes }) => (/^(section|form)$/.test(name) ? (attributes.get('id') ?? []) : []));

  expect(ids.filter((id) => !id.startsWith('pack-'))).toEqual([
    'summary',
    'filters',
    'pictures',
    'to-do',
    'controls',
    'results',
    'acceptances',
    'limits',
    'assumptions',
    'subject',
    'tool',
  ]);
});

test('the same report makes the same page', () => {
  expect(toHtml(sampleReport())).toBe(toHtml(sampleReport()));
});

test('a page never says that somebody complies', () => {
  expect(textOf(toHtml(sampleReport()))).not.toMatch(/complian(t|ce with)|complies/i);
  expect(textOf(toHtml(sampleReport()))).toContain('nobody meets a framework because of it');
});

test.each([
  ['the sample', sampleReport()],
  ['many trails', largeReport(8, 2)],
  ['nothing', reportOf([])],
])('in a page of %s every id is there once, and every link leads to one', (_, report) => {
  const tags = tagsOf(toHtml(report));
  const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
  const named = tags.flatMap(({ attributes }) => ['href', 'aria-labelledby', 'data-of'].flatMap((name) => attributes.get(name)?.split(' ') ?? []));

  expect(new Set(ids).size).toBe(ids.length);
  expect(named.map((name) => name.replace(/^#/, '')).filter((name) => !ids.includes(name))).toEqual([]);
});

test('the policy of a page lets in its own style and script, and nothing else', () => {
  const page = toHtml(sampleReport());
  const hash = (name: string) => {
    const text = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  };
  const policy = tagsOf(page).flatMap(({ attributes }) => (attributes.has('http-equiv') ? decoded(attributes.get('content') ?? '') : []));

  expect(policy).toEqual([`default-src 'none'; style-src ${hash('style')}; script-src ${hash('script')}; base-uri 'none'; form-action 'none'`]);
});

test('headings leave no step out, and each table has a caption and heads with a scope', () => {
  const tags = tagsOf(toHtml(sampleReport())).filter(({ kind }) => kind === 'open');
  const levels = tags.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? Number(name[1]) : []));

  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(tags.filter(({ name, attributes }) => name === 'th' && !/^(row|col)$/.test(attributes.get('scope') ?? ''))).toEqual([]);
  expect(tags.filter(({ name }) => name === 'caption')).toHaveLength(tags.filter(({ name }) => name === 'table').length);
});

test('an accepted failure is still one, and nobody is asked to do something about it', () => {
  const page = toHtml(sampleReport());
  const accepted = /<tbody id="result-BKT-07-LogArchiveStack-Archive-Bucket"[\s\S]*?<\/tbody>/.exec(page)?.[0] ?? '';
  const toDo = /<section id="to-do"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';

  expect(accepted).toContain('data-verdict="fail" data-accepted="yes"');
  expect(textOf(accepted)).toMatch(/✗ Fail\s+⚑ Accepted/);
  expect(textOf(accepted)).toContain(
    'a vault that is locked; the lock here follows with the next archive. (platform-security@example.com, SEC-1427, until 2027-03-31',
  );
  expect(toDo).not.toContain('result-BKT-07-LogArchiveStack');
});

test('partial coverage is said wherever it is so', () => {
  const rows = toHtml(sampleReport()).match(/<tbody data-control[\s\S]*?<\/tbody>/g) ?? [];
  const partial = sampleReport().controls.filter(({ coverage }) => coverage === 'partial');

  expect(rows.filter((row) => textOf(row).includes('Partial coverage'))).toHaveLength(partial.length);
  expect(partial.length).toBeGreaterThan(5);
});

test('what to do comes by severity, failures before what is unknown', () => {
  const toDo = /<section id="to-do"[\s\S]*?<\/section>/.exec(toHtml(sampleReport()))?.[0] ?? '';
  const order = [...textOf(toDo).matchAll(/(✗ Fail|\? Unknown)\s+(critical|high|medium|low|info)/g)].map(
    ([, verdict, severity]) => `${verdict} ${severity}`,
  );

  expect([...new Set(order)]).toEqual([
    '✗ Fail critical',
    '✗ Fail high',
    '✗ Fail medium',
    '✗ Fail low',
    '? Unknown critical',
    '? Unknown high',
    '? Unknown medium',
    '? Unknown low',
  ]);
  expect(textOf(toDo)).toContain('Depends on: the parameter RetentionDays. With the default of every parameter: pass');
  expect(textOf(toDo)).toContain('Settled by: logs:DescribeLogGroups');
});

test('an acceptance with a problem is something to do', () => {
  expect(textOf(toHtml(sampleReport()))).toContain('TRAIL-05 at LegacyStack: it expired');
});

test('where there is nothing, the page says so', () => {
  const empty: ComplianceReport = { ...reportOf([]), controls: [], assumptions: { parameters: {}, packs: [] } };
  const text = textOf(toHtml(empty));

  for (const sentence of [
    'This report proves nothing.',
    'There is no trail to draw.',
    'Nothing fails and nothing is unknown that nobody has accepted.',
    'The packs of this report have no controls.',
    'There are no results.',
    'Nothing was accepted.',
    'None beyond those of all templates.',
    'No value was assumed',
  ]) {
    expect(text).toContain(sentence);
  }
});

test('an account that is not in the template is known at the deployment', () => {
  expect(textOf(toHtml(sampleReport()))).toMatch(/LegacyStack\s*LegacyStack\.template\.json\s*known at the deployment\s*known at the deployment/);
});

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
