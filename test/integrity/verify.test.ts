import { gunzipSync, gzipSync } from 'node:zlib';
import { type ComposedDigest, composeDigest } from '../../lib/integrity/compose';
import { knownKeys } from '../../lib/integrity/public-key';
import { copiedTo, moved, type StoredObject } from '../../lib/integrity/store';
import { type VerifyOptions, verifyRegion } from '../../lib/integrity/verify';
import { Archive, collect } from './archive';
import { type Branch, HOUR, logKey, newKey, PHASE, START, TREE_BUCKET, type Tree, treeOf } from './tree';

// Much work for a machine that does other things as well.
jest.setTimeout(60_000);

const at = (hours: number) => new Date(START + PHASE + hours * HOUR);
const text = (hours: number) => at(hours).toISOString().replace('.000Z', 'Z');
const branchOf = ({ branches }: Tree) => branches[0] as Branch;

function verify(tree: Tree, options: Partial<VerifyOptions> = {}) {
  const { from, to, archive, keys } = tree;
  const now = at(1000);
  return collect(
    verifyRegion({ scope: branchOf(tree).scope, bucket: archive.bucket, from, to, now, store: archive, keys: knownKeys(keys), ...options }),
  );
}

/** A tree without some of its digests. */
function without(tree: Tree, ...hours: number[]): Tree {
  const archive = tree.archive.copy();
  for (const hour of hours) archive.objects.delete(branchOf(tree).digests[hour]?.key as string);
  return { ...tree, archive };
}

/** A digest of the trail of a tree. */
function digestAt(hour: number, key: ReturnType<typeof newKey>, others: Partial<Parameters<typeof composeDigest>[0]> = {}): ComposedDigest {
  const name = { account: '111122223333', region: 'eu-west-1', trailName: 'audit_trail', homeRegion: 'us-east-1', bucket: TREE_BUCKET };
  return composeDigest({ ...name, start: at(hour), end: at(hour + 1), logFiles: [], ...others }, key);
}

const key = newKey();
const tree = treeOf({ hours: 30, key });

describe('hours are counted by the clock', () => {
  test('a missing head is named by the first digest that is there', async () => {
    const { badTimes } = await verify(without(tree, 0, 1));
    expect(badTimes).toEqual([`${text(0)} to ${text(2)}: missing (head-missing)`]);
  });

  test('a chain that begins within the period is not proven to have missed nothing before', async () => {
    const { badTimes, outcome } = await verify(treeOf({ hours: 5, older: false, key }), { from: at(-10) });
    expect(badTimes).toEqual([`${text(-10)} to ${text(0)}: cannot-tell (starts-here)`]);
    expect(outcome).toBe('undecided');
  });

  test('a missing tail is counted in whole hours, to the second', async () => {
    const { badTimes } = await verify(without(tree, 27, 28, 29), { to: new Date(at(30).getTime() + 1000) });
    expect(badTimes).toEqual([`${text(27)} to ${text(30)}: missing (tail-missing)`]);
  });

  test('a digest after the period tells that the hour before it is gone', async () => {
    const { badTimes } = await verify(without(tree, 19), { to: at(20) });
    expect(badTimes).toEqual([`${text(19)} to ${text(20)}: missing (digest-missing)`]);
  });

  test('what may still come is not missing', async () => {
    const { badTimes, outcome } = await verify(without(tree, 28, 29), { to: at(30), now: at(30.5) });
    expect(badTimes).toEqual([`${text(28)} to ${text(30)}: not-due (not-yet)`]);
    expect(outcome).toBe('valid');
  });

  test('no digest at all is a missing period', async () => {
    const { badTimes, outcome, badFiles } = await verify(without(tree, ...Array(30).keys()));
    expect(badTimes).toEqual([`${text(0)} to ${text(30)}: missing (no-digests)`]);
    expect(outcome).toBe('invalid');
    expect(new Set(badFiles.map((file) => file.split(': ')[1]))).toEqual(new Set(['cannot-tell (digest-not-proven)']));
  });

  test('an hour that nothing was checked of is not valid', async () => {
    const { outcome } = await verify(tree, { from: at(40), to: at(40.2), now: at(40.3) });
    expect(outcome).toBe('undecided');
  });

  test('digests of which the later one begins later than the earlier one ends leave a gap', async () => {
    const archive = new Archive(TREE_BUCKET);
    const first = digestAt(0, key);
    archive.put(first);
    archive.put(digestAt(1, key, { start: new Date(at(1).getTime() + 1000), previous: first }));
    const { badTimes } = await verify({ ...tree, archive, to: at(2) });
    expect(badTimes).toEqual([`${text(1)} to 2026-07-01T01:12:35Z: missing (not-continuous)`]);
  });

  test('a digest that is named although its hour is covered is missing', async () => {
    const archive = new Archive(TREE_BUCKET);
    archive.put(digestAt(0, key, { end: at(2) }));
    archive.put(digestAt(2, key, { previous: digestAt(0.5, key) }));
    const { badTimes, badFiles } = await verify({ ...tree, archive, to: at(3) });
    expect(badTimes).toEqual([`${text(0.5)} to ${text(1.5)}: missing (digest-missing)`]);
    expect(badFiles).toEqual([expect.stringContaining('missing (not-found)')]);
  });

  test('before an unproven digest nothing but the clock says that digests are missing', async () => {
    const { archive } = without(tree, 4, 5);
    const { key: name = '' } = branchOf(tree).digests[6] as ComposedDigest;
    archive.put({ key: name, content: gzipSync('{}'), metadata: {} });
    const { badTimes } = await verify({ ...tree, archive });
    expect(badTimes).toEqual([`${text(4)} to ${text(6)}: missing (digest-missing)`, `${text(6)} to ${text(7)}: invalid (not-a-digest) of a digest`]);
  });
});

