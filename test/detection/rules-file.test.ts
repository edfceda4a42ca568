import type { Detector } from '../../lib/detection/detector';
import { detectorWith } from '../../lib/detection/detector-with';
import { detectorOf, entryOf, type RuleEntry } from '../../lib/detection/rules-file';
import { deliveredRecords } from '../helpers/delivered-logs';
import { OWN_RULES, ruleOf } from './own-rules';

/** As they are written and read again. */
const kept = (entries: readonly RuleEntry[]) => JSON.parse(JSON.stringify(entries)) as RuleEntry[];

test('rules of a file match the same records as before they were written, and have the same sieve', () => {
  const rules = OWN_RULES.map(ruleOf);
  const [before, after] = [detectorWith(rules), detectorOf(kept(rules.map((rule) => entryOf(rule, false))))];
  const hits = (detector: Detector) => deliveredRecords().map((record) => detector.match(record).map(({ id, level }) => `${id} ${level}`));

  expect(after.sieve).toEqual(before.sieve);
  expect(hits(after)).toEqual(hits(before));
  expect(hits(after).flat().length).toBeGreaterThan(20);
});

test('a rule that can match any record has no clauses, and then there is no sieve', () => {
  const [rule] = OWN_RULES.map(ruleOf);
  const entry = entryOf({ ...(rule as ReturnType<typeof ruleOf>), when: { not: { all: [] } } }, true);

  expect(entry).toMatchObject({ staged: true, clauses: null });
  expect(detectorOf(kept([entry])).sieve).toBeUndefined();
});

test('a rule that does not say when it matches is refused', () => {
  expect(() => detectorOf([{ rule: { id: 'x' }, staged: false } as RuleEntry])).toThrow("rule 'x' does not say when it matches");
});
