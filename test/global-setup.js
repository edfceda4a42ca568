const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Bundles the command line tool once for all suites, as the package has it. */
module.exports = async () => {
  const { bundleCli } = await import('../tools/bundle-cli.mjs');
  const outdir = mkdtempSync(join(tmpdir(), 'cli-test-bundle-'));
  await bundleCli(outdir);
  // The processes of the suites inherit it.
  process.env.CLI_TEST_BUNDLE = join(outdir, 'cdk-cloudtrail.mjs');
};