describe('a trail that stops and starts', () => {
  const archive = new Archive(TREE_BUCKET);
  for (const hour of [0, 5]) archive.put(digestAt(hour, key));
  const stopped = { ...tree, archive, to: at(6) };
  const inBetween = logKey(branchOf(tree).scope, at(3).getTime(), 'BETWEEN');

  test('proves nothing of the time in between', async () => {
    const { badTimes, outcome } = await verify(stopped);
    expect(badTimes).toEqual([`${text(1)} to ${text(5)}: cannot-tell (restarted)`]);
    expect(outcome).toBe('undecided');
  });

  test('is accounted for by who knows of the stop', async () => {
    const { intervals, outcome } = await verify(stopped, { stops: [{ start: at(1), end: at(5) }] });
    expect(intervals.filter(({ stated }) => stated).map(({ start, end }) => `${start} to ${end}`)).toEqual([`${text(1)} to ${text(5)}`]);
    expect(outcome).toBe('valid');
  });

  test('a stop that is stated does not account for a digest that a signed one names', async () => {
    const { outcome } = await verify(without(tree, 4), { stops: [{ start: at(0), end: at(30) }] });
    expect(outcome).toBe('invalid');
  });

  test('of a log file from that time nothing can be told', async () => {
    const store = archive.copy();
    store.put({ key: inBetween, content: gzipSync('{"Records":[]}') });
    const { badFiles } = await verify(stopped, { store });
    expect(badFiles).toEqual([expect.stringContaining('cannot-tell (digest-not-proven)')]);
  });
});

describe('chains beside each other', () => {
  test('of two trails each has its own, and a file needs to be in one of them', async () => {
    const archive = tree.archive.copy();
    for (let hour = 0, previous: ComposedDigest | undefined; hour < 30; hour++) {
      previous = digestAt(hour, key, { trailName: 'other', ...(previous && { previous }) });
      archive.put(previous);
    }
    expect((await verify({ ...tree, archive })).outcome).toBe('valid');
    expect((await verify({ ...tree, archive }, { trail: { trailName: 'audit_trail', homeRegion: 'us-east-1' } })).outcome).toBe('valid');
    const added = logKey(branchOf(tree).scope, at(3).getTime(), 'ADDED');
    archive.put({ key: added, content: gzipSync('{}') });
    expect((await verify({ ...tree, archive })).badFiles).toEqual([expect.stringContaining('unreferenced (not-mentioned)')]);
    const one = await verify({ ...tree, archive }, { trail: { trailName: 'audit_trail', homeRegion: 'us-east-1' } });
    expect(one.badFiles).toEqual([expect.stringContaining('cannot-tell (other-trail)')]);
  });

  test('a trail of which nothing is there is missing', async () => {
    const { badTimes } = await verify(tree, { trail: { trailName: 'gone', homeRegion: 'us-east-1' } });
    expect(badTimes).toEqual([`${text(0)} to ${text(30)}: missing (no-digests)`]);
  });

  test('backfills are a chain of their own, of which a link may be missing', async () => {
    const archive = tree.archive.copy();
    const backfilled = new Date('2026-08-01T00:00:00Z');
    const file = { bucket: TREE_BUCKET, key: logKey(branchOf(tree).scope, at(2).getTime(), 'LATE'), content: Buffer.from('{"Records":[]}') };
    archive.put({ key: file.key, content: gzipSync(file.content) });
    const first = digestAt(2, key, { backfilled, logFiles: [file] });
    const second = digestAt(7, key, { backfilled, previous: first });
    for (const digest of [first, second]) archive.put(digest);
    expect((await verify({ ...tree, archive })).outcome).toBe('valid');
    archive.objects.delete(first.key);
    const { badTimes, badFiles } = await verify({ ...tree, archive });
    expect(badTimes).toEqual([`${text(2)} to ${text(3)}: missing (digest-missing)`]);
    expect(badFiles[0]).toContain('_backfill.json.gz: missing (not-found)');
  });

  test('backfills alone do not prove the hours', async () => {
    const archive = new Archive(TREE_BUCKET);
    archive.put(digestAt(2, key, { backfilled: at(100) }));
    expect((await verify({ ...tree, archive })).badTimes).toEqual([`${text(0)} to ${text(30)}: missing (no-digests)`]);
  });
});

