import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { BUNDLE } from './bundle.mjs';

/** What packages written for `require` expect, in a module. */
const BANNER = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), __dirname = import.meta.dirname;`;

/**
 * Bundles the command line tool, which loads neither the CDK nor anything that is not beside it. In parts, of which a command loads its own:
 * all in one file, each command would take twice the memory to start.
 */
export async function bundleCli(outdir = 'dist-cli') {
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    ...BUNDLE,
    ...{ format: 'esm', splitting: true, outdir, outExtension: { '.js': '.mjs' }, banner: { js: BANNER }, metafile: true },
    // The second is a thread of `verify`.
    entryPoints: { 'cdk-cloudtrail': 'bin/cdk-cloudtrail.ts', 'file-worker': 'bin/commands/verify/file-worker.ts' },
    absWorkingDir: import.meta.dirname.replace(/tools$/, ''),
  });
  const cdk = Object.keys(metafile.inputs).filter((name) => /node_modules\/(aws-cdk-lib|constructs)\//.test(name));
  if (cdk.length > 0) throw new Error(`the command line tool must not load the CDK, which takes longer than its work: ${cdk[0]}`);
}

if (import.meta.filename === process.argv[1]) await bundleCli();
