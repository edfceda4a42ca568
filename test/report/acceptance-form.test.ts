import { problemOfForm } from '../../lib/report/acceptance-form';
import { isDay } from '../../lib/report/day';

const form = { rule: 'BKT-13', reason: 'one Region holds all', owner: 'platform', ticket: 'AUD-7', expires: '2027-03-31' };
const problemOf = (changes: Record<string, unknown>) => problemOfForm({ ...form, ...changes } as typeof form, (text) => text.includes('${'));

test('an acceptance that says everything is in order, also when it has expired', () => {
  expect(problemOf({})).toBeUndefined();
  expect(problemOf({ expires: '1999-12-31' })).toBeUndefined();
});

test.each(['rule', 'reason', 'owner', 'ticket', 'expires'])('%s has to be said', (member) => {
  for (const value of ['', ' \n', undefined]) {
    expect(problemOf({ [member]: value })).toMatchObject({ id: 'cdk-cloudtrail:Acceptance.blank', message: expect.stringContaining(`'${member}'`) });
  }
});

test.each(['rule', 'reason', 'owner', 'ticket', 'expires'])('%s has to be known before deployment', (member) => {
  expect(problemOf({ [member]: 'a ${Token}' })).toMatchObject({ id: 'cdk-cloudtrail:Acceptance.token', value: 'a ${Token}' });
});

test('a rule that there is not is answered with those that are like it', () => {
  expect(problemOf({ rule: 'bkt-13' })?.fix).toBe('the nearest rules are BKT-13, BKT-03, BKT-10');
  expect(problemOf({ rule: 'TRAIL-4' })).toMatchObject({ id: 'cdk-cloudtrail:Acceptance.unknownRule', fix: expect.stringContaining('TRAIL-04') });
});

test.each(['ACCT-01', 'SUP-01', 'SUP-02'])('%s is of no single resource, so nobody can accept it for one', (rule) => {
  expect(problemOf({ rule })?.id).toBe('cdk-cloudtrail:Acceptance.notOfResource');
});

test.each(['31.03.2027', '2027-3-31', '2027-02-29', '2027-02-30', '2027-13-01', '2027-00-10', 'never'])('%s is no last day', (expires) => {
  expect(problemOf({ expires })).toMatchObject({ id: 'cdk-cloudtrail:Acceptance.expires', value: expires });
  expect(isDay(expires)).toBe(false);
});

test('the 29th of February is a day in leap years', () => {
  expect(isDay('2028-02-29')).toBe(true);
});
