import { gzipSync } from 'node:zlib';
import { ledgerKeyOf } from '../../handlers/shared/core';
import { parseLogFileKey } from '../../lib/log-format/log-file-key';
import { HOUR, logKey, newKey, PHASE, START, type Tree, treeOf } from '../integrity/tree';
import { Lab } from './integrity-lab';

const key = newKey();
const FIRST = START + PHASE;
/** Some minutes after the digest of so many hours was due. */
const dueAfter = (hours: number) => FIRST + (hours + 2) * HOUR + 10 * 60_000;
const tree = (hours = 8, options: Partial<Parameters<typeof treeOf>[0]> = {}): Tree => treeOf({ hours, older: false, key, ...options });
const digestKey = (one: Tree, index: number) => one.branches[0]?.digests[index]?.key as string;
const logKeyOf = (one: Tree, hour: number) => one.branches[0]?.logs[hour]?.[0] as string;
const fileName = (name: string) => name.split('/').at(-1);
const change = (one: Tree, name: string) => one.archive.put({ key: name, content: gzipSync('{"Records":[]}') });

test('verifies each hour once, and finds nothing to complain of', async () => {
  const lab = new Lab(tree());

  const first = await lab.run(dueAfter(6));
  const second = await lab.run(dueAfter(7));
  const third = await lab.run(dueAfter(8));

  expect(first).toEqual({ HoursVerified: 6, NewestVerifiedHourAge: 2 * 3600 + 600, Backlog: 0 });
  expect([second.HoursVerified, third.HoursVerified]).toEqual([1, 1]);
  expect(lab.named()).toEqual([]);
  expect(lab.lines('verdicts')).toHaveLength(8);
});

test.each<[string, (one: Tree) => string, Record<string, number>, (one: Tree) => string[]]>([
  [
    'an altered log file',
    (one) => logKeyOf(one, 2),
    { FilesInvalid: 1, HoursInvalid: 1 },
    (one) => [`${fileName(logKeyOf(one, 2))} invalid hash-mismatch`, '2026-07-01T02:12:34Z/2026-07-01T03:12:34Z invalid hash-mismatch'],
  ],
  [
    'an altered digest',
    (one) => digestKey(one, 2),
    { FilesInvalid: 1, HoursInvalid: 1, Undecided: 2 },
    (one) => [expect.stringContaining(`${fileName(digestKey(one, 2))} invalid`), expect.stringContaining('03:12:34Z invalid')] as string[],
  ],
])('counts and names %s once', async (_, of, counts, named) => {
  const one = tree();
  change(one, of(one));
  const lab = new Lab(one);

  const found = await lab.run(dueAfter(6));
  const later = [await lab.run(dueAfter(7)), await lab.run(dueAfter(8)), await lab.run(dueAfter(8) + 600_000)];

  expect(found).toMatchObject(counts);
  expect(later.every((sum) => Object.keys(sum).every((name) => ['HoursVerified', 'NewestVerifiedHourAge', 'Backlog'].includes(name)))).toBe(true);
  expect(lab.named()).toEqual(expect.arrayContaining(named(one)));
});

test('counts and names a deleted log file once', async () => {
  const one = tree();
  one.archive.objects.delete(logKeyOf(one, 2));
  const lab = new Lab(one);

  await lab.run(dueAfter(6));
  await lab.run(dueAfter(8));

  expect(lab.sum()).toMatchObject({ FilesMissing: 1, HoursInvalid: 1, HoursVerified: 7 });
  expect(lab.named()[0]).toBe(`${fileName(logKeyOf(one, 2))} missing not-found`);
});

test('counts and names an added log file once', async () => {
  const one = tree();
  const added = logKey({ account: '111122223333', region: 'eu-west-1' }, FIRST + HOUR, 'added');
  one.archive.put({ key: added, content: gzipSync('{"Records":[]}') });
  const lab = new Lab(one);

  await lab.run(dueAfter(6));
  await lab.run(dueAfter(8));

  expect(lab.sum()).toEqual({ HoursVerified: 8, FilesUnreferenced: 1, NewestVerifiedHourAge: 2 * 3600 + 600, Backlog: 0 });
  expect(lab.named()).toEqual([`${fileName(added)} unreferenced not-mentioned`]);
});

