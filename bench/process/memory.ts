import { spawnSync } from 'node:child_process';
import { BUNDLE } from './contenders';

/** Peak memory for the folder beyond that of a process that reads nothing, for each job, in a process with a small heap. */
export function extraMegabytes(folder: string, rules: string): string[] {
  const none = `${folder}/none-${process.pid}`;
  return (['alerts', 'access'] as const).map((job) => {
    const [idle, busy] = [peakOf(job, none, rules), peakOf(job, folder, rules)];
    return Number.isNaN(busy) ? `${job} does not fit` : `${job} ${(busy - idle).toFixed(0)} MB`;
  });
}

function peakOf(job: string, folder: string, rules: string): number {
  const args = ['--max-old-space-size=64', '--max-semi-space-size=4', BUNDLE, job, 'wasm', folder, rules];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) return Number.NaN;
  return (JSON.parse(stdout) as { peakMegabytes: number }).peakMegabytes;
}
