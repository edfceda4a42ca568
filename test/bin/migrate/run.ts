import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Command } from 'commander';
import { register } from '../../../bin/commands/migrate';

export type Json = Record<string, any>;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = undefined;
});

/** A file in the folder of the test. */
export function file(name: string, content: object | string): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

export const inFolder = (name: string) => join(folder, name);

const known = new Map<object, Map<string, string>>();

/** The assembly of an app with one stack, as `cdk synth` writes it; the same again for what was defined before. */
export function synthesized(define: (stack: Stack) => void, name = 'Audit'): string {
  const ofDefinition = known.get(define) ?? new Map<string, string>();
  known.set(define, ofDefinition.set(name, ofDefinition.get(name) ?? synthesize(define, name)));
  return ofDefinition.get(name) as string;
}

function synthesize(define: (stack: Stack) => void, name: string): string {
  const app = new App();
  define(new Stack(app, name, { env: { account: '111122223333', region: 'eu-west-1' } }));
  return app.synth().directory;
}

/** What the command prints, and its exit code. */
export async function migrate(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const log = jest.spyOn(console, 'log').mockImplementation((text) => void stdout.push(text));
  const error = jest.spyOn(console, 'error').mockImplementation((text) => void stderr.push(text));
  const program = new Command();
  register(program);
  try {
    await program.parseAsync(['migrate', ...args], { from: 'user' });
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
  return { exitCode: Number(process.exitCode), stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}

/** What a test looks at: the exit code, and everything that is said of changes, by level. */
export async function said(...args: string[]) {
  const { exitCode, stdout } = await migrate(...args, '--json');
  const { verdict, changes, plan } = JSON.parse(stdout) as Json;
  const texts = (level: string) =>
    changes.flatMap((change: Json) =>
      change.consequences.filter((one: Json) => one.level === level).map((one: Json) => `${change.place}: ${one.text}`),
    ) as string[];
  return {
    exitCode,
    verdict: verdict as string,
    effects: Object.fromEntries(changes.map(({ place, effect }: Json) => [place, effect])) as Record<string, string>,
    gaps: texts('gap'),
    fails: texts('blocked'),
    open: texts('cannotTell'),
    notes: texts('note'),
    steps: plan.map(({ id }: Json) => id) as string[],
    lines: plan.flatMap(({ lines }: Json) => lines) as string[],
  };
}