test('takes a deleted digest for missing when it is reported the second time, and counts and names it once', async () => {
  const one = tree();
  one.archive.objects.delete(digestKey(one, 2));
  const lab = new Lab(one);

  const first = await lab.run(dueAfter(6));
  const again = await lab.run(dueAfter(6) + 60_000);
  const second = await lab.run(dueAfter(7));
  const third = await lab.run(dueAfter(8));

  for (const sum of [first, again, third]) expect(sum).not.toHaveProperty('HoursMissing');
  expect(second).toMatchObject({ HoursMissing: 1, FilesMissing: 1 });
  expect(lab.sum()).toMatchObject({ HoursMissing: 1, FilesMissing: 1, HoursVerified: 7 });
  expect(lab.named().filter((name) => name.includes(' missing '))).toEqual([
    '2026-07-01T02:12:34Z/2026-07-01T03:12:34Z missing digest-missing',
    `${fileName(digestKey(one, 2))} missing not-found`,
  ]);
});

test('does not complain of a digest that came late', async () => {
  const one = tree();
  const late = digestKey(one, 5);
  const object = one.archive.objects.get(late);
  one.archive.objects.delete(late);
  const lab = new Lab(one);
  await lab.run(dueAfter(6));
  one.archive.put({ key: late, content: object?.content as Uint8Array, metadata: { ...object?.metadata } });

  await lab.run(dueAfter(7));
  await lab.run(dueAfter(8));

  // Its log files could not be judged before.
  expect(lab.sum()).toEqual({ HoursVerified: 8, Undecided: 2, NewestVerifiedHourAge: 2 * 3600 + 600, Backlog: 0 });
  expect(lab.named().filter((name) => !name.includes('cannot-tell'))).toEqual([]);
});

describe('the first digest comes later than the lag', () => {
  const withoutDigests = () => {
    const one = tree();
    const digests = (one.branches[0]?.digests ?? []).map(({ key: name }) => ({ key: name, ...one.archive.objects.get(name) }));
    for (const { key: name } of digests) one.archive.objects.delete(name);
    const deliver = (index: number) => one.archive.put(digests[index] as Parameters<typeof one.archive.put>[0]);
    return { one, deliver };
  };

  test.each([1, 2, 3])('and is verified with its log files when it comes, after %d runs without it', async (runs) => {
    const { one, deliver } = withoutDigests();
    change(one, logKeyOf(one, 1));
    const lab = new Lab(one);
    for (let hours = 1; hours <= runs; hours++) await lab.run(dueAfter(hours));
    for (let index = 0; index <= runs; index++) deliver(index);

    const found = await lab.run(dueAfter(runs + 1));
    deliver(runs + 1);
    const later = await lab.run(dueAfter(runs + 2));

    expect(found).toMatchObject({ HoursVerified: runs, HoursInvalid: 1, FilesInvalid: 1 });
    expect(later).toMatchObject({ HoursVerified: 1 });
    for (const name of one.branches[0]?.logs.slice(0, runs + 1).flat() ?? []) expect(one.archive.reads.get(name)).toBe(1);
  });

  test('and what never comes is counted once, before and after the digests that do', async () => {
    const { one, deliver } = withoutDigests();
    const lab = new Lab(one);
    for (const hours of [3, 4, 5]) await lab.run(dueAfter(hours));
    for (let index = 5; index < 8; index++) deliver(index);
    for (const hours of [6, 7, 8, 8.6]) await lab.run(dueAfter(hours));

    expect(lab.sum()).toMatchObject({ HoursMissing: 5, HoursVerified: 3 });
  });
});

test('counts what is missing at the end as the clock goes on, each hour once', async () => {
  const lab = new Lab(tree(6));
  const sums: Record<string, number>[] = [];
  for (const hours of [6, 7, 8, 9, 10]) sums.push(await lab.run(dueAfter(hours)));

  expect(sums.map(({ HoursMissing = 0 }) => HoursMissing)).toEqual([0, 0, 1, 1, 1]);
  expect(sums.map(({ NewestVerifiedHourAge = 0 }) => (NewestVerifiedHourAge - 600) / 3600)).toEqual([2, 3, 4, 5, 6]);
  expect(lab.named()).toEqual([7, 8, 9].map((hour) => `2026-07-01T0${hour - 1}:12:34Z/2026-07-01T0${hour}:12:34Z missing tail-missing`));
});

