import * as fc from 'fast-check';
import { checkConservation, derivedNameOf, isLate, ledgerEntryOf, ledgerKeyOf, linesOf, ownerOf, unreadableKeyOf } from '../../handlers/shared/core';
import { dataEvent, logFileKey } from '../helpers/cloudtrail-events';

const file = logFileKey();
const name = '111122223333_CloudTrail_eu-west-1_20260803T0905Z_Ab12Cd34Ef56Gh78';

test('what is derived from a file has a place that follows from its key alone', () => {
  const partition = 'account=111122223333/region=eu-west-1/day=2026-08-03';
  expect(derivedNameOf(file)).toBe(`${name}-${ownerOf(file)}`);
  expect(ledgerKeyOf(file)).toBe(`ledger/${partition}/${name}-${ownerOf(file)}.json`);
  expect(unreadableKeyOf(file)).toBe(`unreadable/${partition}/${name}-${ownerOf(file)}.ndjson`);
  expect(ownerOf(file)).toMatch(/^[0-9a-f]{16}$/);
});

test('files of the same name below two prefixes or organizations are two', () => {
  const keys = [file, { ...file, prefix: 'a' }, { ...file, organizationId: 'o-abcdefghij' }].map(ledgerKeyOf);
  expect(new Set(keys).size).toBe(3);
});

test('each record is one line', () => {
  expect(linesOf([])).toBe('');
  expect(linesOf(['{"a":\r\n1}', '2'])).toBe('{"a": 1}\n2\n');
});

test.each([
  ['2026-08-03T08:05:00Z', false],
  ['2026-08-03T08:04:59Z', true],
  ['2026-08-03T10:00:00Z', false],
  ['yesterday', false],
])('an event of %s in a file of 09:05 is late: %s', (eventTime, late) => {
  expect(isLate(dataEvent({ eventTime }), file)).toBe(late);
});

const count = fc.nat(1000);

test('records that are handled, dropped or unreadable are accounted for, and any other number is an error', () => {
  fc.assert(
    fc.property(
      count,
      fc.dictionary(fc.string(), count),
      fc.array(fc.string()),
      fc.integer({ min: -5, max: 5 }),
      (handled, dropped, unreadable, off) => {
        const records = handled + Object.values(dropped).reduce((sum, number) => sum + number, 0) + unreadable.length + off;
        const check = () => checkConservation({ records, handled, dropped, unreadable, late: 0 }, 'k');
        if (off === 0) expect(check).not.toThrow();
        else expect(check).toThrow(/records of 'k' are lost: .* this is a defect of the processor/);
      },
    ),
  );
});

test.each([
  ['negative', { handled: -1, dropped: { x: 2 } }],
  ['broken', { handled: 0.5, dropped: { x: 0.5 } }],
])('a %s number accounts for nothing', (_, { handled, dropped }) => {
  expect(() => checkConservation({ records: 1, handled, dropped: dropped as { x: number }, unreadable: [], late: 0 }, 'k')).toThrow('are lost');
});

test('an entry of the ledger says what became of the records', () => {
  const outcome = { records: 6, handled: 3, dropped: { 'read only': 2 }, unreadable: ['x'], late: 1, counts: { Rows: 3 } };
  expect(ledgerEntryOf('b', 'k', new Date(0), outcome)).toEqual({
    ...{ schemaVersion: '1', bucket: 'b', key: 'k', processedAt: '1970-01-01T00:00:00.000Z' },
    ...{ records: 6, handled: 3, dropped: { 'read only': 2 }, unreadable: 1, late: 1 },
  });
});
