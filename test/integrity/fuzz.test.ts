import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { checkLogFile } from '../../lib/integrity/check-log-file';
import { type DigestLogFile, parseDigest } from '../../lib/integrity/digest';
import { examineDigest } from '../../lib/integrity/examine';
import { knownKeys, readPublicKey } from '../../lib/integrity/public-key';
import { UNMOVED } from '../../lib/integrity/store';
import { verifyRegion } from '../../lib/integrity/verify';
import { DIGEST_FILE_KIND, parseDeliveredFileKey } from '../../lib/log-format/log-file-key';
import { type Archive, collect } from './archive';
import { type Branch, HOUR, TREE_BUCKET, type Tree, treeOf } from './tree';

// Much work for a machine that does other things as well.
jest.setTimeout(60_000);

const tree = treeOf({ hours: 6 });
const branch = tree.branches[0] as Branch;
const digest = branch.digests[1] as (typeof branch.digests)[number];
const keys = knownKeys(tree.keys);

function examine(content: Uint8Array, metadata: Readonly<Record<string, string>> = digest.metadata) {
  const name = parseDeliveredFileKey(digest.key);
  if (name?.kind !== DIGEST_FILE_KIND) throw new Error('no digest');
  return examineDigest({ location: digest, name, object: { content, metadata }, keys, relocation: UNMOVED });
}

const flipped = (bytes: Uint8Array, bit: number) => {
  const copy = Buffer.from(bytes);
  const at = bit % (copy.length * 8);
  copy[at >> 3] = (copy[at >> 3] as number) ^ (1 << (at & 7));
  return copy;
};

const verify = ({ from, to }: Tree, { scope }: Branch, store: Archive) =>
  collect(verifyRegion({ scope, bucket: TREE_BUCKET, from, to, now: new Date(to.getTime() + 50 * HOUR), store, keys }));

test('a digest of which any one bit was flipped is never valid', async () => {
  const json = gunzipSync(digest.content);
  expect((await examine(gzipSync(json))).own.verdict).toBe('valid');
  await fc.assert(
    fc.asyncProperty(fc.nat(json.length * 8 - 1), async (bit) => {
      const examined = await examine(gzipSync(flipped(json, bit), { level: 1 }));
      expect(examined).toMatchObject({ signed: false, own: { verdict: expect.not.stringMatching(/^valid$/) } });
    }),
    { numRuns: 2000 },
  );
});

test('a signature of which any one bit was flipped is never valid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(digest.signature.length * 8 - 1), async (bit) => {
      const signature = flipped(Buffer.from(digest.signature), bit).toString('latin1');
      // In hexadecimal a letter has two forms that mean the same.
      fc.pre(signature.toLowerCase() !== digest.signature);
      expect((await examine(digest.content, { ...digest.metadata, signature })).own.verdict).not.toBe('valid');
    }),
    { numRuns: 1000 },
  );
});

const [logKey = ''] = branch.logs[1] ?? [];
const listed = parseDigest(gunzipSync(digest.content)).logFiles[0] as DigestLogFile;
const checkLog = (content: Uint8Array) =>
  checkLogFile(listed, listed, { store: { list: tree.archive.list, read: async () => ({ content, metadata: {} }) } });

test('a log file of which any one bit was flipped is never valid', async () => {
  const json = gunzipSync(tree.archive.objects.get(logKey)?.content ?? '');
  expect(await checkLog(gzipSync(json))).toEqual({ verdict: 'valid' });
  await fc.assert(
    fc.asyncProperty(fc.nat(json.length * 8 - 1), async (bit) => {
      expect(await checkLog(gzipSync(flipped(json, bit), { level: 1 }))).toEqual({ verdict: 'invalid', reason: 'hash-mismatch' });
    }),
    { numRuns: 1000 },
  );
});

test('an object of which any one bit was flipped is not valid, or has the same content', async () => {
  const log = tree.archive.objects.get(logKey)?.content as Uint8Array;
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.nat(), async (isLog, bit) => {
      const object = isLog ? log : digest.content;
      const content = flipped(object, bit);
      const { verdict } = isLog ? await checkLog(content) : (await examine(content)).own;
      expect(verdict === 'valid').toBe(sameContent(content, object));
    }),
    { numRuns: 2000 },
  );
});

