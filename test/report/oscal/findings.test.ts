import fc from 'fast-check';
import type { ControlRow } from '../../../lib/report/compliance-report';
import { PACKS } from '../../../lib/rules/packs/catalogue';
import { hardened } from '../../rules/controls/hardened';
import { reportOn } from '../reports';
import { sampleReport } from '../sample';
import { reportOf, resource, result } from '../sample-parts';
import { all, read, value } from './document';

const everyPack = PACKS.map(({ id }) => id);
const report = sampleReport();
const document = read(report);
const [results] = document.results;

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
