import { ALARM_DEMANDS, type AlarmRuleId, demandedPattern, type PatternSource } from '../../../../lib/rules/controls/alarms/demands';
import { matchesEverything, needsOf } from '../../../../lib/rules/controls/alarms/judge/needs';
import { covers } from '../../../../lib/rules/controls/alarms/pattern/covers';
import { parsePattern } from '../../../../lib/rules/controls/alarms/pattern/parse';
import { CIS_TEXTS, SECURITY_HUB_TEXTS } from './cis-texts';
import { pattern } from './patterns';

const IDS = Object.keys(ALARM_DEMANDS) as AlarmRuleId[];
const SOURCES: readonly PatternSource[] = ['securityHub', 'cis-1.4', 'cis-3.0', 'cis-5.0', 'cis-7.0'];

test.each(Object.entries(SECURITY_HUB_TEXTS))('%s has the text of Security Hub to the letter', (id, text) => {
  expect(demandedPattern(id as AlarmRuleId, 'securityHub')).toBe(text);
});

test('Security Hub has a text for all but the changes of the organization, for which that of CIS stands', () => {
  expect(IDS.filter((id) => ALARM_DEMANDS[id].securityHub === undefined)).toEqual(['ALM-15']);
  expect(Object.keys(SECURITY_HUB_TEXTS)).toHaveLength(14);
  expect(demandedPattern('ALM-15', 'securityHub')).toBe(demandedPattern('ALM-15', 'cis-7.0'));
});

test.each(CIS_TEXTS)('%s is content with what %s publish: %s', (id, versions, text) => {
  for (const version of versions) expect(covers(pattern(text), pattern(demandedPattern(id as AlarmRuleId, version as PatternSource)))).toBe('yes');
});

test.each(IDS.filter((id) => id !== 'ALM-15'))('%s of CIS is content with the text of Security Hub, but where CIS asks for more', (id) => {
  const hub = pattern(demandedPattern(id, 'securityHub'));
  const content = SOURCES.filter((source) => covers(hub, pattern(demandedPattern(id, source))) === 'yes');

  expect(content).toEqual(id === 'ALM-10' ? ['securityHub', 'cis-1.4', 'cis-3.0'] : SOURCES);
});

test('the text of CIS without quotation marks is not understood', () => {
  expect(parsePattern('{ ($.eventName = ConsoleLogin) && ($.errorMessage = Failed authentication) }')).toEqual({
    problem: { position: 52, reason: 'a value with a space needs quotation marks' },
  });
});

test('no text that is asked for matches everything, and each is short enough for CloudWatch Logs', () => {
  const texts = IDS.flatMap((id) => SOURCES.map((source) => demandedPattern(id, source)));

  expect(texts.filter((text) => matchesEverything(pattern(text)))).toEqual([]);
  expect(texts.filter((text) => text.length > 1024)).toEqual([]);
});

test.each(['', '{ $.eventName = * }', '{ $.eventSource = s3.amazonaws.com || $.eventName = * }'])(
  '%j matches everything, which tells of nothing',
  (text) => {
    expect(matchesEverything(pattern(text))).toBe(true);
    expect(needsOf('ALM-05', 'cis-5.0').map((need) => need.isMetBy(pattern(text)))).toEqual(['no', 'no', 'no', 'no', 'no']);
  },
);

test('a control needs each of its events, and Security Hub its pattern', () => {
  expect(needsOf('ALM-07', 'cis-5.0').map(({ text }) => text)).toEqual([
    'matches $.eventSource = kms.amazonaws.com && $.eventName = DisableKey',
    'matches $.eventSource = kms.amazonaws.com && $.eventName = ScheduleKeyDeletion',
  ]);
  expect(needsOf('ALM-07', 'securityHub').map(({ text }) => text)).toEqual(['has exactly the pattern of Security Hub']);
  expect(needsOf('ALM-15', 'securityHub')).toHaveLength(18);
});