test('begins where the first file was delivered, and asks for no digests from before', async () => {
  const lab = new Lab(tree(1));
  for (const minutes of [30, 90, 150, 200]) await lab.run(FIRST + minutes * 60_000);

  expect(lab.sum()).toMatchObject({ HoursVerified: 1 });
  expect(lab.named()).toEqual([]);
});

test('counts that there is no digest at all where log files are delivered', async () => {
  const one = tree(6);
  for (const name of [...one.archive.objects.keys()].filter((each) => each.includes('-Digest_'))) one.archive.objects.delete(name);
  const lab = new Lab(one);

  await lab.run(dueAfter(5));
  const second = await lab.run(dueAfter(6));

  expect(second.HoursMissing).toBe(5);
  expect(second.NewestVerifiedHourAge).toBe(3600);
  expect((await lab.run(dueAfter(7))).HoursMissing).toBe(1);
});

test('an archive in which nothing was ever delivered grows old', async () => {
  const lab = new Lab(tree(0, { accounts: [] }));
  await lab.run(START);

  expect(await lab.run(START + 5 * HOUR)).toEqual({ NewestVerifiedHourAge: 5 * 3600, Backlog: 0 });
});

describe('a long backlog', () => {
  const long = tree(100, { accounts: ['111122223333', '444455556666', '777788889999'], logsPerHour: 1 });
  const now = dueAfter(100);

  test('is walked over several invocations, and never from the beginning', async () => {
    const one = { ...long, archive: long.archive.copy() };
    const lab = new Lab(one, { lookBack: 120 * HOUR });
    const sums: Record<string, number>[] = [];
    for (let invocation = 0; invocation < 40; invocation++) {
      let asked = 0;
      // Time goes by with each look at the clock.
      sums.push(await lab.run(now + invocation * 60_000, { remaining: () => 900_000 - 2_000 * asked++ }));
      if (sums.at(-1)?.Backlog === 0) break;
    }

    expect(sums.length).toBeGreaterThan(2);
    expect(lab.sum()).toMatchObject({ HoursVerified: 300, Backlog: 0 });
    expect(lab.named()).toEqual([]);
    const logReads = [...one.archive.reads].filter(([name]) => !name.includes('-Digest_')).map(([, count]) => count);
    expect(logReads).toHaveLength(225);
    // What was under way when an invocation ended is read again.
    expect(logReads.filter((count) => count > 1).length).toBeLessThan(16 * 4 * sums.length);
  });

  test('lets every account have its turn, the one first that waited longest', async () => {
    const lab = new Lab(long, { lookBack: 120 * HOUR });
    let asked = 0;
    for (let invocation = 0; invocation < 3; invocation++) {
      asked = 0;
      await lab.run(now + invocation * 60_000, { remaining: () => 900_000 - 3_000 * asked++ });
    }

    expect(lab.derived.texts('integrity/checkpoints/account=')).toHaveLength(3);
  });

  test('is no reason for an alarm as long as it gets further', async () => {
    const lab = new Lab(long, { lookBack: 120 * HOUR });
    let asked = 0;
    const { NewestVerifiedHourAge, Backlog } = await lab.run(now, { remaining: () => 900_000 - 3_000 * asked++ });

    expect(Backlog).toBeGreaterThan(0);
    expect(NewestVerifiedHourAge).toBe(0);
  });
});

test('a crash after the checkpoint loses no verdict, and counts none twice', async () => {
  const one = tree();
  change(one, logKeyOf(one, 2));
  const lab = new Lab(one);
  lab.derived.failOnce(/^create integrity\/verdicts/, new Error('crashed'));
  await expect(lab.run(dueAfter(6))).rejects.toThrow('1 of 1 accounts and Regions could not be verified; the first: 111122223333 eu-west-1: crashed');
  expect(lab.lines('verdicts')).toEqual([]);

  await lab.run(dueAfter(7));
  await lab.run(dueAfter(8));

  expect(lab.sum()).toMatchObject({ HoursVerified: 7, HoursInvalid: 1, FilesInvalid: 1 });
  expect(lab.lines('verdicts')).toHaveLength(9);
});

