import { gzipSync } from 'node:zlib';
import { composeDigest } from '../../lib/integrity/compose';
import { knownKeys } from '../../lib/integrity/public-key';
import type { Checkpoint, FileResult, Result } from '../../lib/integrity/result';
import { type VerifyOptions, verifyRegion } from '../../lib/integrity/verify';
import { type Archive, collect } from './archive';
import { DAMAGES } from './damage';
import { type Branch, HOUR, logKey, newKey, PHASE, START, TREE_BUCKET, treeOf } from './tree';

// Much work for a machine that does other things as well.
jest.setTimeout(60_000);

const at = (hours: number) => new Date(START + PHASE + hours * HOUR);
const text = (hours: number) => at(hours).toISOString().replace('.000Z', 'Z');
const key = newKey();
const tree = treeOf({ hours: 60, key });
const branch = tree.branches[0] as Branch;

/** A run as a monitor makes it: up to the hour of the clock. */
function run(store: Archive, now: number, checkpoint?: Checkpoint, others: Partial<VerifyOptions> = {}) {
  const options = { scope: branch.scope, bucket: TREE_BUCKET, from: at(0), to: at(now), now: at(now), store, keys: knownKeys(tree.keys) };
  return collect(verifyRegion({ ...options, ...(checkpoint && { checkpoint: JSON.parse(JSON.stringify(checkpoint)) }), ...others }));
}

const last = ({ checkpoints }: Awaited<ReturnType<typeof run>>) => checkpoints.at(-1) as Checkpoint;

/** The archive up to an hour, with its digest coming an hour late. */
function until(hour: number): Archive {
  const archive = tree.archive.copy();
  for (const { key: name } of branch.digests.slice(hour)) archive.objects.delete(name);
  for (const name of branch.logs.slice(hour + 1).flat()) archive.objects.delete(name);
  return archive;
}

test('run after run, each log file is checked once and nothing is found', async () => {
  let checkpoint: Checkpoint | undefined;
  const checked: string[] = [];
  for (const now of [10, 11, 12, 30]) {
    const result = await run(until(now - 1), now, checkpoint);
    expect(result.badTimes.filter((time) => !time.includes('not-due'))).toEqual([]);
    expect(result.outcome).toBe('valid');
    checked.push(...result.files.filter(({ kind, verdict }) => kind === 'log' && verdict === 'valid').map(({ key: name }) => name));
    checkpoint = last(result);
  }
  expect(checked).toEqual(branch.logs.slice(0, 29).flat());
});

test('every result before a checkpoint is final: going on from each gives what was left', async () => {
  const whole = await run(tree.archive, 62);
  for (const checkpoint of whole.checkpoints.slice(0, -1)) {
    const rest = await run(tree.archive, 62, checkpoint);
    expect(rest.files.at(-1)).toEqual(whole.files.at(-1));
    const first = whole.files.findIndex(({ key: name }) => name === rest.files[0]?.key);
    expect(rest.files).toEqual(whole.files.slice(first));
  }
});

describe.each([
  ['young', 62],
  ['old', 200],
])('%s damage before a checkpoint', (_, now) => {
  test.each(DAMAGES)('$name: two runs name the files that one names', async (damage) => {
    const store = tree.archive.copy();
    damage.apply(store, branch, 4);
    damage.apply(store, branch, 20);
    const options = { scope: branch.scope, bucket: TREE_BUCKET, from: at(0), to: at(60), now: at(now), store, keys: knownKeys(tree.keys) };
    const named = (results: readonly Result[]) => results.filter((one) => one.type === 'file' && one.verdict !== 'valid') as FileResult[];
    const whole: Result[] = [];
    for await (const result of verifyRegion(options)) whole.push(result);
    const checkpoints = whole.filter((result) => result.type === 'checkpoint');
    expect(checkpoints.length).toBeGreaterThan(1);
    for (const result of checkpoints) {
      const rest = await run(store, now, result.checkpoint, { to: at(60) });
      const files = [...named(whole.slice(0, whole.indexOf(result))), ...named(rest.files)];
      const texts = (all: readonly FileResult[]) =>
        [...new Set(all.map(({ key: name, verdict, reason }) => `${name}: ${verdict} (${reason})`))].sort();
      expect(texts(files)).toEqual(texts(named(whole)));
    }
  });
});

test('a hole stays open until what is late has come', async () => {
  const store = until(20);
  const late = branch.digests[10]?.key as string;
  const digest = store.objects.get(late);
  store.objects.delete(late);
  const first = await run(store, 20);
  expect(first.badTimes).toContain(`${text(10)} to ${text(11)}: missing (digest-missing)`);
  expect(last(first).open).toEqual([{ chain: expect.anything(), start: text(10), end: text(11) }]);

  const second = await run(store, 20, last(first));
  expect(second.badTimes).toContain(`${text(10)} to ${text(11)}: missing (digest-missing)`);
  expect(last(second).open).toHaveLength(1);

  store.put({ key: late, content: digest?.content as Uint8Array, metadata: digest?.metadata });
  const third = await run(store, 20, last(second));
  expect(third.intervals[0]).toMatchObject({ start: text(10), end: text(11), verdict: 'valid', digests: 1 });
  expect(last(third).open).toEqual([]);
});