describe('keys', () => {
  test('change from one digest to the next', async () => {
    const rotated = treeOf({ hours: 12, rotation: 5 });
    expect(rotated.keys).toHaveLength(3);
    expect((await verify(rotated)).outcome).toBe('valid');
  });

  test('that are not known prove nothing, but the next digest proves the content', async () => {
    const rotated = treeOf({ hours: 12, rotation: 5 });
    const { badFiles, outcome } = await verify({ ...rotated, keys: rotated.keys.slice(1) });
    // Of five digests, the first two are too far from one that is proven.
    expect(badFiles.filter((file) => file.includes('cannot-tell (key-unknown)'))).toHaveLength(5);
    expect(outcome).toBe('undecided');
  });

  test('serve in their own Region only', async () => {
    const elsewhere = tree.keys.map((one) => ({ ...one, region: 'us-west-2' }));
    expect((await verify({ ...tree, keys: elsewhere })).outcome).toBe('undecided');
  });

  test('that cannot be fetched leave it undecided', async () => {
    const keys = { find: async () => Promise.reject(new Error('no connection')) };
    const { files, outcome } = await verify(tree, { keys });
    expect(files[0]).toMatchObject({ verdict: 'cannot-tell', reason: 'key-unusable', detail: 'no connection' });
    expect(outcome).toBe('undecided');
  });
});

describe('an archive that was moved', () => {
  /** The objects of a tree in another bucket, below another prefix. */
  function movedTo(bucket: string, prefix: string): Archive {
    const copy = new Archive(bucket);
    for (const [name, object] of tree.archive.objects) copy.put({ ...object, key: `${prefix}${name}` });
    return copy;
  }

  test('is verified where it is now, by where it was', async () => {
    const store = movedTo('replica', 'copies/');
    const relocation = moved({ bucket: TREE_BUCKET, prefix: '' }, { bucket: 'replica', prefix: 'copies' });
    const scope = { ...branchOf(tree).scope, prefix: 'copies' };
    const { outcome, files } = await verify(tree, { store, bucket: 'replica', scope, relocation });
    expect(outcome).toBe('valid');
    expect(files[0]).toMatchObject({ bucket: 'replica', key: expect.stringMatching(/^copies\/AWSLogs/) });
  });

  test('is not taken for the original', async () => {
    const { badFiles, outcome } = await verify(tree, { store: movedTo('replica', ''), bucket: 'replica' });
    expect(badFiles[0]).toContain('invalid (moved)');
    expect(outcome).toBe('invalid');
  });

  test('may have a name that nobody knows any more', async () => {
    const { outcome } = await verify(tree, { store: movedTo('copy', ''), bucket: 'copy', relocation: copiedTo('copy') });
    expect(outcome).toBe('valid');
  });

  test('what was elsewhere before has stayed there', () => {
    const relocation = moved({ bucket: 'a', prefix: 'x' }, { bucket: 'b', prefix: '' });
    expect(relocation.present({ bucket: 'a', key: 'x/1' })).toEqual({ bucket: 'b', key: '1' });
    expect(relocation.present({ bucket: 'a', key: 'y/1' })).toEqual({ bucket: 'a', key: 'y/1' });
    expect(relocation.original({ bucket: 'b', key: '1' })).toEqual({ bucket: 'a', key: 'x/1' });
    expect(relocation.original({ bucket: 'c', key: '1' })).toEqual({ bucket: 'c', key: '1' });
  });
});

