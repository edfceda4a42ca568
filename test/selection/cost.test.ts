import { costOf, hoursBetween, monthsFactor, noCharges, totalOf } from '../../lib/selection/cost';
import { LIST_PRICES, pricesWith } from '../../lib/selection/prices';

test('a month is 730 hours', () => {
  const day = Date.parse('2026-11-02T00:00:00Z') - Date.parse('2026-11-01T00:00:00Z');

  expect([monthsFactor(0, day), hoursBetween(0, day)]).toEqual([730 / 24, 24]);
});

test('a moment counts as the five minutes of a delivery, and no time at all is no ground', () => {
  expect(monthsFactor(1000, 1000)).toBeCloseTo(730 * 12);
  expect([monthsFactor(undefined, 1), monthsFactor(1, undefined)]).toEqual([undefined, undefined]);
});

test('charges what there is, and nothing else', () => {
  const lines = costOf({ ...noCharges(), managementFirstCopy: 100, managementFurtherCopies: 50_000, data: 1_000_000 }, 2, LIST_PRICES);

  expect(lines.map(({ charge, costPerMonth }) => [charge, costPerMonth])).toEqual([
    ['managementFirstCopy', 0],
    ['managementFurtherCopies', 2],
    ['data', 2],
  ]);
  expect(lines[1]).toMatchObject({ events: 50_000, eventsPerMonth: 100_000, pricePer100000: 2 });
  expect([totalOf(lines), totalOf([])]).toEqual([4, 0]);
});

test('prices of a file stand in the place of list prices', () => {
  expect(pricesWith({ region: 'eu-west-1', per100000: { data: 0.2 } })).toEqual({
    ...LIST_PRICES,
    region: 'eu-west-1',
    per100000: { ...LIST_PRICES.per100000, data: 0.2 },
  });
  expect(pricesWith({})).toEqual(LIST_PRICES);
});

test.each<[sentence: string, given: unknown, message: RegExp]>([
  ['no object', [], /^the price list must be a JSON object, got \[\]; write it as/],
  ['prices that are no object', { per100000: 1 }, /^'per100000' must be a JSON object, got 1/],
  ['a price that nothing reads', { per100000: { dta: 1 } }, /^'per100000' has \["dta"\], which nothing reads; it can have managementFirstCopy, /],
  ['a member that nothing reads', { data: 1 }, /^the price list has \["data"\], which nothing reads/],
  ['a price in quotes', { per100000: { data: '1' } }, /^the price 'data' must be a number that is not negative, got "1"/],
  ['a negative price', { per100000: { data: -1 } }, /got -1; write what 100,000 events cost/],
  ['a date that is a number', { asOf: 2026 }, /^'asOf' of the price list must be a text, got 2026/],
])('refuses %s', (_, given, message) => {
  expect(() => pricesWith(given)).toThrow(message);
});
