// The README's test command: bundles the handlers, since the constructs and the end-to-end tests use the bundles, then runs jest.
import { bundleHandlers } from './bundle-handlers.mjs';
import { run } from './run.mjs';

await bundleHandlers();
// What needs a browser is asked by `npm run test:browser`.
run('jest', ['--ci', '--testPathIgnorePatterns', 'test/report/html/browser', ...process.argv.slice(2)]);
