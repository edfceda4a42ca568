import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { BUNDLE } from './bundle.mjs';
import { run } from './run.mjs';

/** Bundles what own processors import as `cdk-cloudtrail/handler`, with its types: it needs nothing else at run time. */
export async function bundleRuntime() {
  const [entry, outdir] = ['handlers/shared/runtime.ts', 'dist-handler'];
  rmSync(outdir, { recursive: true, force: true });
  await build({ ...BUNDLE, entryPoints: [entry], outfile: `${outdir}/index.js` });
  run('typescript', [entry, '--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--outDir', `${outdir}/types`, '--rootDir', '.', ...TYPES], {
    bin: 'tsc',
  });
}

const TYPES = ['--target', 'es2022', '--module', 'node16', '--moduleResolution', 'node16', '--strict', '--skipLibCheck', '--types', 'node'];

if (import.meta.filename === process.argv[1]) await bundleRuntime();
