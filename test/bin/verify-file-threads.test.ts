import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FileThreads } from '../../bin/commands/verify/file-threads';
import { folderStore } from '../../bin/commands/verify/folder-store';
import type { Archive } from '../../bin/commands/verify/store';
import { hashOf } from '../../lib/integrity/unpack';

/** As the command has it. */
const code = join(dirname(process.env.CLI_TEST_BUNDLE ?? ''), 'file-worker.mjs');
const folder = mkdtempSync(join(tmpdir(), 'file-threads-test-'));
const metadata = join(folder, 'object-metadata.json');
const errors: string[] = [];

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

afterEach(() => jest.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The archive in the folder, with a count of what this thread reads itself. */
function archive(): { readonly archive: Archive; readonly here: string[] } {
  const store = folderStore({ root: folder, metadata }, 'logs');
  const here: string[] = [];
  return {
    archive: {
      ...store,
      read: async (location) => {
        here.push(location.key);
        return store.read(location);
      },
    },
    here,
  };
}

async function hashAll(threads: FileThreads) {
  const hashed = await Promise.all(objects.map((_, index) => threads.hash(at(keyOf(index)))));
  threads.close();
  return hashed;
}

test('each object has the same hash or defect as with one thread, and other threads have read some of them', async () => {
  const { archive: store, here } = archive();
  expect(await hashAll(new FileThreads(store, { code, processors: 4 }))).toEqual(expected);
  expect(here.length).toBeGreaterThan(60);
  expect(here.length).toBeLessThan(objects.length);
});

test.each([
  ['without its code', { code: join(folder, 'none.mjs'), processors: 4 }],
  ['of small files, on two processors', { code, processors: 2 }],
  ['on one processor', { code, processors: 1 }],
])('%s one thread does everything', async (_, options) => {
  const { archive: store, here } = archive();
  expect(await hashAll(new FileThreads(store, options))).toEqual(expected);
  expect(here).toHaveLength(objects.length);
});

test('of large files, a second thread on two processors reads some', async () => {
  const large = gzipSync(randomBytes(100_000));
  for (let index = 0; index < 200; index++) writeFileSync(join(folder, `${index}.json.gz`), large);
  const { archive: store, here } = archive();
  const threads = new FileThreads(store, { code, processors: 2 });
  const hashed = await Promise.all(Array.from({ length: 200 }, (_, index) => threads.hash(at(`${index}.json.gz`))));
  threads.close();
  expect(hashed).toEqual(Array(200).fill(hashOf(large)));
  expect(here.length).toBeLessThan(200);
});

test('what a thread that ends did not answer for is done by the others, and the end is told', async () => {
  const broken = join(folder, 'broken.mjs');
  writeFileSync(broken, 'throw new Error("no memory");');
  expect(await hashAll(new FileThreads(archive().archive, { code: broken, processors: 3 }))).toEqual(expected);
  expect(errors).toEqual([expect.stringContaining('no memory')]);
});

test('an object that is not there is not there, and what leads out of the folder cannot be read, whichever thread is asked', async () => {
  const threads = new FileThreads(archive().archive, { code, processors: 3 });
  await Promise.all(objects.map((_, index) => threads.hash(at(keyOf(index)))));
  await expect(Promise.all(Array.from({ length: 8 }, () => threads.hash(at('AWSLogs/none.json.gz'))))).resolves.toEqual(Array(8).fill(undefined));
  await expect(threads.hash(at('AWSLogs/../../secret.json.gz'))).rejects.toThrow('leads out of the folder');
  threads.close();
});
