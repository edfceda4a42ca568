import fc from 'fast-check';
import { fitted, type Section } from '../../../lib/report/markdown/fit';

const section = (rowsAre: string, number: number, weight = 1, row = 'x'.repeat(99)): Section => ({
  before: `# ${rowsAre}\n`,
  rows: Array.from({ length: number }, () => row),
  after: 'end\n',
  rowsAre,
  weight,
});
const rowsIn = (text: string) => text.split('\n').filter((line) => line.startsWith('x')).length;

test('what fits stays whole', () => {
  expect(fitted([section('a', 2), section('b', 1)], 10_000, '')).toBe(
    `# a\n${'x'.repeat(99)}\n${'x'.repeat(99)}\nend\n\n# b\n${'x'.repeat(99)}\nend\n`,
  );
});

test('what does not fit says how much is left out, of what, and where the whole is', () => {
  const text = fitted([section('results', 100)], 2000, 'The whole is elsewhere.');

  expect(text).toContain(`**Left out here: ${100 - rowsIn(text)} of 100 results.** The whole is elsewhere.`);
  expect(rowsIn(text)).toBeGreaterThan(10);
});

test('small sections stay whole, large ones share the room by their weights', () => {
  const [small = '', light = '', heavy = ''] = fitted([section('small', 5), section('light', 900), section('heavy', 900, 3)], 30_000, '').split(
    'end\n',
  );

  expect(rowsIn(small)).toBe(5);
  expect(rowsIn(heavy) / rowsIn(light)).toBeCloseTo(3, 0);
});

test('the end of a section is never cut', () => {
  expect(fitted([section('a', 900), section('b', 900)], 3000, '').match(/end\n/g)).toHaveLength(2);
});

test('a row that is longer than its room is left out', () => {
  expect(fitted([section('a', 1, 1, `x${'y'.repeat(5000)}`)], 1000, '')).toContain('Left out here: 1 of 1 a.');
});

test('nothing is longer than it may be', () => {
  const any = fc.record({ number: fc.integer({ min: 0, max: 300 }), weight: fc.integer({ min: 1, max: 9 }), row: fc.string({ maxLength: 200 }) });

  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 12 }), (all) => {
      const sections = all.map(({ number, weight, row }) => section('rows', number, weight, row));

      expect(fitted(sections, 6000, 'The whole is elsewhere.').length).toBeLessThanOrEqual(6000);
    }),
  );
});
