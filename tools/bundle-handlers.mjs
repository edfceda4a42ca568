import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { bundleYaml } from './bundle-yaml.mjs';

/** Bundles each handler into `assets/<name>/index.js`: what Lambda runs, and what the package ships; and what constructs need at synth. */
export async function bundleHandlers() {
  const names = namesIn('handlers').filter((name) => existsSync(`handlers/${name}/index.ts`));
  await Promise.all([...names.map(bundle), bundleYaml()]);
  for (const stale of existsSync('assets') ? namesIn('assets').filter((name) => !names.includes(name)) : [])
    rmSync(`assets/${stale}`, { recursive: true });
  return names;
}

async function bundle(name) {
  const outfile = `assets/${name}/index.js`;
  const { outputFiles } = await build({
    entryPoints: [`handlers/${name}/index.ts`],
    outfile,
    bundle: true,
    write: false,
    // The ES modules of a package leave out what nobody uses: a quarter less to load at each cold start.
    mainFields: ['module', 'main'],
    platform: 'node',
    // Lambda runs a newer Node; the same bundle also runs on a laptop with the oldest Node that we support.
    target: 'node20',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  mkdirSync(dirname(outfile), { recursive: true });
  // In one step, so that nobody who synthesizes at the same time finds half a bundle, none, or a second file in the folder.
  const unfinished = `assets/${name}.${process.pid}.js`;
  writeFileSync(unfinished, outputFiles[0].contents);
  renameSync(unfinished, outfile);
}

function namesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

if (import.meta.filename === process.argv[1]) {
  console.log(`bundled ${(await bundleHandlers()).join(', ')}`);
}
