import fc from 'fast-check';
import { toJUnit } from '../../lib/report/junit/to-junit';
import { all, type Element, readXml } from './junit-reader';
import { sampleReport } from './sample';
import { hostileReport, reportWith } from './sample-hostile';
import { reportOf, resource, result } from './sample-parts';

const report = sampleReport();
const root = readXml(toJUnit(report));
const suites = all(root, 'testsuite');
const outcome = (element: Element | undefined) => element?.children.map(({ name, attributes }) => [name, attributes.message]);
const named = (rule: string, path: string) =>
  all(root, 'testcase').find(({ attributes: { name = '' } }) => name.startsWith(`${rule} `) && name.endsWith(`: ${path}`));
const properties = (suite: Element) => Object.fromEntries(all(suite, 'property').map(({ attributes: { name, value } }) => [name, value]));

test('there is a suite for each pack, with a case for each of its results that applies', () => {
  expect(suites.map((suite) => [suite.attributes.name, all(suite, 'testcase').length])).toEqual(
    report.assumptions.packs.map(({ id, name }) => [
      `${name} (${id})`,
      report.results.filter(({ packs, verdict }) => packs.includes(id) && verdict !== 'notApplicable').length,
    ]),
  );
});

test.each([
  ['the sample', report],
  ['a report with attacks in all names and values', hostileReport()],
])('the numbers of suites and of the whole are those of their cases, for %s', (_, any) => {
  const whole = readXml(toJUnit(any));

  for (const one of [whole, ...all(whole, 'testsuite')]) {
    const count = (name: string) => String(all(one, name).length);
    expect(one.attributes).toMatchObject({ tests: count('testcase'), failures: count('failure'), errors: count('error'), skipped: count('skipped') });
  }
});

test('only what passed looks passed', () => {
  for (const [index, { id }] of report.assumptions.packs.entries()) {
    const passed = all(suites[index] as Element, 'testcase').filter(({ children }) => children.length === 0);
    const rows = report.results.filter(({ packs, verdict }) => packs.includes(id) && verdict === 'pass');
    expect(passed.map(({ attributes: { name = '' } }) => name.split(' ')[0])).toEqual(rows.map(({ rule }) => rule));
  }
});

test('what does not apply is no case, and is counted', () => {
  const { id } = report.assumptions.packs[0] ?? { id: '' };
  const rows = report.results.filter(({ packs }) => packs.includes(id));
  const count = (verdict: string) => String(rows.filter((row) => row.verdict === verdict).length);

  expect(properties(suites[0] as Element)).toEqual({
    pack: id,
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    notApplicable: count('notApplicable'),
    accepted: String(rows.filter(({ accepted }) => accepted).length),
  });
});

test('a failure has its reason, its severity, its evidence, its fix and its controls', () => {
  const failed = named('TRAIL-05', 'LegacyStack/Trail');

  expect(outcome(failed)).toEqual([['failure', 'KMSKeyId is missing']]);
  expect(failed?.children[0]?.attributes.type).toBe('high');
  expect(failed?.children[0]?.text).toMatch(
    /evidence: LegacyStack\.template\.json \/Resources\/Trail\/Type without Properties\.KMSKeyId\n {2}fix: set KMSKeyId to a key of yours\n {2}controls: cis-aws-5\.0: /,
  );
});

test('an unknown is skipped, and says what it depends on and what settles it', () => {
  const unknown = named('LOG-01', 'AuditStack/Audit/LogGroup');

  expect(outcome(unknown)).toEqual([['skipped', 'unknown: RetentionInDays is not known; depends on: the parameter RetentionDays']]);
  expect(unknown?.children[0]?.text).toMatch(/settled by: logs:DescribeLogGroups\n[\s\S]*settings: logGroupRetentionDays 365/);
});

test('an accepted failure is skipped, and says who accepts it and that it is a failure', () => {
  const [[name, message] = []] = outcome(named('BKT-07', 'LogArchiveStack/Archive/Bucket')) ?? [];

  expect(name).toBe('skipped');
  expect(message).toMatch(/^accepted: Log files are .*\(platform-security@example\.com, SEC-1427, until 2027-03-31\); the verdict stays fail: /);
});

test('an acceptance without owner, ticket and end says so, and an accepted unknown stays unknown', () => {
  const accepted = { reason: 'a test', owner: null, ticket: null, expires: null, at: 'A' };
  const row = result('TRAIL-01', resource('A', 'T', 'AWS::CloudTrail::Trail'), 'unknown', 'it depends', [], { dependsOn: ['x'], accepted });
  const [skipped] = all(readXml(toJUnit(reportOf([row]))), 'skipped');

  expect(skipped?.attributes.message).toBe('accepted: a test (no owner, no ticket, without an end); the verdict stays unknown: it depends');
});

test('cases of a suite have different names, also if two results are of the same rule and resource', () => {
  const row = result('TRAIL-05', resource('A', 'T', 'AWS::CloudTrail::Trail'), 'pass', 'yes');
  const [suite] = all(readXml(toJUnit(reportOf([row, row]))), 'testsuite').filter((one) => all(one, 'testcase').length > 0);
  const names = all(suite as Element, 'testcase').map(({ attributes }) => attributes.name);

  expect(names).toEqual([expect.stringMatching(/: A\/T$/), expect.stringMatching(/: A\/T \(2\)$/)]);
});

test('a report of nothing is an error', () => {
  const nothing = readXml(toJUnit(reportOf([])));

  expect(nothing.attributes.errors).toBe('1');
  expect(all(nothing, 'error')[0]?.attributes.message).toMatch(/proves nothing/);
});

test('whatever stands in a report, the elements and their attributes are the same', () => {
  const shape = (xml: string) =>
    JSON.stringify(readXml(xml), (name, value) => (['text', 'attributes'].includes(name) ? Object.keys(value).length > 0 && name : value));
  const plain = shape(toJUnit(reportWith(() => '~')));
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.stringMatching(/^[<>"'&/=!\]\n\t\uFFFE\uFFFF-]{1,8}$/));

  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      expect(shape(toJUnit(reportWith((count) => `~${texts[count % texts.length]}`)))).toBe(plain);
    }),
    { numRuns: 30 },
  );
});

test('a report gives the same file each time', () => {
  expect(toJUnit(sampleReport())).toBe(toJUnit(sampleReport()));
});