test('a crash before the checkpoint repeats what was not done', async () => {
  const one = tree();
  const lab = new Lab(one);
  lab.derived.failOnce(/^create integrity\/checkpoints\/account/, new Error('crashed'));
  await expect(lab.run(dueAfter(6))).rejects.toThrow('crashed');

  await lab.run(dueAfter(7));

  expect(lab.sum()).toMatchObject({ HoursVerified: 7 });
  expect(lab.lines('verdicts')).toHaveLength(7);
});

test('of two runs at once each account and Region has one', async () => {
  const one = tree(8, { accounts: ['111122223333', '444455556666'], regions: ['eu-west-1', 'us-east-1'] });
  change(one, logKeyOf(one, 2));
  const lab = new Lab(one);

  await Promise.all([lab.run(dueAfter(6)), lab.run(dueAfter(6)), lab.run(dueAfter(6) + 1000)]);
  await Promise.all([lab.run(dueAfter(8)), lab.run(dueAfter(8))]);

  expect(lab.sum()).toMatchObject({ HoursVerified: 31, HoursInvalid: 1, FilesInvalid: 1 });
  expect(lab.lines('verdicts')).toHaveLength(33);
});

describe('reconciliation', () => {
  const ledger = { bucket: 'derived', prefix: 'own/', kinds: ['CloudTrail'] };
  const process = (lab: Lab, name: string) => {
    const file = parseLogFileKey(name);
    if (file) lab.derived.put(`own/${ledgerKeyOf(file)}`, '{}');
  };

  async function withLedger(processed: (name: string) => boolean, ledgers = [ledger]): Promise<Lab> {
    const one = tree(12);
    const lab = new Lab(one, { ledgers, processingDelay: 2 * HOUR });
    await lab.run(FIRST - HOUR);
    for (const name of one.branches[0]?.logs.flat() ?? []) if (processed(name)) process(lab, name);
    return lab;
  }

  test('finds every file in the ledger', async () => {
    const lab = await withLedger(() => true);
    await lab.run(dueAfter(12));

    expect(lab.sum()).not.toHaveProperty('FilesNotProcessed');
  });

  test('names a file that no ledger has, once, after the time that processing may take', async () => {
    const lost = logKeyOf(tree(12), 5);
    const lab = await withLedger((name) => name !== lost);

    const counts: (number | undefined)[] = [];
    for (const hours of [5, 6, 7, 8, 9]) counts.push((await lab.run(dueAfter(hours))).FilesNotProcessed);

    expect(counts).toEqual([undefined, undefined, 1, undefined, undefined]);
    expect(lab.lines('unprocessed')).toMatchObject([{ key: lost, processor: 'derived/own/' }]);
  });

  test('does not name a file that was processed late', async () => {
    const late = logKeyOf(tree(12), 5);
    const lab = await withLedger((name) => name !== late);
    await lab.run(dueAfter(6));
    process(lab, late);
    await lab.run(dueAfter(9));

    expect(lab.sum()).not.toHaveProperty('FilesNotProcessed');
  });

  test('names what is altered or gone too, and not what a processor does not ask for', async () => {
    const lost = logKeyOf(tree(12), 5);
    const lab = await withLedger((name) => name !== lost, [ledger, { ...ledger, prefix: 'insights/', kinds: ['CloudTrail-Insight'] }]);
    lab.tree.archive.objects.delete(lost);
    await lab.run(dueAfter(9));

    expect(lab.sum()).toMatchObject({ FilesNotProcessed: 1, FilesMissing: 1 });
  });

  test('does not ask a ledger for files from before the processor was known', async () => {
    const one = tree(12);
    const lab = new Lab(one);
    await lab.run(dueAfter(6));
    await lab.run(dueAfter(9), { ledgers: [ledger] });

    expect(lab.sum()).not.toHaveProperty('FilesNotProcessed');
  });
});

test('what is refused is undecided, and never verified', async () => {
  const one = tree();
  one.archive.refused.add('AWSLogs/111122223333/CloudTrail/');
  const lab = new Lab(one);

  const sum = await lab.run(dueAfter(6));

  expect(sum.Undecided).toBeGreaterThan(0);
  expect(lab.lines('verdicts').filter(({ type, verdict }) => type === 'interval' && verdict === 'valid')).toHaveLength(1);
});
