// What a change must pass besides `npm test`: types, lint, the jsii build and its API, and the package installed outside of this repository.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { run } from './run.mjs';

const step = async (name, work) => {
  const start = Date.now();
  console.log(`\n== ${name}`);
  await work();
  console.log(`== ${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
};

await step('types', () => run('typescript', ['--noEmit', '-p', 'tsconfig.dev.json'], { bin: 'tsc' }));
await step('format and lint', () => run('@biomejs/biome', ['check', '--error-on-warnings', '.'], { bin: 'biome' }));
await step('the compiled scanner is what its source compiles to', () =>
  execFileSync(process.execPath, ['tools/build-scanner.mjs', '--check'], { stdio: 'inherit' }),
);
await step('every line of the ground floor is tested', () =>
  run('jest', [
    '--ci',
    '--coverage',
    '--coverageReporters=text-summary',
    '--testPathPatterns',
    // Suites that synthesize the same are one, wherever what they test is.
    'test/(findings|log-format|selection|integrity|detection|policy|template|rules|report|handlers|monitoring/control|examples/controls|bin/status)',
    // What needs a browser has a command of its own, and nothing to add.
    '--testPathIgnorePatterns',
    'test/report/html/browser',
  ]),
);
await step('jsii', () => import('./build.mjs'));
await step('public API', () => import('./check-api.mjs'));
await step('API.md', () => {
  const before = readFileSync('API.md', 'utf8');
  run('jsii-docgen', ['-o', 'API.md']);
  if (readFileSync('API.md', 'utf8') === before) return;
  console.error('API.md was not what the code says: it is now; review the change and commit it');
  process.exit(1);
});
await step('package', () => import('./test-package.mjs'));
