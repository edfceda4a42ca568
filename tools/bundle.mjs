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

/** A part of AWS's clients that is imported late. Where nobody needs it, it is left out, but what it imports would be bundled as if all of that came late. */
const OFTEN_UNUSED = '@smithy/core/event-streams';

/** Bundles a file, in one step: whoever synthesizes at the same time finds no half of it, none, or a second file in its folder. */
export async function bundleInOneStep(entryPoint, outfile) {
  const bundled = (external) => build({ ...BUNDLE, external, entryPoints: [entryPoint], outfile, write: false });
  let { outputFiles } = await bundled([OFTEN_UNUSED]);
  if (outputFiles[0].text.includes(OFTEN_UNUSED)) ({ outputFiles } = await bundled([]));
  mkdirSync(dirname(outfile), { recursive: true });
  const unfinished = `${dirname(dirname(outfile))}/${outfile.replaceAll('/', '-')}.${process.pid}`;
  writeFileSync(unfinished, outputFiles[0].contents);
  renameSync(unfinished, outfile);
}