describe('what cannot be read', () => {
  const refusing = (prefix: string) => {
    const archive = tree.archive.copy();
    archive.refused.add(prefix);
    return { ...tree, archive };
  };

  test('a digest that is refused is not missing, and not valid', async () => {
    const { key: refused } = branchOf(tree).digests[5] as ComposedDigest;
    const { files, outcome, badTimes } = await verify(refusing(refused));
    expect(files.find(({ key: name }) => name === refused)).toMatchObject({ verdict: 'cannot-tell', reason: 'not-readable' });
    expect(badTimes).toEqual([`${text(5)} to ${text(6)}: cannot-tell (not-readable) of a digest`]);
    expect(outcome).toBe('undecided');
  });

  test('a log file that is refused is not missing, and not valid', async () => {
    const { badFiles, outcome } = await verify(refusing(branchOf(tree).logs[5]?.[0] as string));
    expect(badFiles).toEqual([expect.stringContaining('cannot-tell (not-readable)')]);
    expect(outcome).toBe('undecided');
  });

  test('where digests cannot be listed, it is not known whether some are missing', async () => {
    const { badTimes, outcome } = await verify(refusing('AWSLogs/111122223333/CloudTrail-Digest/'));
    expect(badTimes).toEqual([`${text(0)} to ${text(30)}: cannot-tell (listing-failed)`]);
    expect(outcome).toBe('undecided');
  });

  test('where log files cannot be listed, it is not known whether some are unreferenced', async () => {
    const archive = tree.archive.copy();
    const list = archive.list.bind(archive);
    archive.list = (prefix) => {
      if (prefix.includes('/CloudTrail/')) archive.refused.add(prefix);
      return list(prefix);
    };
    const { badFiles } = await verify({ ...tree, archive }, { to: at(20) });
    expect(badFiles).toContain(': cannot-tell (listing-failed)');
  });

  test('a mistake of the store is no verdict', async () => {
    const broken = (name: 'list' | 'read', archive = tree.archive.copy()) => {
      archive[name] = () => {
        throw new TypeError('broken');
      };
      return verify({ ...tree, archive });
    };
    await expect(broken('read')).rejects.toThrow('broken');
    await expect(broken('list')).rejects.toThrow('broken');
  });

  test('a digest that goes away between the list and the read is missing', async () => {
    const { key: gone } = branchOf(tree).digests[5] as ComposedDigest;
    const archive = tree.archive.copy();
    const read = archive.read.bind(archive);
    archive.read = async (location) => (location.key === gone ? undefined : read(location));
    const { badTimes, outcome } = await verify({ ...tree, archive });
    expect(badTimes).toEqual([`${text(5)} to ${text(6)}: missing (not-found) of a digest`]);
    expect(outcome).toBe('invalid');
  });
});

