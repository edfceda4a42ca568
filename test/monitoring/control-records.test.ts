import fc from 'fast-check';
import { controlsOf, read } from '../../handlers/control-alarm/core';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { ALARM_DEMANDS, type AlarmRuleId } from '../../lib/rules/controls/alarms/demands';
import { ALARM_IDS, isQuietAsDemanded, LOW_NOISE } from '../../lib/rules/controls/alarms/low-noise';
import { sieveFor } from '../../lib/rules/controls/alarms/low-noise-sieve';
import { covers } from '../../lib/rules/controls/alarms/pattern/covers';
import { matches } from '../../lib/rules/controls/alarms/pattern/matches';
import { MAX_LENGTH } from '../../lib/rules/controls/alarms/pattern/parse';
import { fixture } from '../detection/rules';
import { deliveredRecords } from '../helpers/delivered-logs';
import { pattern } from '../rules/controls/alarms/patterns';

const collected = (name: string) =>
  Object.values(fixture<Record<string, { Records: CloudTrailRecord[] }>>(`detection/${name}.json.gz`)).flatMap(({ Records }) => Records);
const SOURCES: readonly (readonly [name: string, records: () => CloudTrailRecord[]])[] = [
  ['log files as they were delivered', deliveredRecords],
  ['calls of an attacker without permissions', () => collected('traildiscover')],
  ['events that rules of Panther are tested with', () => collected('panther-rules')],
  ['one record of each version', () => collected('umccr-parquet-lambda')],
];
const QUIET = ALARM_IDS.map((id) => [id, pattern(LOW_NOISE[id].pattern)] as const);

/** How many records of which name a pattern matches. */
function hitsOf(text: string, records: readonly CloudTrailRecord[]): Map<CloudTrailRecord, string> {
  const asked = pattern(text);
  return new Map(
    records.flatMap((record) => {
      const truth = matches(asked, record);
      return truth === false ? [] : [[record, `${truth === 'unknown' ? 'perhaps ' : ''}${label(record)}`] as const];
    }),
  );
}

function label({ eventSource, eventName, errorCode, sourceIPAddress }: CloudTrailRecord): string {
  const by = /amazonaws|Internal/.test(String(sourceIPAddress)) ? ` by ${sourceIPAddress}` : '';
  return `${String(eventSource).split('.')[0]} ${eventName}${errorCode ? ` ${errorCode}` : ''}${by}`;
}

function counted(labels: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  for (const one of labels) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).sort();
}

/** Of the auditor's hits those that are also told, those that are noise, and what is told besides. */
function sideBySide(id: AlarmRuleId, records: readonly CloudTrailRecord[]) {
  const { securityHub = '{$.eventName=""}', cis } = ALARM_DEMANDS[id];
  const audit = new Map([...hitsOf(securityHub, records), ...hitsOf(cis['cis-7.0'], records)]);
  const quiet = hitsOf(LOW_NOISE[id].pattern, records);
  const both = [...audit].filter(([record]) => quiet.has(record));
  return {
    both: both.length > 12 ? `${both.length} events` : counted(both.map(([, name]) => name)),
    noise: counted([...audit].flatMap(([record, name]) => (quiet.has(record) ? [] : [name]))),
    besides: counted([...quiet].flatMap(([record, name]) => (audit.has(record) ? [] : [name]))),
  };
}

test.each(SOURCES)('in %s, an auditor’s patterns and low-noise patterns find what was looked at and found right', (_, recordsOf) => {
  const records = recordsOf();
  const found = ALARM_IDS.map((id) => [id, sideBySide(id, records)] as const);
  const hits = found.filter(([, { both, noise, besides }]) => both.length + noise.length + besides.length > 0);

  expect({
    records: records.length,
    misses: ALARM_IDS.filter((id) => !hits.some(([hit]) => hit === id)),
    ...Object.fromEntries(hits),
  }).toMatchSnapshot();
});

test.each(SOURCES)('in %s, the subscription lets through whatever low-noise patterns match', (_, recordsOf) => {
  const sieve = pattern(sieveFor(ALARM_IDS));
  const told = recordsOf().filter((record) => QUIET.some(([, quiet]) => matches(quiet, record) === true));
  expect(told.filter((record) => matches(sieve, record) !== true).map(label)).toEqual([]);
});

test('the subscription’s pattern covers those of any controls, and is as short as CloudWatch Logs takes it', () => {
  fc.assert(
    fc.property(fc.subarray([...ALARM_IDS], { minLength: 1 }), (ids) => {
      const text = sieveFor(ids);
      expect(text.length).toBeLessThanOrEqual(MAX_LENGTH);
      const sieve = pattern(text);
      for (const [id, quiet] of QUIET) if (ids.includes(id)) expect([id, covers(sieve, quiet)]).toEqual([id, 'yes']);
    }),
    { numRuns: 60 },
  );
});

test('low-noise patterns are short enough, and match nothing that the auditor’s do not, but for PutEventSelectors', () => {
  for (const [id, quiet] of QUIET) {
    expect(LOW_NOISE[id].pattern.length).toBeLessThanOrEqual(MAX_LENGTH);
    const { securityHub, cis } = ALARM_DEMANDS[id];
    if (id !== 'ALM-05') expect([id, covers({ any: [pattern(cis['cis-7.0']), pattern(securityHub ?? cis['cis-7.0'])] }, quiet)]).toEqual([id, 'yes']);
  }
});

test('an auditor’s alarm does for both where its pattern has no noise', () => {
  expect(ALARM_IDS.filter(isQuietAsDemanded)).toEqual(['ALM-02', 'ALM-03']);
});

test('every event of a delivery is accounted for', () => {
  const records = [...deliveredRecords(), ...collected('traildiscover')];
  const events = [...records, ...records.slice(0, 50)].map((record, index) => ({ id: String(index), message: JSON.stringify(record) }));
  const { counts, notices } = read({ logGroup: 'g', logStream: 's', events: [...events, { id: 'x', message: '{' }] }, controlsOf(ALARM_IDS));

  expect(counts.told + counts.repeated + counts.notOfInterest + counts.unreadable).toBe(counts.events);
  expect(notices.reduce((sum, { records }) => sum + records.length, 0)).toBe(counts.told);
});

test('a control that there is not is refused, so that nobody thinks it is watched', () => {
  expect(() => controlsOf(['ALM-99'])).toThrow(/ALM-99/);
});
