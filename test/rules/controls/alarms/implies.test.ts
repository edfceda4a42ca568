import { covers } from '../../../../lib/rules/controls/alarms/pattern/covers';
import { matches } from '../../../../lib/rules/controls/alarms/pattern/matches';
import type { Pattern } from '../../../../lib/rules/controls/alarms/pattern/pattern';
import { pattern, TESTS, VALUES } from './patterns';

const events = [{}, ...VALUES.map((value) => ({ a: value }))];
const lists = [{}, ...VALUES.map((value) => ({ a: value })), ...VALUES.flatMap((first) => VALUES.map((second) => ({ a: [first, second] })))];

/** Each term, with whether it holds of each event. */
function terms(selector: string, all: readonly unknown[]): { readonly test: string; readonly term: Pattern; readonly holds: readonly unknown[] }[] {
  return TESTS.map((test) => {
    const term = pattern(`{ ${selector} ${test} }`);
    return { test, term, holds: all.map((event) => matches(term, event)) };
  });
}

test.each([
  ['$.a', events],
  ['$.a[*]', lists],
])('of all pairs of terms about %s, each that is covered holds of no event of which the other does not', (selector, all) => {
  const every = terms(selector, all);

  const wrong = every.flatMap((narrow) =>
    every
      .filter((wide) => covers(wide.term, narrow.term) === 'yes')
      .filter((wide) => narrow.holds.some((holds, index) => holds === true && wide.holds[index] !== true))
      .map((wide) => `${narrow.test} is covered by ${wide.test}`),
  );

  expect(wrong).toEqual([]);
});

test('of all pairs of terms about one place, each that is said to be not covered holds of an event of which the other does not', () => {
  const every = terms('$.a', events);
  // What a star, an exception or a bound stands for besides these values is tried by the search for an event.
  const written = every.filter(({ test }) => /^(= "|= \d|IS|NOT)/.test(test) && !test.includes('*'));

  const wrong = written.flatMap((narrow) =>
    every
      .filter((wide) => covers(wide.term, narrow.term) === 'no')
      .filter((wide) => !narrow.holds.some((holds, index) => holds === true && wide.holds[index] === false))
      .map((wide) => `${narrow.test} is not covered by ${wide.test}`),
  );

  expect(written.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});
