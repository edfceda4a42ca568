import fc from 'fast-check';
import { cell } from '../../lib/report/csv/cell';
import { toCsv } from '../../lib/report/csv/to-csv';
import { readCsv, recordsOf } from './csv-reader';
import { sampleReport } from './sample';
import { hostileReport } from './sample-hostile';
import { reportOf } from './sample-parts';

const report = sampleReport();
const records = recordsOf(toCsv(report));
const of = (rule: string, path: string) => records.find((record) => record.rule === rule && record.path === path);
const contentOf = (text: string) => readCsv(`${cell(text)}\r\n`)[0]?.[0] ?? '';

test('there is a line for each result, in the order of the report', () => {
  expect(records.map(({ rule, verdict, path }) => [rule, verdict, path])).toEqual(
    report.results.map(({ rule, verdict, resource }) => [rule, verdict, resource.path ?? '']),
  );
});

test('there are as many of each verdict, and as many acceptances, as the report counts', () => {
  const count = (is: (record: Record<string, string>) => boolean) => records.filter(is).length;

  expect({
    pass: count(({ verdict }) => verdict === 'pass'),
    fail: count(({ verdict }) => verdict === 'fail'),
    unknown: count(({ verdict }) => verdict === 'unknown'),
    notApplicable: count(({ verdict }) => verdict === 'notApplicable'),
    accepted: count(({ acceptedReason }) => acceptedReason !== ''),
  }).toEqual(report.summary);
});

test('a failure says where, why, for which controls, and what to do', () => {
  expect(of('TRAIL-05', 'LegacyStack/Trail')).toMatchObject({
    title: 'The trail encrypts with a customer key',
    severity: 'high',
    stack: 'LegacyStack',
    logicalId: 'Trail',
    type: 'AWS::CloudTrail::Trail',
    controls: expect.stringMatching(/^cis-aws-5\.0: [\d., ]+; /),
    because: 'KMSKeyId is missing',
    evidence: 'LegacyStack.template.json /Resources/Trail/Type without Properties.KMSKeyId',
    value: 'missing',
    fix: 'set KMSKeyId to a key of yours',
    acceptedReason: '',
  });
});

test('an unknown says what it depends on, what settles it, and what it is with the defaults', () => {
  expect(of('LOG-01', 'AuditStack/Audit/LogGroup')).toMatchObject({
    verdict: 'unknown',
    settings: 'logGroupRetentionDays 365',
    value: '{"Ref":"RetentionDays"}',
    dependsOn: 'the parameter RetentionDays',
    settledBy: 'logs:DescribeLogGroups',
    withDefaults: 'pass',
  });
});

test('what was accepted is a failure still, with who accepts it until when', () => {
  expect(records.filter(({ acceptedReason }) => acceptedReason !== '')).toMatchObject([
    {
      rule: 'BKT-07',
      verdict: 'fail',
      acceptedReason: expect.stringMatching(/^Log files are copied to a vault/),
      acceptedOwner: 'platform-security@example.com',
      acceptedTicket: 'SEC-1427',
      acceptedUntil: '2027-03-31',
    },
  ]);
});

test('a report without results has its names', () => {
  expect(readCsv(toCsv(reportOf([])))).toEqual([expect.arrayContaining(['rule', 'verdict', 'fix'])]);
});

test('every line ends with CR and LF, and there are as many lines as results and names', () => {
  expect(toCsv(hostileReport()).split(/\r\n|\r|\n/).length).toBe(report.results.length + 2);
  expect(toCsv(hostileReport()).match(/\r\n/g)?.length).toBe(report.results.length + 1);
});

test('attacks make no line and no cell', () => {
  const hostile = recordsOf(toCsv(hostileReport()));

  expect(hostile.map(({ verdict }) => verdict)).toEqual(records.map(({ verdict }) => verdict));
  expect(toCsv(hostileReport())).not.toMatch(/(?![\r\n\t])[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\tname', "'\tname"],
  ['  =1', "'  =1"],
  ['\r=1', '[U+000D]=1'],
  ['\uFF1D1', "'\uFF1D1"],
  ['name;=1', "name;'=1"],
  ['a-b=c', 'a-b=c'],
  ['say "yes", or no', 'say "yes", or no'],
  ['two\nlines', 'two ↵ lines'],
  [' \t', "' \t"],
])('%j is written as %j, which is no formula', (text, written) => {
  expect(contentOf(text)).toBe(written);
});

test('whatever a text is, it is one cell in one line, and begins no formula', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@;,"'\t\r\n ]{0,8}$/));

  fc.assert(
    fc.property(text, (any) => {
      const rows = readCsv(`${cell(any)},${cell('end')}\r\n`);
      expect(rows).toEqual([[expect.any(String), 'end']]);
      expect(rows[0]?.[0]).not.toMatch(/^\s*[=+\-@\t\r]|[;\t]\s*[=+\-@]|\n/);
    }),
  );
});

test('a text that no spreadsheet would hold is cut, and says so', () => {
  const long = contentOf('x'.repeat(40_000));

  expect(long.length).toBe(32_000);
  expect(long.endsWith('…')).toBe(true);
});

test('a report gives the same file each time', () => {
  expect(toCsv(sampleReport())).toBe(toCsv(sampleReport()));
});
