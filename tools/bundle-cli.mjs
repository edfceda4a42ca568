import { build } from 'esbuild';
import { BUNDLE } from './bundle.mjs';

/** Bundles the command line tool into one file, which loads neither the CDK nor anything that is not in it. */
export async function bundleCli() {
  const { metafile } = await build({ ...BUNDLE, entryPoints: ['bin/cdk-cloudtrail.ts'], outfile: 'dist-cli/cdk-cloudtrail.js', metafile: true });
  // A second thread for `verify`, found beside it.
  await build({ ...BUNDLE, entryPoints: ['bin/commands/verify/hash-worker.ts'], outfile: 'dist-cli/hash-worker.js' });
  const cdk = Object.keys(metafile.inputs).filter((name) => /node_modules\/(aws-cdk-lib|constructs)\//.test(name));
  if (cdk.length > 0) throw new Error(`the command line tool must not load the CDK, which takes longer than its work: ${cdk[0]}`);
}

if (import.meta.filename === process.argv[1]) await bundleCli();
