import { CONTROL_RULES } from '../../../../lib/rules/controls/catalogue';
import { judgeRule } from '../../../../lib/rules/controls/judge-rule';
import { DEFAULT_PARAMETERS } from '../../../../lib/rules/controls/rule-parameters';
import { Survey } from '../../../../lib/template/survey';
import { assemblyOf, stackOf } from '../../../template/assemblies';
import { alarmOf, filterOf, withAlarms } from '../alarms-template';
import { ACCOUNT, hardened, REGION, type Template } from '../hardened';

const FILTER = filterOf('ALM-05');
const ALARM = alarmOf('ALM-05');

/** What ALM-05 says of a trail, some of whose resources are in a stack at another place. */
function verdictWith(moved: readonly string[], place: { readonly account: string; readonly region: string }) {
  const { Resources } = withAlarms(hardened());
  Resources[FILTER].Properties.LogGroupName = 'audit';
  Resources[ALARM].Properties.AlarmActions = [`arn:aws:sns:${place.region}:${place.account}:alarms`];
  const there: Template = Object.fromEntries(moved.map((id) => [id, Resources[id]]));
  for (const id of moved) delete Resources[id];
  const stacks = [
    stackOf({ Resources }, { id: 'Here', name: 'Here', account: ACCOUNT, region: REGION }),
    stackOf({ Resources: there }, { id: 'There', name: 'There', ...place }),
  ];
  const rule = CONTROL_RULES.find(({ id }) => id === 'ALM-05');
  const [result] = rule ? judgeRule(new Survey(assemblyOf(...stacks), { anyValue: true }), rule, DEFAULT_PARAMETERS) : [];
  return [result?.verdict, result?.because];
}

test.each([
  ['the filter and its alarm', [FILTER, ALARM]],
  ['the alarm', [ALARM]],
])('%s may be in another stack of the same place', (_, moved) => {
  expect(verdictWith(moved, { account: ACCOUNT, region: REGION })[0]).toBe('pass');
});

test.each([
  ['Region', { account: ACCOUNT, region: 'us-east-1' }],
  ['account', { account: '444455556666', region: REGION }],
])('a filter for a log group of that name in another %s counts nothing of it', (_, place) => {
  expect(verdictWith([FILTER, ALARM], place)).toEqual(['fail', expect.stringMatching(/no metric filter of log group audit matches/)]);
});

test.each([
  ['Region', { account: ACCOUNT, region: 'us-east-1' }],
  ['account', { account: '444455556666', region: REGION }],
])('an alarm in another %s does not see the metric', (_, place) => {
  expect(verdictWith([ALARM], place)).toEqual(['fail', expect.stringMatching(/no alarm watches the metric of filter ALM05Filter/)]);
});
