import { type Candidate, FileSearch, type Rules, settle } from '../../handlers/detection-alerts/core';
import { detectorWith } from '../../lib/detection/detector-with';
import { rule } from '../detection/rules';
import { dataEvent, dataEvents, keyOf, logFileKey, recordsOf } from '../helpers/cloudtrail-events';

const onName = (id: string, eventName: string, level = 'high') => rule({ selection: { eventName }, condition: 'selection' }, { id, level });
const rules: Rules = {
  detector: detectorWith([
    onName('get', 'GetObject'),
    onName('also', 'GetObject'),
    onName('staged', 'PutObject'),
    onName('low', 'ListObjects', 'low'),
  ]),
  staged: new Set(['staged']),
  minimumLevel: 'medium',
};
const MINUTE = 60_000;

function searchIn(records: readonly unknown[], parts = {}): FileSearch {
  const search = new FileSearch({ bucket: 'archive', key: keyOf(parts), parts: logFileKey(parts) }, rules.detector);
  recordsOf(records).forEach((record, index) => void search.add(record, index));
  return search;
}

const settled = (candidates: readonly Candidate[], isOurs = () => true, window = 15 * MINUTE) => settle(candidates, isOurs, rules, window);

test('each rule that matches an event has a finding of its own, with where the record is', () => {
  const { candidates } = searchIn(dataEvents(1, 2));

  expect(candidates.map(({ finding: { rule, index, key, eventID } }) => [rule, index, key, eventID?.at(-1)])).toEqual([
    ['get', 0, keyOf(), '1'],
    ['also', 0, keyOf(), '1'],
    ['get', 1, keyOf(), '2'],
    ['also', 1, keyOf(), '2'],
  ]);
  expect(new Set(candidates.map(({ event }) => event)).size).toBe(4);
});

test('counts what is late, and keeps what nobody can read', () => {
  const search = searchIn([dataEvent({ eventTime: '2026-08-03T07:00:00Z' }), dataEvent(), 'no record', null]);

  expect([search.late, search.unreadable]).toEqual([1, ['"no record"', 'null']]);
});

test('an event has one claim, whichever file and account it is delivered to', () => {
  const [own] = searchIn([dataEvent({ sharedEventID: 's' })]).candidates;
  const [copy] = searchIn([dataEvent({ sharedEventID: 's', eventID: 'other' })], { account: '444455556666', uniqueString: 'x' }).candidates;
  const [other] = searchIn([dataEvent({ sharedEventID: 't' })]).candidates;

  expect([copy?.object, copy?.event]).toEqual([own?.object, own?.event]);
  expect(own?.object).toBe('claims/account=shared/day=2026-08-03/0900.json');
  expect(other?.event).not.toBe(own?.event);
});

test('an event without an id is known by its text, and one with an odd id by that', () => {
  const eventOf = (members: Record<string, unknown>) => searchIn([dataEvent(members)]).candidates[0]?.event;

  expect(eventOf({ eventID: undefined })).toMatch(/^sha256-/);
  expect(eventOf({ eventID: undefined, eventName: 'GetObject', x: 1 })).not.toBe(eventOf({ eventID: undefined, x: 2 }));
  expect(eventOf({ eventID: 'x'.repeat(500) })).toMatch(/^sha256-.{64} /);
});

test('puts together what one rule finds about one principal and account in one window', () => {
  const at = (time: string, arn = 'arn:aws:iam::111122223333:user/ana', eventID = `${time}${arn}`) =>
    dataEvent({ eventID, eventTime: `2026-08-03T${time}Z`, userIdentity: { type: 'IAMUser', arn } });
  const { candidates } = searchIn([at('08:59:59'), at('09:00:00'), at('09:14:59'), at('09:14:59', 'arn:aws:iam::111122223333:user/bob')]);

  const { groups, counts, byRule } = settled(candidates.filter(({ finding }) => finding.rule === 'get'));

  expect(groups.map(({ document, findings }) => [document.slice(0, 26), findings.length])).toEqual([
    ['groups/day=2026-08-03/0845', 1],
    ['groups/day=2026-08-03/0900', 2],
    ['groups/day=2026-08-03/0900', 1],
  ]);
  expect(counts).toEqual({ Findings: 4, FindingsStaged: 0, FindingsBelowLevel: 0, FindingsRepeated: 0 });
  expect([...byRule]).toEqual([['get', 4]]);
});

test('staged rules and those below the level are counted, and alert nobody', () => {
  const records = [dataEvent({ eventID: 'a', eventName: 'PutObject' }), dataEvent({ eventID: 'b', eventName: 'ListObjects' })];

  const { groups, counts } = settled(searchIn(records).candidates);

  expect(groups).toEqual([]);
  expect(counts).toEqual({ Findings: 2, FindingsStaged: 1, FindingsBelowLevel: 1, FindingsRepeated: 0 });
});

test('what the file has twice, or another file reports, is repeated', () => {
  const { candidates } = searchIn([...dataEvents(1), ...dataEvents(1)]);

  expect(settled(candidates).counts).toMatchObject({ Findings: 2, FindingsRepeated: 2 });
  expect(settled(candidates, () => false).counts).toMatchObject({ Findings: 0, FindingsRepeated: 4 });
});
