import fc from 'fast-check';
import type { ControlRow } from '../../../lib/report/compliance-report';
import { toOscal } from '../../../lib/report/oscal/to-oscal';
import { PACKS } from '../../../lib/rules/packs/catalogue';
import { hardened } from '../../rules/controls/hardened';
import { ACCEPTANCE, reportOn, withTrail } from '../reports';
import { sampleReport } from '../sample';
import { hostileReport, reportWith } from '../sample-hostile';
import { reportOf, resource, result } from '../sample-parts';
import { problemsOf } from './schemas';

const AT = new Date('2026-11-25T08:30:15.250Z');
const everyPack = PACKS.map(({ id }) => id);
const report = sampleReport();
const document = read(report);
const [results] = document.results;

function read(any: ReturnType<typeof sampleReport>) {
  return JSON.parse(toOscal(any, AT))['assessment-results'];
}

function value({ props = [] }: any, name: string): string | undefined {
  return props.find((prop: any) => prop.name === name)?.value;
}

function all(node: unknown, name: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, member]) => [...(key === name ? [member] : []), ...all(member, name)]);
}

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

test('every control of every pack is there by its id, also if no rule says anything of it', () => {
  const [{ 'reviewed-controls': reviewed }] = read(reportOn(hardened(), everyPack)).results;
  const ids = reviewed['control-selections'].map((one: any) => [value(one, 'pack'), one['include-controls'].length]);

  expect(ids).toEqual(PACKS.map(({ id, controls }) => [id, controls.length]));
  expect(all(reviewed, 'control-id')).toEqual(expect.arrayContaining(['au-9.3', 'cis-aws-5.0_3.2', 'hipaa-security_164.308.a.1.ii.D', 'ksi-mla']));
});

test('controls that no rule says anything of are excluded, and have no finding', () => {
  const any = reportOn(hardened(), ['nist-800-53-r5']);
  const [{ findings, 'reviewed-controls': reviewed }] = read(any).results;
  const silent = any.controls.filter(({ status }) => status === 'notAssessed').map(({ id }) => id);

  expect(silent).toContain('AU-3');
  expect(reviewed['control-selections'][0]['exclude-controls'].map((one: any) => one['control-id'].toUpperCase())).toEqual(silent);
  expect(findings.map((one: any) => value(one, 'control'))).toEqual(any.controls.map(({ id }) => id).filter((id) => !silent.includes(id)));
});

test.each([
  ['met', 'satisfied', 'pass'],
  ['notMet', 'not-satisfied', 'fail'],
  ['undetermined', 'not-satisfied', 'other'],
  ['accepted', 'not-satisfied', 'other'],
] as const)('a control that is %s is %s', (status, state, reason) => {
  const controls = report.controls.map((control): ControlRow => ({ ...control, status }));
  const [{ findings }] = read({ ...report, controls }).results;

  expect(findings.length).toBe(controls.length);
  expect(new Set(findings.map((one: any) => JSON.stringify([one.target.status.state, one.target.status.reason])))).toEqual(
    new Set([JSON.stringify([state, reason])]),
  );
});

test('whatever is unknown, no control that rests on it is satisfied', () => {
  const rules = [...new Set(report.results.map(({ rule }) => rule))];
  fc.assert(
    fc.property(fc.subarray(rules, { minLength: 1 }), (unknown) => {
      const rows = rules.map((rule) =>
        result(rule, resource('A', 'T', 'AWS::CloudTrail::Trail'), unknown.includes(rule) ? 'unknown' : 'pass', 'so it is', [], { dependsOn: ['x'] }),
      );
      const any = reportOf(rows);
      const touched = any.controls.filter((control) => control.rules.some((rule) => unknown.includes(rule)));
      const satisfied = (read(any).results[0].findings ?? []).filter((one: any) => one.target.status.state === 'satisfied');
      const names = satisfied.map((one: any) => `${value(one, 'pack')} ${value(one, 'control')}`);
      expect(touched.map(({ pack, id }) => `${pack} ${id}`).filter((name) => names.includes(name))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('the objective of a finding is defined in the document, and says what the templates do not show', () => {
  const parts = document['local-definitions']['objectives-and-methods'].map((one: any) => one.parts[0].id);

  expect(parts).toEqual(expect.arrayContaining(results.findings.map((one: any) => one.target['target-id'])));
  expect(results.findings.find(({ remarks }: any) => remarks.startsWith('Partial'))?.remarks).toMatch(/Templates do not show: /);
});

test('what was accepted is a deviation with its reason, owner, ticket and end, and its control is not satisfied by it', () => {
  const [risk, ...others] = results.risks.filter(({ status }: any) => status === 'deviation-approved');

  expect(others).toEqual([]);
  expect(risk).toMatchObject({
    statement: expect.stringMatching(/^Accepted: Log files are .* The verdict stays fail\.$/),
    deadline: '2027-03-31T23:59:59Z',
  });
  expect(['owner', 'ticket', 'verdict'].map((name) => value(risk, name))).toEqual(['platform-security@example.com', 'SEC-1427', 'fail']);
  const leading = results.findings.filter((one: any) => one['related-risks']?.some((related: any) => related['risk-uuid'] === risk.uuid));
  expect(leading.map((one: any) => one.target.status.state)).not.toContain('satisfied');
  expect(leading.length).toBeGreaterThan(0);
});

test('an acceptance whose end is no day has no deadline', () => {
  const accepted = { reason: 'a test', owner: null, ticket: null, expires: 'soon', at: 'A' };
  const row = result('TRAIL-05', resource('A', 'T', 'AWS::CloudTrail::Trail'), 'fail', 'no', [], { accepted });
  const [risk] = read(reportOf([row])).results[0].risks;

  expect([risk.deadline, value(risk, 'expires')]).toEqual([undefined, 'soon']);
});

test('what failed is an open risk with what to do', () => {
  const open = results.risks.filter(({ status }: any) => status === 'open');

  expect(open.length).toBe(report.results.filter(({ verdict, accepted }) => verdict === 'fail' && !accepted).length);
  expect(open[0].remediations).toMatchObject([{ lifecycle: 'recommendation', description: expect.stringMatching(/./) }]);
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
