import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { outside, united, within } from '../../handlers/integrity-monitor/spans';
import { type Suspicion, settled, suspect } from '../../handlers/integrity-monitor/suspicions';
import { HOUR, newKey, PHASE, START, treeOf } from '../integrity/tree';
import { Lab } from './integrity-lab';

const MINUTE = 60_000;
const HOURS = 30;
const key = newKey();
const original = treeOf({ hours: HOURS, older: false, key, logsPerHour: 1, accounts: ['111122223333', '444455556666'] });
const [branch] = original.branches;
const gone = branch?.digests[4]?.key ?? '';
const altered = branch?.logs[9]?.[0] ?? '';

/** The archive at a time: CloudTrail delivers a digest a quarter of an hour after its end. */
function archiveAt(time: number) {
  const archive = original.archive.copy();
  for (const { digests } of original.branches) {
    digests.forEach((digest, hour) => {
      if (START + PHASE + (hour + 1) * HOUR + 15 * MINUTE > time) archive.objects.delete(digest.key);
    });
  }
  archive.objects.delete(gone);
  archive.put({ key: altered, content: gzipSync('{"Records":[]}') });
  return archive;
}

/** A run that ends between a checkpoint and its verdicts, while the digest of an hour before that is missing. */
const CRASHED_BEHIND_A_HOLE = [null, /^create integrity\/verdicts/, null].map((crash) => ({ pause: 20, crash, twice: false, hurry: null }));

test('whatever the times of the runs, and wherever they end, each hour and each damage is named once', async () => {
  const step = fc.record({
    pause: fc.integer({ min: 20, max: 600 }),
    crash: fc.option(
      fc.constantFrom(/^create integrity\/verdicts/, /^create integrity\/checkpoints/, /^replace integrity\/checkpoints/, /^get integrity/),
    ),
    twice: fc.boolean(),
    hurry: fc.option(fc.integer({ min: 5, max: 400 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const lab = new Lab({ ...original }, { lookBack: 400 * HOUR });
      let now = START + 3 * HOUR;
      const runAt = async (settings = {}) => {
        const tree = { ...original, archive: archiveAt(now) };
        Object.assign(lab, { tree });
        await lab.run(now, settings).catch(() => {});
      };
      for (const { pause, crash, twice, hurry } of steps) {
        now += pause * MINUTE;
        if (crash) lab.derived.failOnce(crash, new Error('crashed'));
        let asked = 0;
        const settings = hurry === null ? {} : { remaining: () => 900_000 - (900_000 / hurry) * asked++ };
        await Promise.all(twice ? [runAt(settings), runAt(settings)] : [runAt(settings)]);
      }
      now = Math.max(now, START + PHASE + (HOURS + 2) * HOUR) + HOUR;
      // One that met a fault that is left, one that goes on, one that reports a second time.
      for (let run = 0; run < 4; run++, now += 40 * MINUTE) await runAt();

      // A crash between counting and the next checkpoint counts again.
      const counts = lab.sum();
      const once = { HoursVerified: 2 * HOURS - 2, HoursInvalid: 1, FilesInvalid: 1, FilesMissing: 1 };
      if (steps.every(({ crash }) => crash === null)) expect(counts).toMatchObject(once);
      else for (const [name, count] of Object.entries(once)) expect(counts[name]).toBeGreaterThanOrEqual(count);

      const intervals = lab.lines('verdicts').filter(({ type }) => type === 'interval');
      const valid = intervals.filter(({ verdict }) => verdict === 'valid');
      expect(valid).toHaveLength(2 * HOURS - 2);
      expect(new Set(valid.map((one) => JSON.stringify([(one as unknown as { account: string }).account, one.start]))).size).toBe(2 * HOURS - 2);
      const named = lab.lines('verdicts').filter(({ type, verdict }) => type === 'file' && verdict !== 'cannot-tell' && verdict !== 'valid');
      expect(named.map((one) => one.key).sort()).toEqual([altered, gone].sort());
      expect(intervals.filter(({ verdict, start }) => verdict === 'missing' && start < '2026-07-02T06:00:00Z')).toHaveLength(1);
    }),
    { numRuns: Number(process.env.COURSES) || 25, examples: [[CRASHED_BEHIND_A_HOLE]] },
  );
}, 60_000);

describe('spans', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 })).map(([start, length]) => ({ start, end: start + length }));
  const isIn = (time: number, spans: readonly { start: number; end: number }[]) => spans.some(({ start, end }) => start <= time && time < end);

  test('every moment of a span is either within others or outside, and no other moment is', () => {
    fc.assert(
      fc.property(span, fc.array(span), fc.integer({ min: 0, max: 80 }), (one, others, time) => {
        const [inner, outer] = [isIn(time, within(one, others)), isIn(time, outside(one, others))];
        expect(inner && outer).toBe(false);
        expect(inner || outer).toBe(isIn(time, [one]));
        expect(inner).toBe(isIn(time, [one]) && isIn(time, others));
        expect(isIn(time, united(others))).toBe(isIn(time, others));
      }),
    );
  });

  test('each moment is told once, and none that was not reported', () => {
    const reports = fc.array(fc.tuple(span, fc.integer({ min: 0, max: 40 })), { maxLength: 12 });
    fc.assert(
      fc.property(reports, (all) => {
        let known: Suspicion[] = [];
        let now = 0;
        const told: { start: number; end: number }[] = [];
        for (const [{ start, end }, minutes] of all) {
          now += minutes * MINUTE;
          const result = suspect(known, { subject: 'chain', start, end, mayCome: true }, now, Number.POSITIVE_INFINITY);
          known = result.known;
          told.push(...result.told);
        }
        const length = (spans: readonly { start: number; end: number }[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(length(united(told))).toBe(length(told));
        expect(
          told.every(
            (part) =>
              length(
                within(
                  part,
                  all.map(([one]) => one),
                ),
              ) === length([part]),
          ),
        ).toBe(true);
      }),
    );
  });

  test('what has come is suspected no more, and what was told is remembered as long as it may be reported', () => {
    const known: Suspicion[] = [
      { subject: 'a', start: 0, end: 10, since: 0 },
      { subject: 'b', start: 0, end: 10, since: null },
      { subject: 'c', start: 0, end: 10, since: null },
    ];

    expect(settled(known, [{ subject: 'c', start: 5, end: 20, mayCome: true }], 100, 50).map(({ subject }) => subject)).toEqual(['c']);
    expect(settled(known, [], 100, 50).map(({ subject }) => subject)).toEqual([]);
    expect(settled(known, [], 50, 60).map(({ subject }) => subject)).toEqual(['b', 'c']);
  });
});
