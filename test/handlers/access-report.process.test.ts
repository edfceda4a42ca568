import * as fc from 'fast-check';
import { accessReport } from '../../handlers/access-report/process';
import { announcing, dataEvent, dataEvents, keyOf, logFileOf } from '../helpers/cloudtrail-events';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';
import { InMemoryStore } from '../helpers/in-memory-store';
import { processorAmong } from '../helpers/processor';

const reportIn = (files: Readonly<Record<string, Buffer>>, derived = new InMemoryStore()) =>
  processorAmong(accessReport, files, { prefix: 'access-report/', derived });

const rowsIn = (store: InMemoryStore) =>
  store.texts('access-report/rows/').flatMap((text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  );
const idsIn = (store: InMemoryStore) => rowsIn(store).map(({ eventID }) => Number(eventID.slice(-12)));
const [a, b] = [keyOf({ uniqueString: 'AAAAAAAAAAAAAAAA' }), keyOf({ uniqueString: 'BBBBBBBBBBBBBBBB' })];

test('writes the rows of a log file, and counts', async () => {
  const { derived, metrics, receive } = reportIn({ [a]: logFileOf([...dataEvents(1, 2), 'text', dataEvent({ eventCategory: 'Management' })]) });

  await receive(announcing(a));

  expect(idsIn(derived)).toEqual([1, 2]);
  expect(rowsIn(derived)[0]).toMatchObject({ logFile: a });
  expect(derived.texts('access-report/unreadable/')).toEqual(['"text"\n']);
  expect(metrics).toEqual({
    ...{ Files: 1, RecordsRead: 4, RecordsHandled: 2, RecordsDropped: 1, UnreadableRecords: 1, RecordsLate: 0 },
    ...{ Rows: 2, RecordsNotDataAccess: 1, RecordsDuplicateEvent: 0 },
  });
  expect(derived.texts('access-report/ledger/').map((text) => JSON.parse(text))).toMatchObject([
    { bucket: 'archive', key: a, records: 4, handled: 2, dropped: { 'not data access': 1, 'event has its row already': 0 }, unreadable: 1, late: 0 },
  ]);
});

test('marks a file as done that has no rows', async () => {
  const { derived, metrics, receive } = reportIn({ [a]: logFileOf([]) });

  await receive(announcing(a));
  await receive(announcing(a));

  expect(derived.texts('access-report/rows/')).toEqual(['']);
  expect(metrics).toMatchObject({ Files: 1, DuplicateFiles: 1, RecordsRead: 0 });
});

test('changes nothing when a file comes again', async () => {
  const { derived, metrics, receive } = reportIn({ [a]: logFileOf(dataEvents(1, 2)) });
  await receive(announcing(a));
  const before = new Map(derived.objects);

  await receive(announcing(a));

  expect(derived.objects).toEqual(before);
  expect(metrics).toMatchObject({ Files: 1, DuplicateFiles: 1, RecordsRead: 2, Rows: 2 });
});

test('writes an event once that two trails deliver, and the first file keeps it', async () => {
  const { derived, metrics, receive } = reportIn({ [a]: logFileOf(dataEvents(1, 2)), [b]: logFileOf(dataEvents(2, 3)) });

  await receive(announcing(b, a));

  expect(rowsIn(derived).map(({ eventID, logFile }) => [eventID.slice(-1), logFile])).toEqual([
    ['1', a],
    ['2', b],
    ['3', b],
  ]);
  expect(metrics).toMatchObject({ Files: 2, RecordsRead: 4, Rows: 3, RecordsDuplicateEvent: 1 });
});

test('writes the same bytes when rows and ledger are lost and the file comes again', async () => {
  const { derived, receive } = reportIn({ [a]: logFileOf(dataEvents(1, 2)), [b]: logFileOf(dataEvents(2, 3)) });
  await receive(announcing(a, b));
  const before = derived.texts('access-report/rows/');
  for (const key of [...derived.objects.keys()].filter((name) => /\/(rows|ledger)\//.test(name))) derived.objects.delete(key);

  await receive(announcing(b, a));

  expect(derived.texts('access-report/rows/')).toEqual(before);
});

test('writes each event once where files race for the same five minutes', async () => {
  const keys = Array.from({ length: 6 }, (_, index) => keyOf({ uniqueString: `file${index}` }));
  const { derived, metrics, receive } = reportIn(Object.fromEntries(keys.map((key, index) => [key, logFileOf(dataEvents(0, index, index + 1))])));

  await Promise.all([...keys, ...keys].map((key) => receive(announcing(key))));

  expect(idsIn(derived).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(derived.requests.some((request) => request.startsWith('refused access-report/claims'))).toBe(true);
  expect(metrics).toMatchObject({ Files: 6, DuplicateFiles: 6, RecordsRead: 18, Rows: 7 });
}, 20_000);

test('writes each event once wherever it crashes, and whoever comes in between', async () => {
  const requests = [
    'create access-report/claims',
    'get access-report/claims',
    'replace access-report/claims',
    'create access-report/rows',
    'create access-report/unreadable',
    'create access-report/ledger',
  ];
  const deliveries = fc.array(fc.array(fc.nat(8), { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  const crashes = fc.array(fc.record({ request: fc.constantFrom(...requests), kind: fc.constantFrom('crash', 'rival', 'lost answer') }), {
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(deliveries, crashes, async (files, faults) => {
      const derived = new InMemoryStore();
      const contents = Object.fromEntries(
        files.map((ids, index) => [keyOf({ uniqueString: `file${index}` }), logFileOf(['x', ...dataEvents(...ids)])]),
      );
      const { receive } = reportIn(contents, derived);
      const other = reportIn(contents, derived);
      const keys = Object.keys(contents);
      // A rival handles all files just before the request takes effect.
      const rival = () => other.receive(announcing(...keys)).catch(() => {});
      for (const { request, kind } of faults) {
        const pattern = new RegExp(`^${request}`);
        if (kind === 'lost answer') derived.loseAnswerOnce(pattern);
        else derived.failOnce(pattern, kind === 'rival' ? rival : new Error('crash'));
      }

      for (let attempt = 0; attempt <= faults.length; attempt++) await receive(announcing(...keys)).catch(() => {});

      expect(idsIn(derived).sort()).toEqual([...new Set(files.flat())].sort());
      expect(derived.texts('access-report/rows/')).toHaveLength(files.length);
      expect(derived.texts('access-report/ledger/')).toHaveLength(files.length);
      expect(derived.texts('access-report/unreadable/')).toHaveLength(files.length);
    }),
    { numRuns: 60 },
  );
}, 30_000);

test('accounts for every record of the fixtures', async () => {
  const { metrics, derived, receive } = reportIn(Object.fromEntries(deliveredKeys.map((key) => [key, deliveredFile(key)])));

  await receive(announcing(...deliveredKeys));

  expect(metrics).toEqual({
    Files: deliveredKeys.length,
    RecordsRead: 3201,
    RecordsHandled: 46,
    RecordsDropped: 3155,
    RecordsLate: expect.any(Number),
    Rows: 46,
    RecordsNotDataAccess: 3137,
    RecordsDuplicateEvent: 18,
    UnreadableRecords: 0,
  });
  expect(derived.texts('access-report/rows/')).toHaveLength(deliveredKeys.length);
}, 20_000);

test('fails, and says which, where a claim object is damaged or never holds still', async () => {
  const claims = 'access-report/claims/account=111122223333/region=eu-west-1/day=2026-08-03/0900.json';
  const { derived, receive } = reportIn({ [a]: logFileOf(dataEvents(1)) });
  derived.put(claims, '{');
  await expect(receive(announcing(a))).rejects.toThrow(`'${claims}' is not the JSON`);

  derived.put(claims, '{}');
  for (let attempt = 0; attempt < 12; attempt++) derived.failOnce(/^replace/, () => derived.put(claims, `{"x${attempt}":"other"}`));
  await expect(receive(announcing(a))).rejects.toThrow(`'${claims}' was changed by others in each of 12 attempts`);
}, 20_000);

test('starts over where a claim object expires between two requests', async () => {
  const { derived, receive } = reportIn({ [a]: logFileOf(dataEvents(1)), [b]: logFileOf(dataEvents(2)) });
  await receive(announcing(a));
  derived.failOnce(/^get access-report\/claims/, () => {
    for (const key of [...derived.objects.keys()].filter((name) => name.includes('/claims/'))) derived.objects.delete(key);
  });

  await receive(announcing(b));

  expect(idsIn(derived)).toEqual([1, 2]);
});
