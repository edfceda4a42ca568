import { knownKeys } from '../../lib/integrity/public-key';
import { verifyRegion } from '../../lib/integrity/verify';
import type { Archive } from './archive';
import { collect } from './archive';
import { addedKey, DAMAGES, type Damage } from './damage';
import { type Branch, HOUR, PHASE, START, TREE_BUCKET, type Tree, treeOf } from './tree';

// Much work for a machine that does other things as well.
jest.setTimeout(60_000);

const ACCOUNTS = ['111122223333', '444455556666', '777788889999'];
const REGIONS = ['ap-southeast-2', 'eu-west-1', 'us-east-1', 'us-gov-west-1'];

const text = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
const name = (key: string) => key.split('/').at(-1) as string;

function verify({ keys, from, to }: Tree, { scope }: Branch, store: Archive) {
  const now = new Date(to.getTime() + 100 * HOUR);
  return collect(verifyRegion({ scope, bucket: TREE_BUCKET, from, to, now, store, keys: knownKeys(keys) }));
}

/** Every exception that a damage must give, in the form in which they are collected; files that lost their proof are apart. */
function expectedOf({ digest, log, time, hours = 1 }: Damage, branch: Branch, hour: number) {
  const key = name(digest ? (branch.digests[hour + hours - 1]?.key as string) : (branch.logs[hour]?.[0] as string));
  const verdict = digest ?? log;
  const span = `${text(START + PHASE + hour * HOUR)} to ${text(START + PHASE + (hour + hours) * HOUR)}`;
  return {
    files: [verdict ? `${key}: ${verdict}` : `${name(addedKey(branch, hour))}: unreferenced (not-mentioned)`],
    times: time === 'none' ? [] : [time ? `${span}: ${time}` : `${span}: ${verdict} of a digest`],
  };
}

async function check(tree: Tree, branch: Branch, placed: readonly { damage: Damage; hour: number }[]) {
  const store = tree.archive.copy();
  for (const { damage, hour } of placed) damage.apply(store, branch, hour);
  const { badFiles, badTimes, outcome } = await verify(tree, branch, store);
  const expected = placed.map(({ damage, hour }) => expectedOf(damage, branch, hour));
  const proven = badFiles.filter((file) => !file.endsWith('(digest-not-proven)'));
  const files = expected.flatMap((one) => one.files);
  expect({ files: proven.sort(), times: badTimes.sort() }).toEqual({ files: files.sort(), times: expected.flatMap((one) => one.times).sort() });
  expect(outcome).toBe(files.every((file) => file.includes('cannot-tell')) ? 'undecided' : 'invalid');
}

describe('in the archive of an organization, 3 accounts in 4 Regions over 40 days', () => {
  const tree = treeOf({
    accounts: ACCOUNTS,
    regions: REGIONS,
    hours: 40 * 24,
    logsPerHour: 1,
    organizationId: 'o-abcdef1234',
    prefix: 'audit',
    rotation: 720,
  });

  test('a digest that is gone is found in its account and Region, and nothing elsewhere', async () => {
    const store = tree.archive.copy();
    store.objects.delete(tree.branches[7]?.digests[500]?.key as string);
    for (const [index, branch] of tree.branches.entries()) {
      const { badFiles, badTimes, outcome, intervals } = await verify(tree, branch, store);
      const [files, times] = index === 7 ? [2, 1] : [0, 0];
      // The digest, and the log file that it listed.
      expect({ files: badFiles.length, times: badTimes.length }).toEqual({ files, times });
      expect({ outcome, hours: intervals.length }).toEqual({ outcome: index === 7 ? 'invalid' : 'valid', hours: 960 });
    }
  });
});

describe('every damage is found with the right file and time', () => {
  const tree = treeOf({ hours: 14 });
  const branch = tree.branches[0] as Branch;

  test.each(DAMAGES)('$name', async (damage) => check(tree, branch, [{ damage, hour: 4 }]));

  test('each together with each other, in other hours', async () => {
    for (const [index, one] of DAMAGES.entries()) {
      for (const other of DAMAGES.slice(index))
        await check(tree, branch, [
          { damage: one, hour: 1 },
          { damage: other, hour: 8 },
        ]);
    }
  });

  test('each digest together with each log file that it lists', async () => {
    for (const one of DAMAGES.filter(({ digest }) => digest)) {
      for (const other of DAMAGES.filter(({ log }) => log)) {
        const store = tree.archive.copy();
        one.apply(store, branch, 4);
        other.apply(store, branch, 4);
        const { outcome, files } = await verify(tree, branch, store);
        // Where the digest proves nothing any more, the file is at least not valid; a deleted one is in no list.
        expect(outcome).toBe('invalid');
        expect(files.some(({ key, verdict }) => key === branch.logs[4]?.[0] && verdict === 'valid')).toBe(false);
      }
    }
  });
});
