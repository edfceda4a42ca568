import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_RULES } from '../../../lib/rules/controls/catalogue';
import { type Fixture, resultsOf } from './fixture';

const FIXTURES = [
  // Some files export parts of what others do.
  ...new Set(
    readdirSync(join(__dirname, 'fixtures'))
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => Object.values(require(join(__dirname, 'fixtures', file)) as Record<string, unknown>))
      .filter((exported): exported is readonly Fixture[] => Array.isArray(exported) && exported.every((one) => typeof one?.rule === 'string'))
      .flat(),
  ),
];

/** Rules that are about what other results say: their tests are those of the report. */
const RULES = CONTROL_RULES.filter((rule) => rule.of !== 'report');

/** Rules that cannot have each verdict. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  'ALM-21': ['fail'],
  'BKT-12': ['pass', 'fail'],
};

test.each(RULES)('$id has fixtures for each verdict that it can have', ({ id }) => {
  const verdicts = FIXTURES.filter(({ rule }) => rule === id).map(({ verdict }) => verdict);
  const wanted = ['pass', 'fail', 'unknown'].filter((verdict) => !WITHOUT[id]?.includes(verdict));

  expect([...new Set(verdicts)]).toEqual(expect.arrayContaining(wanted));
  expect(verdicts.length).toBeGreaterThanOrEqual(3);
});

test('no two fixtures of a rule are called the same', () => {
  const names = FIXTURES.map(({ rule, name }) => `${rule} ${name}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('the table of rules, fixtures and verdicts is the one that was reviewed', () => {
  const rows = FIXTURES.map((fixture) => {
    const verdicts = resultsOf(fixture).map(({ resource, verdict }) => `${resource.logicalId} ${verdict}`);
    return `${fixture.rule} | ${fixture.name} | ${verdicts.sort().join(', ') || 'nothing to judge'}`;
  });
  expect(rows.sort()).toMatchSnapshot();
});
