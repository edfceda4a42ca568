import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

export interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly megabytes: number;
  readonly stdout: string;
}

/** Runs a command to its end. Linux only: it reads the peak of the memory while the command runs. */
export async function measure(command: readonly string[], env: Record<string, string>): Promise<Measured> {
  const start = performance.now();
  // `times` prints what the children of the shell have used.
  const child = spawn('bash', ['-c', '"$@"; status=$?; times >&2; exit $status', 'measure', ...command], { env: { ...process.env, ...env } });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid ?? 0));
  }, 20);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${stderr.slice(-2000)} ${stdout.slice(-500)}`);
  const [, minutes = 0, seconds = 0, systemMinutes = 0, system = 0] = (/(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(stderr) ?? []).map(Number);
  return { wall: (performance.now() - start) / 1000, cpu: (minutes + systemMinutes) * 60 + seconds + system, megabytes: peak / 1024, stdout };
}

/** Kilobytes, of the child of the shell. */
function peakOf(shell: number): number {
  try {
    const [child = ''] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ');
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
