import { forEachOf } from '../../handlers/shared/retry';
import type { LedgerEntry } from '../../lib/processing/log-processor.contract';
import { PREFIX, Soak, type SoakFile } from '../helpers/soak';

const SCHEDULES = Number(process.env.SOAK_SCHEDULES) || 500;
const FIRST = Number(process.env.SOAK_SEED) || 1;

const keysOf = (files: readonly SoakFile[]) => files.map(({ key }) => key).sort();
const ledgerOf = (soak: Soak) => soak.derived.texts(`${PREFIX}ledger/`).map((text) => JSON.parse(text) as LedgerEntry);
const idsOf = (soak: Soak) =>
  soak.derived
    .texts(`${PREFIX}rows/`)
    .flatMap((text) => text.split('\n').filter(Boolean))
    .map((line) => Number(JSON.parse(line).eventID.slice(-12)))
    .sort();

/** What must hold at any time: nothing is done twice, and what is counted adds up. */
function checkEffects(soak: Soak): void {
  const ids = idsOf(soak);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { key, records, handled, dropped, unreadable } of ledgerOf(soak)) {
    expect(records).toBe(soak.files.find((file) => file.key === key)?.records);
    expect(handled + Object.values(dropped).reduce((sum, count) => sum + count, 0) + unreadable).toBe(records);
  }
  const { RecordsRead = 0, RecordsHandled = 0, RecordsDropped = 0, UnreadableRecords = 0, Files = 0 } = soak.metrics;
  expect(RecordsHandled + RecordsDropped + UnreadableRecords).toBe(RecordsRead);
  expect(Files).toBeLessThanOrEqual(ledgerOf(soak).length);
}

async function run(seed: number): Promise<void> {
  const soak = new Soak(seed);
  await soak.drain();
  checkEffects(soak);
  const [done, dead] = [ledgerOf(soak).map(({ key }) => key), soak.deadFiles()];
  expect(soak.files.filter(({ key }) => !done.includes(key) && !dead.includes(key))).toEqual([]);

  await soak.redrive();
  checkEffects(soak);
  const sound = soak.files.filter(({ kind }) => kind !== 'damaged');
  expect(
    ledgerOf(soak)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(keysOf(sound));
  expect(idsOf(soak)).toEqual([...new Set(sound.flatMap(({ ids }) => ids))].sort());
  expect([...new Set(soak.deadFiles())].sort()).toEqual(keysOf(soak.files.filter(({ kind }) => kind === 'damaged')));
}

test(`whatever fails in ${SCHEDULES} schedules, each file ends in the ledger or among the dead letters, and takes effect once`, async () => {
  // Rivals that wait for each other cost time and show nothing more.
  jest.spyOn(Math, 'random').mockReturnValue(0);
  const seeds = Array.from({ length: SCHEDULES }, (_, index) => FIRST + index);
  await forEachOf(seeds, 25, (seed) =>
    run(seed).catch((error: Error) => {
      throw new Error(`with SOAK_SEED=${seed} SOAK_SCHEDULES=1: ${error.message}`);
    }),
  );
}, 120_000);

test('the schedules are not idle: functions end, messages die, and files are counted twice by nobody', async () => {
  const soaks = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const soak = new Soak(index + 1);
      await soak.drain();
      return soak;
    }),
  );
  const sum = (of: (soak: Soak) => number) => soaks.reduce((total, soak) => total + of(soak), 0);
  expect(sum(({ deaths }) => deaths)).toBeGreaterThan(20);
  expect(sum(({ dead }) => dead.length)).toBeGreaterThan(20);
  expect(sum(({ metrics }) => metrics.DuplicateFiles ?? 0)).toBeGreaterThan(20);
  expect(sum(({ metrics }) => metrics.FilesParked ?? 0)).toBeGreaterThan(5);
});
