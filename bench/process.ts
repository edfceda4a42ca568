// What processing of log files costs, beside what others do for the same answer. Arguments: megabytes of JSON (70), rounds (5).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Contender, contenders, DUCKDB, type Job } from './process/contenders';
import { inflateRates } from './process/inflate';
import { makeLogs } from './process/logs';
import { extraMegabytes } from './process/memory';
import { namesOf } from './process/names';
import { CACHE, ROOT } from './shared/compile';
import { medianOf, ratiosOf } from './shared/statistics';
import { printTable } from './shared/table';

interface Run {
  readonly cpuSeconds: number;
  readonly answer: { readonly records: number; readonly found?: number; readonly made?: number };
}

const outdir = join(CACHE, 'process');
const rules = join(ROOT, 'rules/detection');

async function main(): Promise<void> {
  const [megabytes, rounds] = [Number(process.argv[2] ?? 70), Number(process.argv[3] ?? 5)];
  if (!existsSync(DUCKDB)) spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: join(ROOT, 'bench/peers'), stdio: 'inherit' });
  mkdirSync(outdir, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['bench/process/ours.ts'],
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const names = join(outdir, 'names.json');
  writeFileSync(names, JSON.stringify(namesOf(rules)));
  console.log(
    `Node ${process.version}, ${availableParallelism()} processors, ${rounds} rounds; CPU time of processes beyond what they take for one record`,
  );

  const large = join(outdir, 'large');
  makeLogs(join(outdir, 'none'), { from: 200, to: 200, megabytes: 1e-6 }, 7);
  const corpora = [
    ['mid', { from: 2e6, to: 5e6, megabytes }],
    ['small', { from: 1e4, to: 2e5, megabytes: megabytes / 4 }],
    ['large', { from: 50e6, to: 50e6, megabytes: 1 }],
  ] as const;
  for (const [name, sizes] of corpora) {
    const folder = join(outdir, name);
    const made = makeLogs(folder, sizes, 7);
    console.log(
      `\n${name}: ${made.files} files, ${made.records} records, ${Math.round(made.bytes / 1e6)} MB of JSON, gzip ${(made.bytes / made.gzipBytes).toFixed(1)} : 1`,
    );
    for (const job of ['alerts', 'access'] as const) compare({ job, folder, rules, names }, made.bytes, rounds);
  }
  console.log(`\ninflate alone, MB/s: ${inflateRates(join(outdir, 'mid')).join(', ')}`);
  console.log(
    `memory beyond that of the file as it came, the large file in a process with 64 MB of heap: ${extraMegabytes(large, rules).join(', ')}`,
  );
}

/** Runs each contender once in each round, so that what a busy machine does to one, it does to all. */
function compare(job: Job, bytes: number, rounds: number): void {
  const all = contenders();
  const runs = new Map(all.map(({ name }): [string, Run[]] => [name, []]));
  for (let round = 0; round < rounds; round++) for (const contender of all) runs.get(contender.name)?.push(runOf(contender, job));
  checkSame(runs);
  const cpu = (name: string) => (runs.get(name) ?? []).map(({ cpuSeconds }) => cpuSeconds);
  const rows = all.map(({ name }) => {
    const seconds = medianOf(cpu(name));
    const [toLoop, toOurs] = [ratiosOf(cpu('loop'), cpu(name)), ratiosOf(cpu(name), cpu('level 2'))];
    return [
      name,
      seconds.toFixed(2),
      (bytes / 1e6 / seconds).toFixed(0),
      toLoop.median.toFixed(2),
      `${toLoop.low.toFixed(2)}-${toLoop.high.toFixed(2)}`,
      toOurs.median.toFixed(2),
    ];
  });
  printTable([job.job, 'CPU s', 'MB/s', 'faster than the loop', 'middle half', 'CPU to level 2'], rows);
}

/** What it takes beyond the same command without files: starting, and reading rules, is not processing. */
function runOf({ command }: Contender, job: Job): Run {
  const idle = execute(command({ ...job, folder: join(outdir, 'none') }));
  const busy = execute(command(job));
  return { ...busy, cpuSeconds: busy.cpuSeconds - idle.cpuSeconds };
}

function execute(command: string): Run {
  // The shell says what its children took.
  const { stdout, stderr, status } = spawnSync('bash', ['-c', `set -o pipefail; ${command} || exit 1; times`], { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`failed: ${command}: ${stderr.slice(0, 500)}`);
  const lines = stdout.trim().split('\n');
  const times = [...(lines.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds));
  return { cpuSeconds: times.reduce((sum, time) => sum + time, 0), answer: JSON.parse(lines[0] ?? '') };
}

/** A benchmark of answers that differ compares nothing. */
function checkSame(runs: ReadonlyMap<string, readonly Run[]>): void {
  const of = (pick: (answer: Run['answer']) => unknown) => new Set([...runs.values()].flat().flatMap(({ answer }) => pick(answer) ?? []));
  const differing = [of(({ records }) => records), of(({ found }) => found), of(({ made }) => made)].filter(({ size }) => size > 1);
  if (differing.length > 0) throw new Error(`the answers differ: ${JSON.stringify([...runs].map(([name, [run]]) => [name, run?.answer]))}`);
  console.log(`\nall found the same: ${JSON.stringify(runs.get('level 2')?.[0]?.answer)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
