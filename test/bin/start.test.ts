import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { start as startCommand } from '../../bin/commands/start';

const root = resolve(__dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-test-'));
  mkdirSync(join(folder, 'tmp'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function spawnStart(...args: string[]) {
  const temp = join(folder, 'tmp');
  return spawn(process.execPath, [join(root, 'tools/start.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder, TMPDIR: temp, TEMP: temp, TMP: temp },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The demo as a child process, called from another folder. */
async function start(...args: string[]) {
  const child = spawnStart(...args);
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { exitCode, stdout, stderr, left: leftovers() };
}

/** An app that is quick to synthesize: it writes a template as the CDK does. */
function quickApp(): string {
  const trail = { Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'quick', EventSelectors: [{ IncludeManagementEvents: true }] } };
  const template = JSON.stringify({ Resources: { Trail: trail } });
  return write(
    'app.ts',
    `require('node:fs').mkdirSync(process.env.CDK_OUTDIR!);
require('node:fs').writeFileSync(process.env.CDK_OUTDIR + '/s.template.json', '${template}');`,
  );
}

const startQuickly = (...args: string[]) => start('--app', quickApp(), ...args);

const leftovers = () => readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('cdk-cloudtrail-'));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const event = (eventID: string, userName = 'alice') => ({
  eventVersion: '1.11',
  eventID,
  eventTime: '2026-08-03T09:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  eventCategory: 'Data',
  managementEvent: false,
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'IAMUser', userName },
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::reports/q3.csv' }],
});

const logFile = (...records: object[]) => JSON.stringify({ Records: records });

test('shows the trail, processes the sample files and proves the numbers, and does so again', async () => {
  const first = await start();
  const second = await startQuickly();

  expect(first.stdout).toMatch(/declares some data, a trail for it and an access report/);
  for (const { exitCode, stdout, stderr, left } of [first, second]) {
    // What it printed says why.
    expect({ exitCode, stderr, left, wrong: exitCode === 0 ? '' : stdout }).toEqual({ exitCode: 0, stderr: '', left: [], wrong: '' });
    expect(stdout).toMatch(/Logs all management events/);
    expect(stdout).toMatch(/(\d+) rows, independent count \1: equal/);
    expect(stdout).toMatch(/independent count of findings [1-9]\d*, messages at the topic [1-9]\d*: equal/);
    expect(stdout).toContain('Why it matters: ');
    expect(stdout).toMatch(/ (\d+) of \1 files valid, (\d+) of \2 hours proven/);
    expect(stdout).toMatch(/AWSLogs.*: the content is not the one that CloudTrail delivered/);
    expect(stdout).toMatch(/from \S+ to \S+: the digests of this time are gone/);
    expect(stdout).toMatch(/[1-9]\d* repeated without any effect/);
    expect(stdout).toContain('0 in the dead-letter queue');
    expect(stdout).not.toContain('_aws');
  }
}, 300_000);

test('reports on files of the user, in any folders, packed or not', async () => {
  write('logs/unpacked.json', logFile(event('a'), event('b')));
  write('logs/deep/er/packed.json.gz', gzipSync(logFile(event('b'), event('c', 'eve\u001b[2J'))));
  write('logs/README.md', 'no log file');

  const { exitCode, stdout } = await startQuickly('--logs', 'logs');

  expect(stdout).toContain('3 rows, independent count 3: equal');
  expect(stdout).toContain('not a log file: README.md (its name ends neither with .json.gz nor with .json)');
  expect(stdout).toContain('eve\\u001b[2J');
  expect(stdout).not.toContain('\u001b[2J');
  expect(exitCode).toBe(0);
}, 180_000);

test('names a corrupt file, processes the others, and ends with 1', async () => {
  write('logs/good.json', logFile(event('a')));
  write('logs/corrupt.json.gz', gzipSync(logFile(event('x'))).subarray(0, 50));

  const { exitCode, stdout, left } = await startQuickly('--logs', join(folder, 'logs'));

  expect(stdout).toMatch(/FAILED: corrupt\.json\.gz\n.*cannot be gunzipped/);
  expect(stdout).toContain('1 row, independent count 1: equal');
  expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
}, 180_000);

test('fails with 1 and every file where the bundle fails for all of them', async () => {
  write('logs/a.json', logFile(event('a')));
  const handler = write('broken.js', "exports.handler = async () => { throw new Error('bundle is broken'); };");

  const { exitCode, stdout } = await startQuickly('--logs', 'logs', '--handler', handler);

  expect(stdout).toMatch(/FAILED: a\.json\n.*bundle is broken/);
  expect(stdout).toContain('0 rows, independent count 1: NOT EQUAL');
  expect(exitCode).toBe(1);
}, 180_000);

test('fails with 1 where the bundle loses events and says nothing', async () => {
  write('logs/a.json', logFile(event('lost')));
  const handler = write('silent.js', 'exports.handler = async () => ({ batchItemFailures: [] });');

  const { exitCode, stdout } = await startQuickly('--logs', 'logs', '--handler', handler);

  expect(stdout).toContain('1 event id without a row: lost');
  expect(exitCode).toBe(1);
}, 180_000);

test('cannot run a bundle that does not load', async () => {
  const handler = write('half.js', 'exports.handler = async () => {');

  const { exitCode, stderr, left } = await startQuickly('--handler', handler);

  expect(stderr).toMatch(/could not run: bundle .*half\.js does not load/);
  expect({ exitCode, left }).toEqual({ exitCode: 2, left: [] });
}, 180_000);

/** The command in this process: enough for what ends before its first step. */
async function startHere(...args: string[]) {
  const written: string[] = [];
  const keep = (chunk?: unknown) => written.push(String(chunk)) > 0;
  const restores = [
    ...(['stdout', 'stderr'] as const).map((stream) => jest.spyOn(process[stream], 'write').mockImplementation(keep).mockRestore),
    jest.spyOn(console, 'log').mockImplementation(keep).mockRestore,
    jest.spyOn(console, 'error').mockImplementation(keep).mockRestore,
  ];
  const exitCode = await startCommand(args, { from: folder, bundle: async () => [] });
  for (const restore of restores) restore();
  return { exitCode, output: written.join('') };
}

test.each([
  ['a folder that is not there', ['--logs', 'missing'], /folder .*missing cannot be read/],
  ['a folder without log files', ['--logs', 'tmp'], /folder .*tmp has no log file/],
  ['an option that it does not know', ['--log'], /unknown option '--log'/],
  ['a bundle that is not there', ['--handler', 'missing.js'], /bundle .*missing.js is not there/],
])('cannot run with %s', async (_, args, message) => {
  const { exitCode, output } = await startHere(...args);

  expect(output).toMatch(message);
  expect(exitCode).toBe(2);
});

test('documents its exit codes', async () => {
  const { exitCode, output } = await startHere('--help');

  expect(output).toMatch(/Exit codes:\n {2}0 {2}every file/);
  expect(exitCode).toBe(0);
});

/** The demo, once it has printed a text. */
async function startUntil(text: string) {
  const child = spawnStart('--app', quickApp());
  await new Promise<void>((resolve) => child.stdout.on('data', (chunk) => String(chunk).includes(text) && resolve()));
  return child;
}

test('cleans up when nobody reads its output any more', async () => {
  const child = await startUntil('3. What');

  child.stdout.destroy();

  await expect(once(child, 'exit')).resolves.toEqual([141, null]);
  expect(leftovers()).toEqual([]);
}, 180_000);

// Windows has no signals: there Ctrl-C reaches a process by its console only.
if (process.platform !== 'win32') {
  test.each(['2. Synthesize', '4. Deliver'])(
    'cleans up when it is interrupted at step %s',
    async (step) => {
      const child = await startUntil(step);
      const stderr = text(child.stderr);

      child.kill('SIGINT');

      await expect(once(child, 'exit')).resolves.toEqual([130, null]);
      await expect(stderr).resolves.toBe('');
      expect(leftovers()).toEqual([]);
    },
    60_000,
  );
}
