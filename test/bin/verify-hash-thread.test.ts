import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { HashThread } from '../../bin/commands/verify/hash-thread';
import { hashOf } from '../../lib/integrity/unpack';

const folder = mkdtempSync(join(tmpdir(), 'hash-thread-test-'));
const code = join(folder, 'hash-worker.js');
let thread: HashThread;

beforeAll(() => {
  const entryPoints = [resolve(__dirname, '../../bin/commands/verify/hash-worker.ts')];
  buildSync({ entryPoints, outfile: code, bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' });
});

beforeEach(() => {
  thread = new HashThread(code);
});

afterEach(() => thread.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Objects that do not compress, so that there are many bytes soon; some are damaged, or none at all. */
function objectsOf(count: number, size: number): Buffer[] {
  const noise = Buffer.from(Buffer.alloc(size).map((_, at) => (at * 7919 + (at >> 3) * 104729) % 251));
  return Array.from({ length: count }, (_, index) => {
    noise.writeUInt32LE(index, 0);
    const content = gzipSync(noise, { level: 0 });
    const [whole, cut, longer] = [content, content.subarray(0, content.length - 9), Buffer.concat([content, Buffer.from('more')])];
    return Buffer.from([whole, whole, cut, longer, Buffer.from('no gzip')][index % 5] as Buffer);
  });
}

test('each object has the same hash or defect as without a second thread, which hashes some of them', async () => {
  const objects = objectsOf(60, 120_000);
  const expected = objects.map(hashOf);
  expect(await Promise.all(objects.map((object) => thread.hash(object)))).toEqual(expected);
  // What the other thread had is gone from here.
  const moved = objects.filter(({ length }) => length === 0).length;
  expect(moved).toBeGreaterThan(0);
  expect(moved).toBeLessThan(objects.length);
});

test('an object of more bytes than may wait goes through alone', async () => {
  const objects = objectsOf(2, 3_000_000);
  const expected = objects.map(hashOf);
  expect([await thread.hash(objects[0] as Buffer), await thread.hash(objects[1] as Buffer)]).toEqual(expected);
});

test('without its code one thread does everything', async () => {
  const objects = objectsOf(30, 120_000);
  const alone = new HashThread();
  expect(await Promise.all(objects.map((object) => alone.hash(object)))).toEqual(objects.map(hashOf));
  alone.close();
});

test('a thread that ends in an error is an error, and no hash', async () => {
  const broken = join(folder, 'broken.js');
  writeFileSync(broken, 'throw new Error("no thread")');
  const failing = new HashThread(broken);
  await expect(Promise.all(objectsOf(30, 120_000).map((object) => failing.hash(object)))).rejects.toThrow('no thread');
  failing.close();
});
