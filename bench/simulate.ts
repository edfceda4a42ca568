// How fast past logs run through selectors, beside the plain loop and beside DuckDB. Arguments: megabytes of JSON (200), rounds (5).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CACHE, ROOT } from './shared/compile';
import { medianOf, ratiosOf } from './shared/statistics';
import { printTable } from './shared/table';
import type { Answer } from './simulate/answer';
import { generate } from './simulate/logs';

interface Run extends Answer {
  readonly seconds: number;
}

const outdir = join(CACHE, 'simulate');
const DUCKDB = existsSync(join(ROOT, 'node_modules/@duckdb/node-api'));
const CONTENDERS = ['ours', 'plain', ...(DUCKDB ? ['duckdb'] : [])];

async function main(): Promise<void> {
  const [megabytes, rounds] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 5)];
  await bundle();
  const [logs, half] = [join(CACHE, 'simulate-logs'), join(CACHE, 'simulate-logs-half')];
  const made = generate(logs, megabytes);
  generate(half, megabytes / 2);
  console.log(
    `Node ${process.version}, ${availableParallelism()} processors: ${made.files} files, ${made.records} events, ${Math.round(made.bytes / 1e6)} MB of JSON; ${rounds} rounds`,
  );
  if (!DUCKDB) console.log('*** NOT MEASURED: DuckDB is not installed; npm install --no-save @duckdb/node-api ***');

  const runs = Object.fromEntries(CONTENDERS.map((name): [string, Run[]] => [name, []]));
  for (let round = 0; round < rounds; round++) for (const name of CONTENDERS) runs[name]?.push(runOf(name, logs));
  checkSame(runs);
  print(runs, made.bytes);
  const small = runOf('ours', half).peakMegabytes;
  const large = medianOf((runs.ours ?? []).map(({ peakMegabytes }) => peakMegabytes));
  console.log(`\npeak memory with half of the files: ${small.toFixed(0)} MB, with all: ${large.toFixed(0)} MB`);
}

/** Each contender as one file, as the command is published. */
async function bundle(): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: CONTENDERS.map((name) => `bench/simulate/${name}.ts`),
    outdir,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

function runOf(name: string, folder: string): Run {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(outdir, `${name}.js`), folder], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${name} failed: ${stderr.slice(0, 500)}`);
  return { ...(JSON.parse(stdout) as Answer), seconds };
}

/** A benchmark of answers that differ compares nothing. */
function checkSame(runs: Readonly<Record<string, readonly Run[]>>): void {
  const answers = Object.entries(runs).map(
    ([name, [run]]) => [name, JSON.stringify([run?.events, Object.entries(run?.counts ?? {}).sort()])] as const,
  );
  const differing = answers.filter(([, text]) => text !== answers[0]?.[1]);
  if (differing.length > 0) throw new Error(`the answers differ: ${answers.map(([name, text]) => `${name} ${text}`).join('; ')}`);
  console.log(`all found the same: ${answers[0]?.[1]}\n`);
}

function print(runs: Readonly<Record<string, readonly Run[]>>, bytes: number): void {
  const figures = (name: string, of: (run: Run) => number) => (runs[name] ?? []).map(of);
  const rows = Object.keys(runs).map((name) => {
    const [seconds, cpu] = [figures(name, (run) => run.seconds), figures(name, (run) => run.cpuSeconds)];
    const ratio = (of: (run: Run) => number) => ratiosOf(figures(name, of), figures('ours', of)).median.toFixed(2);
    const perSecond = (runs[name]?.[0]?.events ?? 0) / medianOf(seconds);
    return [
      ...[name, Math.round(perSecond).toLocaleString('en-US'), Math.round(bytes / 1e6 / medianOf(seconds)).toString(), medianOf(seconds).toFixed(2)],
      ...[
        medianOf(cpu).toFixed(2),
        medianOf(figures(name, (run) => run.peakMegabytes)).toFixed(0),
        ratio((run) => run.seconds),
        ratio((run) => run.cpuSeconds),
      ],
    ];
  });
  printTable(['', 'events/s', 'MB/s', 'wall s', 'CPU s', 'peak MB', 'wall to ours', 'CPU to ours'], rows);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
