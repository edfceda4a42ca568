import { App, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AuditTrail, CloudWatchLogs, ComplianceProfile } from '../../lib';
import { ControlAlarms } from '../../lib/monitoring/control-alarms';
import { parametersOf } from '../../lib/profiles/demands';
import { ALARM_IDS, LOW_NOISE } from '../../lib/rules/controls/alarms/low-noise';
import { PACKS } from '../../lib/rules/packs/catalogue';
import { checkTemplates } from '../../lib/testing/check-templates';
import type { Checkable } from '../../lib/testing/checkable';
import { fails, pluginReport, quiet } from '../compliance/synthesis';
import { alarmsIn } from './control-stacks';

quiet();

const accepted = { reason: 'not here', owner: 'platform', ticket: 'AUD-7', expires: '2027-03-31' };
const PROFILE = ['TRAIL-08', 'TRAIL-09'].reduce((profile, rule) => profile.except({ rule, ...accepted }), ComplianceProfile.CIS_5_0);
/** A framework for each of the texts that frameworks want; those that say nothing of texts want that of CIS 5.0. */
const WANTING = ['cis-aws-1.2', 'cis-aws-3.0', 'cis-aws-5.0', 'cis-aws-7.0', 'aws-security-hub'];
const wantedBy = (pack: string) => parametersOf(ComplianceProfile.of(pack)).patterns;

/** The results about alarms that did not pass, accepted or not. */
function failedIn(template: Checkable, which: readonly string[]): string[] {
  const { results } = checkTemplates(template, { packs: which, today: '2026-11-25' });
  const failed = results.filter(({ rule, verdict }) => /^ALM-(0\d|1\d|20)$/.test(rule) && verdict !== 'pass');
  return [...new Set(failed.map(({ rule, verdict }) => `${rule} ${verdict}`))];
}

test('the default passes every rule about alarms of every framework that has one', () => {
  const packs = PACKS.filter(({ rules }) => rules.some((rule) => /^ALM-/.test(rule))).map(({ id }) => id);
  expect(new Set(packs.map(wantedBy))).toEqual(new Set(WANTING.map(wantedBy)));
  // The others want the same texts as one of these.
  expect(failedIn(alarmsIn().template(), WANTING)).toEqual([]);
});

test.each(WANTING)('alarms for %s alone pass its rules', (pack) => {
  expect(
    failedIn(alarmsIn({ alarms: { profiles: [ComplianceProfile.of(pack)], tellEvents: false, lowNoiseAlarms: false } }).template(), [pack]),
  ).toEqual([]);
});

test('leaving a control out fails exactly its rule', () => {
  const whole = alarmsIn({ alarms: { tellEvents: false, lowNoiseAlarms: false } })
    .template()
    .toJSON();
  for (const id of ALARM_IDS) {
    const kept = Object.entries(whole.Resources).filter(([logicalId]) => !logicalId.startsWith(`Alarms${LOW_NOISE[id].name}`));
    expect(failedIn({ ...whole, Resources: Object.fromEntries(kept) }, ['cis-aws-7.0'])).toEqual([`${id} fail`]);
  }
  const left = alarmsIn({ alarms: { except: [{ rule: 'ALM-12', ...accepted }], tellEvents: false, lowNoiseAlarms: false } });
  expect(failedIn(left.template(), ['cis-aws-7.0'])).toEqual(['ALM-12 fail']);
});

test('what a profile says of missing alarms is no longer told when they are there', () => {
  const told = (withAlarms: boolean) => {
    const app = new App();
    const stack = new Stack(app, 'Audit');
    const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit', profile: PROFILE, cloudWatchLogs: CloudWatchLogs.toNewLogGroup() });
    if (withAlarms) new ControlAlarms(stack, 'Alarms', { trail, topic: new Topic(stack, 'Topic'), profiles: [PROFILE] });
    fails(app);
    const rules = pluginReport(app)?.violations.map(({ ruleName }) => ruleName) ?? [];
    return new Set(rules.filter((rule) => /^ALM-(0|1)/.test(rule)));
  };

  expect(told(false).size).toBe(15);
  expect(told(true).size).toBe(0);
});
