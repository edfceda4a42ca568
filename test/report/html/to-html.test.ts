import { createHash } from 'node:crypto';
import type { ComplianceReport } from '../../../lib/report/compliance-report';
import { toHtml } from '../../../lib/report/html/to-html';
import { sampleReport } from '../sample';
import { largeReport } from '../sample-large';
import { reportOf } from '../sample-parts';
import { decoded, tagsOf, textOf } from './tags';

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
