// The README's test command: bundles the handlers, since the constructs and the end-to-end tests use the bundles, then runs jest.
import { bundleHandlers } from './bundle-handlers.mjs';
import { run } from './run.mjs';

await bundleHandlers();
run('jest', ['--ci', ...process.argv.slice(2)]);
