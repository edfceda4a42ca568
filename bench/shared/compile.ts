import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

export const ROOT = resolve(__dirname, '../..');

/** Inside of `node_modules`, so that what is compiled into it finds the packages. */
export const CACHE = join(ROOT, 'node_modules/.cache/bench');

/**
 * Compiles files one by one, as the published package has them: as many modules to load as a user loads, and no
 * TypeScript left to compile when the clock runs.
 */
export async function compile(outdir: string, entryPoints: readonly string[]): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: [...entryPoints],
    outbase: ROOT,
    outdir,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}
