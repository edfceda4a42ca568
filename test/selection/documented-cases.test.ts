import { evaluate, type Verdict } from '../../lib/selection/evaluate';
import { compileSelectors } from '../../lib/selection/simulate-compile';
import type { Case } from './cases/case';
import { IDENTITIES, OLD_RECORDS, OPERATORS } from './cases/fields';
import { EXCLUSIONS, MANAGEMENT } from './cases/management';
import { NETWORK_ACTIVITY } from './cases/network';
import { OBJECTS, RESOURCES } from './cases/objects';
import { ACCESS_POINTS_AND_DIRECTORY_BUCKETS, ALL_FORMS_AND_PARTITIONS, FUNCTIONS_AND_TABLES } from './cases/other-resources';

const themes: [theme: string, table: Case[]][] = [
  ['management events', MANAGEMENT],
  ['exclusions', EXCLUSIONS],
  ['objects and prefixes', OBJECTS],
  ['resources of an event', RESOURCES],
  ['functions and tables', FUNCTIONS_AND_TABLES],
  ['all resources, and partitions', ALL_FORMS_AND_PARTITIONS],
  ['access points and directory buckets', ACCESS_POINTS_AND_DIRECTORY_BUCKETS],
  ['operators', OPERATORS],
  ['identities', IDENTITIES],
  ['old records and missing fields', OLD_RECORDS],
  ['network activity', NETWORK_ACTIVITY],
];

describe.each(themes)('%s', (_, table) => {
  test.each(table)('$sentence: $logged', ({ event, selectors, logged, decides, because }) => {
    // The documentation is part of what is compared, so that a failure shows it.
    const expected = { because, logged, ...decides };

    expect({ because, ...picked(evaluate(event, selectors), decides) }).toEqual(expected);
    expect({ because, ...picked(compileSelectors(selectors)(event), decides) }).toEqual(expected);
  });
});

test('there are more than 200 cases, with each of the answers, and no two with the same words', () => {
  const all = themes.flatMap(([, table]) => table);
  const sentences = all.map(({ sentence }) => sentence);

  expect(all.length).toBeGreaterThan(200);
  expect(new Set(all.map(({ logged }) => logged))).toEqual(new Set(['yes', 'no', 'unknown']));
  expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) < index)).toEqual([]);
});

/** The answer, and of what decides as much as the case says. */
function picked({ logged, ...decided }: Omit<Verdict, 'reason'>, decides: Case['decides']) {
  return { logged, ...Object.fromEntries(Object.keys(decides).map((key) => [key, decided[key as keyof typeof decides]])) };
}
