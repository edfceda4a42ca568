// `verify` beside `aws cloudtrail validate-logs`, against the same server. Arguments: days (30), latency in ms (20), files per hour (12), bytes of each (108000); `ours`: without the AWS CLI; `growth`: ours again with ten times the days.
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { CACHE, ROOT } from './shared/compile';
import { medianOf } from './shared/statistics';
import { printTable } from './shared/table';
import { BUCKET, START, TRAIL } from './verify/archive';
import { type Measured, measure } from './verify/measure';

const outdir = join(CACHE, 'verify');
const TRAIL_ARN = `arn:aws:cloudtrail:${TRAIL.homeRegion}:${TRAIL.account}:trail/${TRAIL.trailName}`;

/** Ours takes so little time that one run is not much of a figure. */
const ROUNDS = 7;

interface Case {
  readonly days: number;
  readonly latency: number;
  readonly files: number;
  readonly bytes: number;
}

async function main(): Promise<void> {
  const [days = 30, latency = 20, files = 12, bytes = 108_000] = process.argv
    .slice(2)
    .filter((word) => /^\d+$/.test(word))
    .map(Number);
  const awsCli = spawnSync(process.env.AWS_CLI ?? 'aws', ['--version'], { encoding: 'utf8' });
  const isGrowth = process.argv.includes('growth');
  const withCli = !process.argv.includes('ours') && !isGrowth && awsCli.status === 0;
  await bundle();
  if (withCli) console.log(awsCli.stdout.trim());
  else console.log(isGrowth ? 'growth: ours alone' : '*** NOT MEASURED: the AWS CLI; install it, or name it in AWS_CLI ***');
  const one = { days, latency, files, bytes };
  const first = await compare(one, withCli, ROUNDS);
  if (!isGrowth) return;
  const tenfold = await compare({ ...one, days: days * 10 }, false, 1);
  console.log(`with ten times the files: ${(tenfold.megabytes / first.megabytes).toFixed(2)} times the memory`);
}

/** Prints how the contenders did, and gives ours. */
async function compare({ days, latency, files, bytes }: Case, withCli: boolean, rounds: number): Promise<Measured> {
  const server = spawn(process.execPath, [join(outdir, 'bench/verify/server.js'), ...[days, files, bytes, latency].map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = (await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next()).value.split(' ');
    const objects = days * 24 * (files + 1);
    console.log(`Node ${process.version}, ${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}`);
    console.log(`${days} days, ${objects} objects, log files of ${bytes} bytes, ${latency} ms`);
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: TRAIL.region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    const period = [new Date(START), new Date(START + days * 86_400_000)].map((time) => time.toISOString().replace('.000', ''));
    const [runs, limits]: [Measured[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      runs.push(await runOurs(env, period));
      limits.push(await limit(days, files, bytes));
    }
    console.log(
      `verify: ${runs.map(({ wall, cpu, megabytes }) => `${wall.toFixed(1)} s, CPU ${cpu.toFixed(1)} s, ${megabytes.toFixed(0)} MB`).join('; ')}`,
    );
    const theirs = withCli ? await runCli(env, period) : undefined;
    const ours = middleOf(runs);
    print(ours, theirs, days * 24 * files, days * 24, medianOf(limits));
    return ours;
  } finally {
    server.kill();
  }
}

/** Of several runs: what each figure is in the middle, and the most memory. */
function middleOf(runs: readonly Measured[]): Measured {
  const middle = (figure: 'wall' | 'cpu') => medianOf(runs.map((run) => run[figure]));
  return { ...(runs[0] as Measured), wall: middle('wall'), cpu: middle('cpu'), megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)) };
}

/** The command as the package has it, and the tools of this benchmark. */
async function bundle(): Promise<void> {
  const tools = (name: string) => import(pathToFileURL(join(ROOT, 'tools', name)).href);
  const [{ BUNDLE }, { bundleCli }] = await Promise.all([tools('bundle.mjs'), tools('bundle-cli.mjs')]);
  await bundleCli(join(outdir, 'bin'));
  await build({ ...BUNDLE, absWorkingDir: ROOT, entryPoints: ['bench/verify/server.ts', 'bench/verify/limit.ts'], outbase: ROOT, outdir });
}

const runOurs = (env: Record<string, string>, [from, to]: readonly string[]) =>
  measure(
    [process.execPath, join(outdir, 'bin/cdk-cloudtrail.mjs'), 'verify', `s3://${BUCKET}`, '--from', from ?? '', '--to', to ?? '', '--json'],
    env,
  );

const runCli = (env: Record<string, string>, [from = '', to = '']: readonly string[]) =>
  measure(
    [
      process.env.AWS_CLI ?? 'aws',
      'cloudtrail',
      'validate-logs',
      '--trail-arn',
      TRAIL_ARN,
      '--start-time',
      from,
      '--end-time',
      to,
      '--region',
      TRAIL.region,
    ],
    { ...env, AWS_DEFAULT_REGION: TRAIL.region },
  );

async function limit(...args: readonly number[]): Promise<number> {
  const { stdout } = await measure([process.execPath, join(outdir, 'bench/verify/limit.js'), ...args.map(String)], {});
  return JSON.parse(stdout).seconds;
}

function print(ours: Measured, theirs: Measured | undefined, logs: number, digests: number, seconds: number): void {
  const { summary } = JSON.parse(ours.stdout);
  const found = `${summary.digests.valid} digests and ${summary.logFiles.valid} log files valid`;
  if (summary.digests.valid !== digests || summary.logFiles.valid !== logs)
    throw new Error(`expected ${digests} digests and ${logs} log files, found: ${found}`);
  if (theirs && !theirs.stdout.includes(`${logs}/${logs} log files valid`))
    throw new Error(`the AWS CLI found something else: ${theirs.stdout.slice(-500)}`);
  console.log(`${found}, by ${theirs ? 'both' : 'ours'}`);
  const row = (name: string, run: Measured) => [
    ...[name, run.wall.toFixed(1), run.cpu.toFixed(1), run.megabytes.toFixed(0)],
    ...[(run.wall / ours.wall).toFixed(1), (run.cpu / ours.cpu).toFixed(1)],
  ];
  const rows = [row('verify', ours), ...(theirs ? [row('aws cloudtrail validate-logs', theirs)] : [])];
  printTable(['', 'wall s', 'CPU s', 'peak MB', 'wall, ratio', 'CPU, ratio'], rows);
  console.log(
    `unpacking and hashing alone, one core: ${seconds.toFixed(1)} s; ${shareOf(seconds, ours.cpu)} of the CPU time of verify, ${shareOf(seconds, ours.wall)} of its wall time`,
  );
}

const shareOf = (seconds: number, all: number) => `${((seconds / all) * 100).toFixed(0)} %`;

void main();
