const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Bundles the command line tool once for all suites, as the package has it: one file, without the CDK. */
module.exports = async () => {
  const [{ BUNDLE }, { build }] = [await import('../tools/bundle.mjs'), await import('esbuild')];
  const outdir = mkdtempSync(join(tmpdir(), 'cli-test-bundle-'));
  await build({ ...BUNDLE, absWorkingDir: join(__dirname, '..'), entryPoints: ['bin/cdk-cloudtrail.ts'], outdir });
  // The processes of the suites inherit it.
  process.env.CLI_TEST_BUNDLE = join(outdir, 'cdk-cloudtrail.js');
};
