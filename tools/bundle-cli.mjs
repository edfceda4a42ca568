import { build } from 'esbuild';

/** Bundles the command line tool into one file, which loads neither the CDK nor anything that is not in it. */
export async function bundleCli() {
  const { metafile } = await build({
    entryPoints: ['bin/cdk-cloudtrail.ts'],
    outfile: 'dist-cli/cdk-cloudtrail.js',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  const cdk = Object.keys(metafile.inputs).filter((name) => /node_modules\/(aws-cdk-lib|constructs)\//.test(name));
  if (cdk.length > 0) throw new Error(`the command line tool must not load the CDK, which takes longer than its work: ${cdk[0]}`);
}

if (import.meta.filename === process.argv[1]) await bundleCli();
