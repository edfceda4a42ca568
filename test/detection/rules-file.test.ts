import type { Detector } from '../../lib/detection/detector';
import { detectorWith } from '../../lib/detection/detector-with';
import type { Rule } from '../../lib/detection/rule';
import { detectorOf, filesOf, type RulesFile } from '../../lib/detection/rules-file';
import { deliveredRecords } from '../helpers/delivered-logs';
import { OWN_RULES, ruleOf } from './own-rules';

/** As they are written and read again. */
function kept({ file, lines }: ReturnType<typeof filesOf>): Detector {
  const bytes = Buffer.from(lines);
  return detectorOf(JSON.parse(JSON.stringify(file)), { size: bytes.length, read: () => bytes });
}

test('rules of a file match the same records as before they were written, and have the same sieve', () => {
  const rules = OWN_RULES.map(ruleOf);
  const [before, after] = [detectorWith(rules), kept(filesOf(rules.map((rule) => ({ rule, staged: false }))))];
  const hits = (detector: Detector) => deliveredRecords().map((record) => detector.match(record).map(({ id, level }) => `${id} ${level}`));

  expect(after.sieve).toEqual(before.sieve);
  expect(hits(after)).toEqual(hits(before));
  expect(hits(after).flat().length).toBeGreaterThan(20);
});

test('a rule that can match any record has no clauses, and then there is no sieve', () => {
  const [rule] = OWN_RULES.map(ruleOf);
  const files = filesOf([{ rule: { ...(rule as ReturnType<typeof ruleOf>), when: { not: { all: [] } } }, staged: true }]);

  expect(files.file).toMatchObject({ rules: [{ staged: true }], index: { others: [0], sieve: null } });
  expect(kept(files).sieve).toBeUndefined();
});

test('a rule is where its entry says, whatever characters are before it', () => {
  const [, rule] = OWN_RULES.map(ruleOf) as [Rule, Rule];
  const foreign = { ...rule, id: 'foreign', when: { field: ['Ünïcödé'], is: { kind: 'exists', exists: true } } } as unknown as Rule;
  const { file, lines } = filesOf([foreign, rule].map((one) => ({ rule: one, staged: false })));
  const texts = file.rules.map(({ at: [start, end] }) => Buffer.from(lines).toString('utf8', start, end));

  expect(texts.map((text) => JSON.parse(text))).toEqual([foreign, rule]);
});

test('rules are not read before a record asks a rule, and then once', () => {
  const rules = OWN_RULES.map(ruleOf);
  const { file, lines } = filesOf(rules.map((rule) => ({ rule, staged: false })));
  const read = jest.fn(() => Buffer.from(lines));
  const detector = detectorOf(file, { size: Buffer.byteLength(lines), read });

  expect(read).not.toHaveBeenCalled();
  for (const record of deliveredRecords()) detector.match(record);
  expect(read).toHaveBeenCalledTimes(1);
});

test.each([
  ['has no place', undefined],
  ['has its place behind the end of the file', [0, 11]],
])('a rule that %s is refused', (_, at) => {
  const file = { rules: [{ id: 'x', staged: false, at }] } as unknown as RulesFile;

  expect(() => detectorOf(file, { size: 10, read: () => Buffer.alloc(10) })).toThrow("rule 'x' is not in the file of rules");
});
