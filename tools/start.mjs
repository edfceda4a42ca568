// The demo: bundles the handlers, since it runs what Lambda would run, then hands over to bin/commands/start.ts in this process.
import { fileURLToPath } from 'node:url';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// npm runs this in the folder of the package: paths of the user are relative to where npm was called.
const from = process.env.INIT_CWD ?? process.cwd();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

// Imported only now: esbuild, which both use, keeps the working directory that it was loaded in.
const { bundleHandlers } = await import('./bundle-handlers.mjs');
const tsx = await import('tsx/cjs/api');
const { start } = tsx.require('../bin/commands/start.ts', import.meta.url);
process.exitCode = await start(process.argv.slice(2), { from, bundle: bundleHandlers });