test('where digests of an earlier run cannot be listed any more, their log files are in doubt, not unreferenced', async () => {
  const [before] = (await run(until(50), 50)).checkpoints;
  const store = until(50);
  store.refused.add('AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/07/01/');
  const { files } = await run(store, 50, before);
  expect(files.filter(({ kind, reason }) => kind === 'log' && reason === 'not-mentioned')).toEqual([]);
  expect(files.filter(({ reason }) => reason === 'digest-not-proven').length).toBeGreaterThan(1);
});

test('what a late digest lists is in doubt no more', async () => {
  const store = until(30);
  store.objects.delete(branch.digests[10]?.key as string);
  const { files, outcome } = await run(until(50), 50, last(await run(store, 30)));
  expect(files.filter(({ reason }) => reason === 'digest-not-proven')).toEqual([]);
  expect(outcome).toBe('valid');
});

describe.each([
  ['first', 0],
  ['last', 9],
])('the %s digest of a period comes late', (_, index) => {
  const late = branch.digests[index] as (typeof branch.digests)[0];
  const hole = { start: text(index), end: text(index + 1) };
  const to = at(index + 1);
  const without = until(20);
  without.objects.delete(late.key);

  test('it is missing until it comes, in one interval a run', async () => {
    const first = await run(without, 20, undefined, { to });
    expect(first.badTimes).toEqual([expect.stringContaining(`${hole.start} to ${hole.end}: missing`)]);
    expect(last(first).open).toEqual([{ chain: expect.anything(), ...hole }]);

    const second = await run(without, 20, last(first));
    expect(second.badTimes.filter((time) => !time.includes('not-due'))).toEqual([expect.stringContaining(`${hole.start} to ${hole.end}: missing`)]);
    expect(last(second).open).toEqual([{ chain: expect.anything(), ...hole }]);
  });

  test('it is judged once when it comes, and its log files are', async () => {
    const checkpoint = last(await run(without, 20, undefined, { to }));
    const { files, intervals, checkpoints, outcome } = await run(until(20), 20, checkpoint);
    expect(outcome).toBe('valid');
    expect(intervals.filter(({ start }) => start === hole.start)).toEqual([expect.objectContaining({ ...hole, verdict: 'valid', digests: 1 })]);
    const names = files.filter(({ verdict }) => verdict === 'valid').map(({ key: name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([late.key, ...(branch.logs[index] ?? [])]));
    expect(checkpoints.at(-1)?.open).toEqual([]);
  });
});

test('digests that come after a run that saw none at all are judged by the next one', async () => {
  const first = await run(until(0), 5);
  expect(first.badTimes).toContain(`${text(0)} to ${text(3)}: missing (no-digests)`);
  const still = await run(until(0), 6, last(first));
  expect(still.badTimes).toContain(`${text(0)} to ${text(4)}: missing (no-digests)`);

  const { files, outcome } = await run(until(6), 7, last(still));
  expect(outcome).toBe('valid');
  const logs = files.filter(({ kind, verdict }) => kind === 'log' && verdict === 'valid').map(({ key: name }) => name);
  expect(logs).toEqual(branch.logs.slice(0, 6).flat());
});

test('a hole is given up after two days', async () => {
  const store = tree.archive.copy();
  store.objects.delete(branch.digests[3]?.key as string);
  expect(last(await run(store, 60)).open).toEqual([]);
  const young = last(await run(store, 30));
  expect(young.open).toHaveLength(1);
  expect(last(await run(store, 60, young)).open).toEqual([]);
});

test('the first digest of a run is compared with the last one of the run before', async () => {
  const before = last(await run(until(10), 10));
  const store = until(20);
  // Somebody replaces the last digest by one that CloudTrail signed as well, and that its successor does not name.
  const forged = { ...before, chains: before.chains.map((chain) => ({ ...chain, hash: 'f'.repeat(64) })) };
  const { files, outcome } = await run(store, 20, forged);
  expect(files.filter(({ verdict }) => verdict !== 'valid')).toEqual([
    expect.objectContaining({ key: branch.digests[9]?.key, reason: 'contradicted' }),
  ]);
  expect(outcome).toBe('invalid');
});

test('a file that was too young to be judged is judged by a later run', async () => {
  const store = until(20);
  const added = logKey(branch.scope, at(19).getTime(), 'ADDED');
  store.put({ key: added, content: gzipSync('{}') });
  const first = await run(store, 20);
  expect(first.badFiles).toEqual(expect.arrayContaining([expect.stringContaining('ADDED.json.gz: not-due')]));
  const whole = tree.archive.copy();
  whole.put({ key: added, content: gzipSync('{}') });
  const second = await run(whole, 40, last(first));
  expect(second.badFiles.filter((file) => !file.includes('not-due'))).toEqual([expect.stringContaining('ADDED.json.gz: unreferenced')]);
});

test('a trail that has ended long ago costs nothing', async () => {
  const store = tree.archive.copy();
  const name = { account: '111122223333', region: 'eu-west-1', trailName: 'ended', homeRegion: 'us-east-1', bucket: TREE_BUCKET };
  const ended = composeDigest({ ...name, start: at(0), end: at(1), logFiles: [] }, key);
  store.put(ended);
  const first = await run(store, 60);
  expect(first.badTimes).toContain(`${text(1)} to ${text(58)}: missing (tail-missing)`);
  store.reads.clear();
  await run(store, 60, last(first));
  expect(store.reads.get(ended.key)).toBeUndefined();
});

test('a checkpoint does not grow with what was verified', async () => {
  const sizes = [20, 40, 60].map(async (now) => JSON.stringify(last(await run(until(now), now))).length);
  expect(new Set(await Promise.all(sizes)).size).toBe(1);
});
