import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { Command } from 'commander';

const bundle = process.env.CLI_TEST_BUNDLE ?? '';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The command as a child process, in a folder of the test's own. */
export async function cli(args: readonly string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}) {
  const child = spawn(process.execPath, [bundle, ...args], { cwd: folder, env: { ...process.env, ...env }, stdio: 'pipe' });
  child.stdin.end(input);
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { exitCode: exitCode as number, stdout, stderr };
}

/** A command in this process, in the folder of the test: for what does not hang on how it is packed, which takes longer. */
export async function inProcess(register: (program: Command) => void, args: readonly string[]) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const log = jest.spyOn(console, 'log').mockImplementation((line) => void stdout.push(`${line}\n`));
  const error = jest.spyOn(console, 'error').mockImplementation((line) => void stderr.push(`${line}\n`));
  const before = process.cwd();
  process.chdir(folder);
  try {
    const program = new Command();
    register(program);
    await program.parseAsync(args, { from: 'user' });
    return { exitCode: process.exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    process.exitCode = undefined;
    process.chdir(before);
    log.mockRestore();
    error.mockRestore();
  }
}

/** Writes a file into the folder of the test; an object as JSON, and gzipped where its name says so. */
export function write(name: string, content: object | string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const bytes = Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(path, name.endsWith('.gz') && !Buffer.isBuffer(content) ? gzipSync(bytes) : bytes);
  return name;
}

type Json = Readonly<Record<string, unknown>>;

/** A template with trails, by their logical ids, and further resources. */
export function template(trails: Readonly<Record<string, Json>>, others: Json = {}): Json {
  const entries = Object.entries(trails).map(([id, properties]) => [
    id,
    { Type: 'AWS::CloudTrail::Trail', Properties: { IsMultiRegionTrail: true, ...properties } },
  ]);
  return { Resources: { ...Object.fromEntries(entries), ...others } };
}

/** An advanced event selector, by what its fields equal or start with. */
export function selector(
  equals: Readonly<Record<string, string>>,
  startsWith: Readonly<Record<string, string[]>> = {},
  not: Readonly<Record<string, string[]>> = {},
): Json {
  return {
    FieldSelectors: [
      ...Object.entries(equals).map(([Field, value]) => ({ Field, Equals: [value] })),
      ...Object.entries(startsWith).map(([Field, StartsWith]) => ({ Field, StartsWith })),
      ...Object.entries(not).map(([Field, NotStartsWith]) => ({ Field, NotStartsWith })),
    ],
  };
}

/** A selector of objects that start so. */
export const objects = (...arns: string[]) =>
  selector({ eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }, arns.length > 0 ? { 'resources.ARN': arns } : {});
