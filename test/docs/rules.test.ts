import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_RULES } from '../../lib/rules/controls/catalogue';
import { PACKS } from '../../lib/rules/packs/catalogue';
import { rulesPage } from './rules-page';

test('the page of rules says what the rules say', () => {
  expect(readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8')).toBe(rulesPage());
});

test('there are 64 rules, each with an id of its own, and each asked by a pack or by whoever names it', () => {
  const ids = CONTROL_RULES.map(({ id }) => id);

  expect(new Set(ids).size).toBe(64);
  expect(ids).toHaveLength(64);
  expect(PACKS.flatMap(({ rules }) => rules).filter((id) => !ids.includes(id))).toEqual([]);
});

test.each(CONTROL_RULES)('$id says in whole words what it is about', ({ title, rationale, predicate, fix, live }) => {
  for (const text of [title, predicate, fix, live]) expect(text).toMatch(/^\S.{2,}[^.]$/);
  expect(rationale).toMatch(/^[A-Z].*\.$/s);
});
