import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/** How everything of this package is bundled: one file of CommonJS that runs on the oldest Node that we support, and on the newer one of Lambda. */
export const BUNDLE = Object.freeze({
  bundle: true,
  // The ES modules of a package leave out what nobody uses: a quarter less to load at each cold start.
  mainFields: ['module', 'main'],
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});

/** Bundles a file, in one step: whoever synthesizes at the same time finds no half of it, none, or a second file in its folder. */
export async function bundleInOneStep(entryPoint, outfile) {
  const { outputFiles } = await build({ ...BUNDLE, entryPoints: [entryPoint], outfile, write: false });
  mkdirSync(dirname(outfile), { recursive: true });
  const unfinished = `${dirname(dirname(outfile))}/${outfile.replaceAll('/', '-')}.${process.pid}`;
  writeFileSync(unfinished, outputFiles[0].contents);
  renameSync(unfinished, outfile);
}
