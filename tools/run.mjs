import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Runs the command of an installed package with this Node, so that no shell and no PATH is needed; ends the process where it fails. */
export function run(packageName, args, { bin = packageName, env = {} } = {}) {
  const manifestFile = require.resolve(`${packageName}/package.json`);
  const manifest = require(manifestFile);
  const script = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin];
  const { status, error } = spawnSync(process.execPath, [join(dirname(manifestFile), script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
