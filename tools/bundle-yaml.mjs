import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Bundles the parser of detection rules into `assets/parse-yaml.js`: constructs read rules at synth, and the package depends on no parser. */
export async function bundleYaml() {
  const outfile = 'assets/parse-yaml.js';
  const { outputFiles } = await build({
    entryPoints: ['bin/commands/detect/parse-yaml.ts'],
    outfile,
    bundle: true,
    write: false,
    mainFields: ['module', 'main'],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  mkdirSync('assets', { recursive: true });
  // In one step: somebody may synthesize at the same time.
  const unfinished = `${outfile}.${process.pid}`;
  writeFileSync(unfinished, outputFiles[0].contents);
  renameSync(unfinished, outfile);
}

if (import.meta.filename === process.argv[1]) await bundleYaml();
