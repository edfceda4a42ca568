import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CACHE, ROOT } from '../shared/compile';
import type { Usage } from './usage';

const COMPILED = join(CACHE, 'check');

/** Each contender as one file, as the command is published; the CDK stays outside. */
export async function prepare(): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['ours', 'floor', 'nag'].map((name) => `bench/check/${name}.ts`),
    outdir: COMPILED,
    bundle: true,
    packages: 'external',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

export function folderOf(stacks: number): string {
  return join(CACHE, `check-assembly-${stacks}`);
}

/** Runs a contender in a process of its own. */
export function run(name: 'ours' | 'floor' | 'nag', ...args: readonly string[]): Usage {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(COMPILED, `${name}.js`), ...args], {
    env: { ...process.env, NODE_OPTIONS: '', CDK_VALIDATION: 'false' },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${name} failed: ${stderr.slice(-500)}`);
  return JSON.parse(stdout) as Usage;
}

/** Python tells what a process took that it has waited for, and where cfn-lint is installed, so is Python. */
const WAIT = `
import json, resource, subprocess, sys, time
began = time.time()
out = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE).stdout
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "wall": time.time() - began, "peakMegabytes": used.ru_maxrss / 1024, "parts": {},
  "answer": str(len(json.loads(out or "[]"))) + " findings"}))`;

/** What cfn-lint takes; nothing where it is not installed. */
export function runCfnLint(folder: string): Usage | undefined {
  const known = spawnSync('cfn-lint', ['--version']);
  if (known.error || known.status !== 0) return undefined;
  const { stdout } = spawnSync('python3', ['-c', WAIT, 'cfn-lint', '--format', 'json', '--', join(folder, '*.template.json')], { encoding: 'utf8' });
  return JSON.parse(stdout) as Usage;
}
