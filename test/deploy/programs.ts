import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Later = (undo: () => unknown) => void;

interface Program {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly seconds: number;
}

/** Runs a Node program without a shell and gives what it printed; it is stopped where it takes too long, or when this test ends. */
export async function runNode({ args, cwd, seconds }: Program, later: Later): Promise<string> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000, killSignal: 'SIGKILL' });
  later(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [exitCode] = await once(child, 'close');
  if (exitCode !== 0) {
    const reason = exitCode === null ? `did not end within ${seconds} seconds` : `exited with code ${exitCode}`;
    throw new Error(`${args.slice(1, 3).join(' ')} ${reason}; the last that it said:\n${lastLines(output)}`);
  }
  return output;
}

export function lastLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(-15)
    .map((line) => line.slice(0, 300))
    .join('\n');
}
