import { gzipSync } from 'node:zlib';
import { checkLogFile, hashIn } from '../../lib/integrity/check-log-file';
import { CannotRead, type ObjectStore } from '../../lib/integrity/store';
import { hashOf } from '../../lib/integrity/unpack';

const content = gzipSync('{"Records":[]}');
const { hash } = hashOf(content) as { readonly hash: string };
const at = { bucket: 'logs', key: 'a.json.gz' };
const log = { ...at, hash, hashAlgorithm: 'SHA-256' };

const storeOf = (read: ObjectStore['read']): ObjectStore => ({ list: async function* () {}, read });
const failing = (error: Error) =>
  storeOf(async () => {
    throw error;
  });

test('an object is hashed where it is, and released', async () => {
  let released = 0;
  const object = { content, metadata: {}, release: () => void released++ };
  expect(await hashIn(storeOf(async () => object))(at)).toEqual({ hash });
  expect(await hashIn(storeOf(async () => undefined))(at)).toBeUndefined();
  expect(released).toBe(1);
});

test('what cannot be read is no verdict, and a mistake of the program is none either: it is thrown', async () => {
  expect(await checkLogFile(log, at, { store: failing(new CannotRead('refused')) })).toMatchObject({
    verdict: 'cannot-tell',
    reason: 'not-readable',
  });
  await expect(checkLogFile(log, at, { store: failing(new TypeError('a mistake')) })).rejects.toThrow('a mistake');
});
