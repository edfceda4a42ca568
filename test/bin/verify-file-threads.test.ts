import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FileThread } from '../../bin/commands/verify/file-thread';
import { FileThreads, startThreads, type ThreadOptions } from '../../bin/commands/verify/file-threads';
import { folderStore } from '../../bin/commands/verify/folder-store';
import type { Archive } from '../../bin/commands/verify/store';
import { hashOf } from '../../lib/integrity/unpack';

/** As the command has it. */
const code = join(dirname(process.env.CLI_TEST_BUNDLE ?? ''), 'file-worker.mjs');
const folder = mkdtempSync(join(tmpdir(), 'file-threads-test-'));
const metadata = join(folder, 'object-metadata.json');
const errors: string[] = [];
const started: FileThread[] = [];

/** Objects of which some are damaged, or none at all. */
const objects = Array.from({ length: 800 }, (_, index) => {
  const content = gzipSync(Buffer.from(JSON.stringify({ Records: Array(index % 90).fill('a record') })));
  return [content, content.subarray(0, content.length - 9), Buffer.concat([content, Buffer.from('more')]), Buffer.from('no gzip')][
    index % 4
  ] as Buffer;
});
const expected = objects.map(hashOf);
const keyOf = (index: number) => `AWSLogs/${index % 3}/${index}.json.gz`;
const at = (key: string) => ({ bucket: 'logs', key });

beforeAll(() => {
  writeFileSync(metadata, '{}');
  for (const [index, object] of objects.entries()) {
    mkdirSync(dirname(join(folder, keyOf(index))), { recursive: true });
    writeFileSync(join(folder, keyOf(index)), object);
  }
});

beforeEach(() => {
  errors.length = 0;
  jest.spyOn(console, 'error').mockImplementation((line) => void errors.push(line));
});

afterEach(() => {
  for (const thread of started.splice(0)) thread.close();
  jest.restoreAllMocks();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The archive in the folder, with what this thread reads itself, and how much of it at once. */
function archive() {
  const store = folderStore({ root: folder, metadata }, 'logs');
  const here: string[] = [];
  const atOnce = { now: 0, most: 0 };
  const read: Archive['read'] = async (location) => {
    here.push(location.key);
    atOnce.most = Math.max(atOnce.most, ++atOnce.now);
    try {
      return await store.read(location);
    } finally {
      atOnce.now--;
    }
  };
  return { archive: { ...store, read }, here, atOnce };
}

/** Starts threads, and ends them after the test. */
function start(options: ThreadOptions): FileThread[] {
  const others = startThreads(options);
  started.push(...others);
  return others;
}

const allOf = (threads: FileThreads) => Promise.all(objects.map((_, index) => threads.hash(at(keyOf(index)))));

test('each object has the same hash or defect as with one thread, and other threads have read some of them', async () => {
  const { archive: store, here } = archive();
  const others = start({ code, processors: 4 });
  expect(await allOf(new FileThreads(store, others))).toEqual(expected);
  expect(others).toHaveLength(3);
  expect(here.length).toBeGreaterThan(20);
  expect(here.length).toBeLessThan(objects.length / 2);
});

test.each([
  ['without its code', { code: join(folder, 'none.mjs'), processors: 4 }],
  ['on one processor', { code, processors: 1 }],
])('%s one thread does everything', async (_, options) => {
  const { archive: store, here } = archive();
  expect(await allOf(new FileThreads(store, start(options)))).toEqual(expected);
  expect(here).toHaveLength(objects.length);
});

test.each([
  ['large', 2_000_000, 4],
  ['small', 1000, 40],
])('of %s files so many are read at once that memory is for them', async (_, bytes, most) => {
  const file = gzipSync(randomBytes(bytes));
  for (let index = 0; index < 200; index++) writeFileSync(join(folder, `${index}.json.gz`), file);
  const { archive: store, here, atOnce } = archive();
  const threads = new FileThreads(store, start({ code, processors: 2 }));
  const hashed = await Promise.all(Array.from({ length: 200 }, (_, index) => threads.hash(at(`${index}.json.gz`))));
  expect(hashed).toEqual(Array(200).fill(hashOf(file)));
  expect(here.length).toBeLessThan(200);
  expect(atOnce.most).toBeLessThanOrEqual(most);
  expect(atOnce.most).toBeGreaterThanOrEqual(most / 4);
});

test('what a thread that ends did not answer for is done by the others, and the end is told', async () => {
  const broken = join(folder, 'broken.mjs');
  writeFileSync(broken, 'throw new Error("no memory");');
  expect(await allOf(new FileThreads(archive().archive, start({ code: broken, processors: 2 })))).toEqual(expected);
  expect(errors).toEqual([expect.stringContaining('no memory')]);
});

test('an object that is not there is not there, and what leads out of the folder cannot be read, whichever thread is asked', async () => {
  const threads = new FileThreads(archive().archive, start({ code, processors: 3 }));
  await allOf(threads);
  await expect(Promise.all(Array.from({ length: 8 }, () => threads.hash(at('AWSLogs/none.json.gz'))))).resolves.toEqual(Array(8).fill(undefined));
  await expect(threads.hash(at('AWSLogs/../../secret.json.gz'))).rejects.toThrow('leads out of the folder');
});