/** The header of gzip holds a time and an operating system, which CloudTrail does not vouch for. */
function sameContent(one: Uint8Array, other: Uint8Array): boolean {
  try {
    return gunzipSync(one).equals(gunzipSync(other));
  } catch {
    return false;
  }
}

test('bytes of any kind in place of a digest never crash, and never pass', async () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => gzipSync(bytes)),
    fc.json().map((json) => gzipSync(json)),
    // A digest with one member changed.
    fc.tuple(fc.constantFrom(...Object.keys(JSON.parse(gunzipSync(digest.content).toString()))), fc.jsonValue()).map(([member, value]) => {
      return gzipSync(JSON.stringify({ ...JSON.parse(gunzipSync(digest.content).toString()), [member]: value }));
    }),
  );
  const metadata = fc.oneof(fc.constant(digest.metadata), fc.dictionary(fc.constantFrom('signature', 'signature-algorithm'), fc.string()));
  await fc.assert(
    fc.asyncProperty(content, metadata, async (bytes, all) => {
      expect((await examine(bytes, all)).own.verdict).not.toBe('valid');
    }),
    { numRuns: 4000 },
  );
});

test('keys of any kind never crash but with a sentence', () => {
  const [key] = tree.keys as [(typeof tree.keys)[0]];
  const der = Buffer.from(key.value, 'base64');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.nat().map((bit) => flipped(der, bit)),
        fc.uint8Array({ maxLength: 100 }),
      ),
      (bytes) => {
        expect(() => readPublicKey({ ...key, value: Buffer.from(bytes).toString('base64') })).toThrow(/is another key|is no RSA key/);
      },
    ),
    { numRuns: 2000 },
  );
});

test('whatever is deleted, copied or exchanged is found', async () => {
  const names = [...branch.digests.map(({ key }) => key), ...branch.logs.flat()];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('delete', 'copy', 'exchange'),
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      async (what, one, other) => {
        fc.pre(what === 'delete' || one !== other);
        const store = tree.archive.copy();
        const [first, second] = [store.objects.get(one), store.objects.get(other)] as [{ content: Uint8Array }, { content: Uint8Array }];
        if (what === 'delete') store.objects.delete(one);
        else store.put({ ...first, key: other });
        if (what === 'exchange') store.put({ ...second, key: one });
        const { outcome, badFiles, badTimes } = await verify(tree, branch, store);
        expect(outcome).toBe('invalid');
        expect(badFiles.length + badTimes.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 100 },
  );
});

test('random archives that nobody touched are valid', async () => {
  const accounts = fc.uniqueArray(fc.constantFrom('111122223333', '444455556666', '777788889999'), { minLength: 1 });
  const regions = fc.uniqueArray(fc.constantFrom('eu-west-1', 'us-east-1', 'cn-north-1'), { minLength: 1 });
  const options = fc.record({
    accounts,
    regions,
    hours: fc.integer({ min: 1, max: 30 }),
    logsPerHour: fc.nat(3),
    rotation: fc.integer({ min: 4, max: 9 }),
    older: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(options, fc.option(fc.constant('o-abc123'), { nil: undefined }), async (made, organizationId) => {
      const random = treeOf({ ...made, ...(organizationId && { organizationId }) });
      for (const one of random.branches) {
        const { scope } = one;
        const now = new Date(random.to.getTime() + 3 * HOUR);
        const run = verifyRegion({
          scope,
          bucket: TREE_BUCKET,
          from: random.from,
          to: random.to,
          now,
          store: random.archive,
          keys: knownKeys(random.keys),
        });
        const { outcome, badFiles, badTimes } = await collect(run);
        expect({ outcome, badFiles, badTimes }).toEqual({ outcome: 'valid', badFiles: [], badTimes: [] });
      }
    }),
    { numRuns: 6 },
  );
});
