// Deploys examples to an AWS API on this machine: bundles the handlers, which are deployed, then hands over to test/deploy/run.ts in this process.
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

// Imported only now: esbuild, which both use, keeps the working directory that it was loaded in.
const { bundleHandlers } = await import('./bundle-handlers.mjs');
const tsx = await import('tsx/cjs/api');
const { testDeploy } = tsx.require('../test/deploy/run.ts', import.meta.url);
await bundleHandlers();
process.exitCode = await testDeploy(process.cwd());
