import fc from 'fast-check';
import { toOscal } from '../../../lib/report/oscal/to-oscal';
import { PACKS } from '../../../lib/rules/packs/catalogue';
import { hardened } from '../../rules/controls/hardened';
import { ACCEPTANCE, reportOn, withTrail } from '../reports';
import { sampleReport } from '../sample';
import { hostileReport, reportWith } from '../sample-hostile';
import { reportOf } from '../sample-parts';
import { AT, all, read, value } from './document';
import { problemsOf } from './schemas';

const everyPack = PACKS.map(({ id }) => id);
const report = sampleReport();
const document = read(report);
const [results] = document.results;

test.each([
  ['the sample', report],
  ['attacks in all names and values', hostileReport()],
  ['a hardened template, with every pack', reportOn(hardened(), everyPack)],
  [
    'a template with an acceptance',
    reportOn(withTrail({ EnableLogFileValidation: false }, { 'cdk-cloudtrail': { accepted: [ACCEPTANCE] } }), everyPack),
  ],
  ['a template with a bucket from elsewhere', reportOn(withTrail({ S3BucketName: 'elsewhere' }), everyPack)],
  ['nothing', reportOf([])],
])('a report of %s is as the schema of NIST says', (_, any) => {
  expect(problemsOf(JSON.parse(toOscal(any, AT)))).toEqual([]);
});

test('the schema of NIST refuses what is not as it says', () => {
  const broken = JSON.parse(toOscal(report, AT).replaceAll('"not-satisfied"', '"unknown"'));

  expect(problemsOf(broken)).toContainEqual(expect.stringMatching(/target\/status\/state must be equal to one of the allowed values/));
});

test('every result is an observation with its verdict, its construct path and its logical id', () => {
  const told = results.observations.map((one: any) => [value(one, 'rule'), value(one, 'verdict'), value(one.subjects?.[0] ?? {}, 'construct-path')]);

  expect(told).toEqual(report.results.map(({ rule, verdict, resource: { path } }) => [rule, verdict, path ?? undefined]));
  expect(value(results.observations[0].subjects?.[0] ?? results.observations[1].subjects[0], 'logical-id')).toMatch(/./);
});

test('an observation leads to the place in the template, and an unknown says what settles it', () => {
  const unknown = results.observations.find((one: any) => value(one, 'rule') === 'LOG-01' && value(one, 'verdict') === 'unknown');

  expect(unknown['relevant-evidence'][0].href).toMatch(/^AuditStack\.template\.json#\/Resources\/\w+\/Properties\/RetentionInDays$/);
  expect(unknown.remarks).toMatch(/depends on the parameter RetentionDays\. logs:DescribeLogGroups settles it/);
});

test('every UUID is of one thing, and every reference leads to one', () => {
  const defined = all(document, 'uuid') as string[];
  const used = ['observation-uuid', 'risk-uuid', 'subject-uuid'].flatMap((name) => all(document, name)) as string[];
  const resources = (all(document, 'href') as string[]).filter((href) => href.startsWith('#')).map((href) => href.slice(1));

  expect(new Set(defined).size).toBe(defined.length);
  expect([...used, ...resources].filter((uuid) => !defined.includes(uuid))).toEqual([]);
});

test('a template is named with its hash', () => {
  const hashes = all(document['back-matter'], 'hashes').map((found: any) => found[0].value);

  expect(hashes).toEqual(report.subject.stacks.map(({ sha256 }) => sha256));
});

test('the same report gives the same file, and another time changes nothing but the time', () => {
  const later = toOscal(sampleReport(), new Date('2027-01-02T03:04:05Z'));

  expect(toOscal(sampleReport(), AT)).toBe(toOscal(report, AT));
  expect(later.replaceAll('2027-01-02T03:04:05Z', '2026-11-25T08:30:15Z')).toBe(toOscal(report, AT));
});

test('whatever stands in a report, the document is as the schema says, and nothing in its texts is markup', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.stringMatching(/^[<>"'&/=![\]()\n\t#-]{1,8}$/));

  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      const any = JSON.parse(
        toOscal(
          reportWith((count) => `~${texts[count % texts.length]}`),
          AT,
        ),
      );
      expect(problemsOf(any)).toEqual([]);
      expect(
        ['description', 'remarks', 'statement', 'prose'].flatMap((name) => all(any, name)).filter((one) => /[<>]|\]\(/.test(one as string)),
      ).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
