import { existsSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/** Bundles each handler into `assets/<name>/index.js`: what Lambda runs, and what the package ships. */
export async function bundleHandlers() {
  rmSync('assets', { recursive: true, force: true });
  const names = readdirSync('handlers', { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(`handlers/${entry.name}/index.ts`),
  );
  await Promise.all(
    names.map(({ name }) =>
      build({
        entryPoints: [`handlers/${name}/index.ts`],
        outfile: `assets/${name}/index.js`,
        bundle: true,
        platform: 'node',
        // Lambda runs a newer Node; the same bundle also runs on a laptop with the oldest Node that we support.
        target: 'node20',
        format: 'cjs',
        minify: true,
        legalComments: 'none',
        logLevel: 'warning',
      }),
    ),
  );
  return names.map(({ name }) => name);
}

if (import.meta.filename === process.argv[1]) {
  console.log(`bundled ${(await bundleHandlers()).join(', ')}`);
}
