import type { AlarmRuleId, PatternSource } from '../../../lib/rules/controls/alarms/demands';
import type { Verdict } from '../../../lib/rules/controls/judgement';
import { alarmOf, filterOf, withAlarms } from './alarms-template';
import type { Fixture } from './fixture';
import type { Template } from './hardened';

/** What is changed: the whole template, the properties of the filter and those of the alarm. */
export type AlarmChange = (parts: { readonly template: Template; readonly filter: Template; readonly alarm: Template }) => unknown;

/** Makes fixtures of a rule about a filter and an alarm. */
export function alarmFixture(rule: AlarmRuleId) {
  return (name: string, verdict: Verdict, change: AlarmChange = () => {}, more: Partial<Fixture> = {}): Fixture => ({
    rule,
    name,
    verdict,
    at: 'Trail',
    template: (template) => {
      const { Resources } = withAlarms(template, more.parameters?.patterns);
      return change({ template, filter: Resources[filterOf(rule)].Properties, alarm: Resources[alarmOf(rule)].Properties });
    },
    ...more,
  });
}

/** Sets the pattern of the filter. */
export function pattern(text: unknown): AlarmChange {
  return ({ filter }) => void Object.assign(filter, { FilterPattern: text });
}

/** The patterns of CIS or Security Hub that a fixture is judged by. */
export function by(patterns: PatternSource): Partial<Fixture> {
  return { parameters: { patterns } };
}

/**
 * What is the same for all controls.
 *
 * @param narrower a pattern that matches nearly what is asked for
 * @param missed the term that it lacks
 */
export function controlAlarmFixtures(rule: AlarmRuleId, narrower: string, missed: RegExp): readonly Fixture[] {
  const fixture = alarmFixture(rule);
  return [
    fixture('a filter with an alarm', 'pass', () => {}, { because: new RegExp(`${filterOf(rule)} counts them; alarm ${alarmOf(rule)} acts`) }),
    fixture('the text of Security Hub, for Security Hub', 'pass', () => {}, by('securityHub')),
    fixture('the texts of CIS 1.4, for CIS 1.4', 'pass', () => {}, by('cis-1.4')),
    fixture('no filter', 'fail', ({ template }) => void delete template.Resources[filterOf(rule)], {
      because: /no metric filter of log group audit matches/,
    }),
    fixture('a filter that matches less', 'fail', pattern(narrower), { because: missed }),
    fixture('no alarm', 'fail', ({ template }) => void delete template.Resources[alarmOf(rule)], { because: /no alarm watches the metric/ }),
    fixture('an alarm that does nothing', 'fail', ({ alarm }) => void delete alarm.AlarmActions, { because: /has no AlarmActions/ }),
    fixture(
      'a pattern that the deployment gives',
      'unknown',
      ({ template, filter }) => {
        template.Parameters = { Pattern: { Type: 'String' } };
        filter.FilterPattern = { Ref: 'Pattern' };
      },
      { dependsOn: /Pattern/ },
    ),
  ];
}