describe('files that no digest mentions', () => {
  const scope = branchOf(tree).scope;
  const adding = (name: string, content: Buffer = gzipSync('{}')) => {
    const archive = tree.archive.copy();
    archive.put({ key: name, content });
    return { ...tree, archive };
  };

  test.each([
    ['in the digests', 'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/07/01/notes.txt'],
    ['in the log files', 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/07/01/notes.txt'],
  ])('an object with another name %s is unreferenced', async (_, name) => {
    const { badFiles, outcome } = await verify(adding(name));
    expect(badFiles).toEqual(['notes.txt: unreferenced (unknown-name)']);
    expect(outcome).toBe('invalid');
  });

  test.each(['CloudTrail-Digest', 'CloudTrail'])('what a console makes for an empty folder of %s is nothing', async (kind) => {
    expect((await verify(adding(`AWSLogs/111122223333/${kind}/eu-west-1/2026/07/01/`, Buffer.alloc(0)))).outcome).toBe('valid');
  });

  test('a young one may still be mentioned', async () => {
    const { badFiles, outcome } = await verify(adding(logKey(scope, at(29).getTime(), 'YOUNG')), { now: at(31) });
    expect(badFiles).toEqual([expect.stringContaining('YOUNG.json.gz: not-due (not-yet)')]);
    expect(outcome).toBe('valid');
  });

  test('one after the last digest cannot be told', async () => {
    const { badFiles } = await verify(adding(logKey(scope, at(30.2).getTime(), 'AFTER')), { to: at(30.5) });
    expect(badFiles).toEqual([expect.stringContaining('cannot-tell (digest-not-proven)')]);
  });

  test('families of log files that no digest mentions are left alone, unless they are asked for', async () => {
    const insight = adding(
      'AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/2026/07/01/111122223333_CloudTrail-Insight_eu-west-1_20260701T0500Z_abc.json.gz',
    );
    expect((await verify(insight)).outcome).toBe('valid');
    expect((await verify(insight, { kinds: ['CloudTrail-Insight'] })).badFiles).toEqual([expect.stringContaining('unreferenced')]);
  });

  test('a file that a digest mentions at a place without a name of CloudTrail is checked all the same', async () => {
    const archive = new Archive(TREE_BUCKET);
    const file = { bucket: TREE_BUCKET, key: 'elsewhere/file.gz', content: Buffer.from('{}') };
    archive.put({ key: file.key, content: gzipSync(file.content) });
    archive.put(digestAt(0, key, { logFiles: [{ ...file, oldestEvent: at(0), newestEvent: at(1) }] }));
    expect((await verify({ ...tree, archive, to: at(1) })).files).toEqual([
      expect.objectContaining({ kind: 'digest', verdict: 'valid' }),
      expect.objectContaining({ key: file.key, verdict: 'valid' }),
    ]);
  });

  test('over many days they are found day by day', async () => {
    const long = treeOf({ hours: 24 * 6, key, logsPerHour: 1 });
    const names = [10, 60, 130].map((hours) => logKey(scope, at(hours).getTime() + 5 * 60_000, `ADDED${hours}`));
    for (const name of names) long.archive.put({ key: name, content: gzipSync('{}') });
    const { badFiles, checkpoints } = await verify(long);
    expect(badFiles).toEqual(names.map((name) => `${name.split('/').at(-1)}: unreferenced (not-mentioned)`));
    expect(checkpoints.length).toBeGreaterThan(5);
  });
});

describe('what a digest says of itself', () => {
  const replacing = (change: (json: string) => string, sign = false) => {
    const archive = tree.archive.copy();
    const { key: name = '', content } = branchOf(tree).digests[29] as StoredObject & { key: string };
    archive.put({ key: name, content: gzipSync(change(gunzipSync(content).toString())), metadata: sign ? {} : archive.objects.get(name)?.metadata });
    return { ...tree, archive };
  };

  test('must be of the account in whose folder it is', async () => {
    const { badFiles } = await verify(replacing((json) => json.replace('"awsAccountId":"111122223333"', '"awsAccountId":"999999999999"')));
    expect(badFiles[0]).toContain('invalid (other-account)');
  });

  test('must be a method that is known', async () => {
    const { badFiles } = await verify(replacing((json) => json.replace('SHA256withRSA', 'SHA512withRSA')));
    expect(badFiles[0]).toContain('cannot-tell (unknown-algorithm)');
  });

  test('a log file hashed by a method that is not known cannot be told', async () => {
    const archive = new Archive(TREE_BUCKET);
    const file = { bucket: TREE_BUCKET, key: logKey(branchOf(tree).scope, at(0).getTime(), 'NEW'), content: 'abc' };
    const plain = digestAt(0, key, { logFiles: [file] });
    const json = gunzipSync(plain.content).toString().replace('"hashAlgorithm":"SHA-256"', '"hashAlgorithm":"SHA3-512"');
    // The next digest vouches for it, as it would for one that CloudTrail wrote so.
    const { createHash } = jest.requireActual<typeof import('node:crypto')>('node:crypto');
    const hash = createHash('sha256').update(json).digest('hex');
    archive.put({ ...plain, content: gzipSync(json) });
    archive.put(digestAt(1, key, { previous: { ...plain, hash } }));
    const { files } = await verify({ ...tree, archive, to: at(2) });
    expect(files.find(({ kind }) => kind === 'log')).toMatchObject({ verdict: 'cannot-tell', reason: 'unknown-algorithm' });
  });

  test('a signature that its successor does not name is not its own', async () => {
    const archive = new Archive(TREE_BUCKET);
    const [other, first] = [newKey(), digestAt(0, key)];
    archive.put(first);
    archive.put(digestAt(1, key, { previous: { ...first, signature: digestAt(0, other).signature } }));
    expect((await verify({ ...tree, archive, to: at(2) })).badFiles).toEqual([expect.stringContaining('invalid (signature-replaced)')]);
  });
});
