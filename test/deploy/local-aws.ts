import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Later, lastLines } from './programs';

interface LocalAws {
  readonly python: string;
  /** The user's own: Python may be in their home. */
  readonly environment: Record<string, string | undefined>;
  readonly root: string;
  readonly seconds: number;
}

/** The Python that has moto, or why there is none. A moto that is there and does not load is no reason to skip anything: it throws. */
export function findPython(environment: LocalAws['environment']): { readonly python: string } | { readonly reason: string } {
  let reason = 'there is no Python';
  for (const python of ['python3', 'python']) {
    const { status, stderr, error } = spawnSync(python, ['-B', '-c', 'import moto.cloudformation.parsing, moto.moto_server.werkzeug_app'], {
      encoding: 'utf8',
      env: environment,
      timeout: 60_000,
    });
    if (status === 0) return { python };
    if (error && 'code' in error && error.code === 'ENOENT') continue;
    reason = `${python}: ${error?.message ?? lastLines(stderr).split('\n').at(-1)}`;
    if (error || (stderr.includes('Traceback') && !stderr.includes('ModuleNotFoundError'))) {
      throw new Error(`moto does not load (${reason}); install it again: pip install 'moto[server,cloudformation]'`);
    }
  }
  return { reason };
}

/** Starts the local API and gives its address once it listens. */
export async function startLocalAws({ python, environment, root, seconds }: LocalAws, later: Later): Promise<string> {
  const child = spawn(python, ['-B', '-m', 'local_aws', String(seconds)], {
    cwd: join(root, 'test', 'deploy'),
    env: environment,
    // It ends with the pipe to its standard input, should this process end without undoing anything.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  later(() => child.kill('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-10_000)));
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the local AWS API ended with code ${code}; the last that it said:\n${lastLines(errors)}`)));
  });
  // Whoever calls the API later fails by themselves.
  ended.catch(() => undefined);
  const address = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  return Promise.race([address, ended]);
}
