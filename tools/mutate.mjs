// Makes one small mistake after another in a copy of the library, and asks whether a test notices: `node tools/mutate.mjs [part of a name]`.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import checking from './mutations/checking.mjs';
import evaluating from './mutations/evaluating.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const WORKERS = 2;
const TIMEOUT = 120_000;
const COPIED = [
  'lib',
  'test/selection',
  'test/selectors',
  'test/helpers',
  'test/fixtures/logs',
  'tools',
  'jest.config.js',
  'package.json',
  'biome.json',
];

const all = [...evaluating, ...checking];
const wanted = all.filter(({ name }) => name.includes(process.argv[2] ?? ''));
if (wanted.length === 0) throw new Error(`no mutation has ${JSON.stringify(process.argv[2])} in its name`);
const testFiles = (tests) => [...new Set(tests)].map((test) => join('test/selection', `${test}.test.ts`));

const workspaces = Array.from({ length: WORKERS }, newWorkspace);
try {
  refuseStale(workspaces[0]);
  await refuseFailing(workspaces[0]);
  const survivors = await mutateAll();
  console.log(`\n${wanted.length - survivors.length} of ${wanted.length} caught`);
  for (const name of survivors) console.log(`SURVIVED: ${name}`);
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  for (const workspace of workspaces) rmSync(workspace, { recursive: true, force: true });
}

function newWorkspace() {
  const workspace = mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-mutate-'));
  for (const path of COPIED) cpSync(join(root, path), join(workspace, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'), 'junction');
  return workspace;
}

/** A mutation whose text is gone, or is there twice, would prove nothing. */
function refuseStale(workspace) {
  const names = all.map(({ name }) => name);
  const stale = all.filter(({ name, file, from, to }, index) => {
    const times = readFileSync(join(workspace, file), 'utf8').split(from).length - 1;
    return times !== 1 || from === to || names.indexOf(name) < index;
  });
  const missing = testFiles(all.flatMap(({ tests }) => tests)).filter((file) => !existsSync(join(workspace, file)));
  if (missing.length > 0) throw new Error(`there are no such tests: ${missing.join(', ')}`);
  if (stale.length === 0) return;
  throw new Error(
    `of these mutations the text is not in the file exactly once, or the name is taken:\n${stale.map(({ name, file }) => `${file}: ${name}`).join('\n')}`,
  );
}

async function refuseFailing(workspace) {
  const failure = await firstFailure(workspace, testFiles(wanted.flatMap(({ tests }) => tests)));
  if (failure) throw new Error(`without any mutation this fails already: ${failure.text}`);
}

async function mutateAll() {
  const queue = [...wanted];
  const survivors = [];
  await Promise.all(
    workspaces.map(async (workspace) => {
      for (let mutation = queue.shift(); mutation; mutation = queue.shift()) {
        const failure = await mutate(workspace, mutation);
        if (!failure) survivors.push(mutation.name);
        console.log(failure ? `caught    ${mutation.name}\n            ${failure.text}` : `SURVIVED  ${mutation.name}`);
      }
    }),
  );
  return survivors;
}

async function mutate(workspace, { name, file, from, to, tests }) {
  const path = join(workspace, file);
  const original = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    original.replace(from, () => to),
  );
  try {
    const failure = await firstFailure(workspace, testFiles(tests));
    if (failure?.isBroken) throw new Error(`the mutation "${name}" does not run: ${failure.text}`);
    return failure;
  } finally {
    writeFileSync(path, original);
  }
}

/** The first failing test of some files, if any; `isBroken` where not even the file could be loaded. */
async function firstFailure(workspace, files) {
  const output = join(workspace, 'first-failure.json');
  rmSync(output, { force: true });
  const [reporter, sequencer] = ['first-failure-reporter', 'given-order'].map((name) => join(workspace, `tools/mutations/${name}.cjs`));
  const options = ['--ci', '--bail', '--runInBand', '--reporters', reporter, '--testSequencer', sequencer];
  const code = await runJest(workspace, [...options, '--runTestsByPath', ...files]);
  if (code === undefined) return { text: `no end after ${TIMEOUT / 1000} s` };
  if (code === 0) return undefined;
  const failure = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : {};
  return failure.text ? failure : { text: 'jest failed without a failing test', isBroken: true };
}

function runJest(cwd, args) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [jest, ...args], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => {
      child.kill();
      done(undefined);
    }, TIMEOUT);
    child.on('error', failed);
    child.on('exit', (code) => {
      clearTimeout(timer);
      done(code ?? 1);
    });
  });
}
