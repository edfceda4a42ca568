import { writtenAt } from '../../../lib/report/oscal/written-at';

test('a build that can be repeated says the time of its sources', () => {
  expect(writtenAt({ SOURCE_DATE_EPOCH: '1764057600' }).toISOString()).toBe('2025-11-25T08:00:00.000Z');
});

test.each([{}, { SOURCE_DATE_EPOCH: '' }])('without one it is now', (environment) => {
  const before = Date.now();

  expect(writtenAt(environment).getTime()).toBeGreaterThanOrEqual(before);
});

test.each(['yesterday', '-1', '1.5', '1e9', '999999999999'])('%s as the time of the sources is an error', (epoch) => {
  expect(() => writtenAt({ SOURCE_DATE_EPOCH: epoch })).toThrow(`SOURCE_DATE_EPOCH must be whole seconds since 1970, got "${epoch}"`);
});
