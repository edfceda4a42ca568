// What `npm pack` needs: the bundled handlers, the compiled library, its jsii assembly.
import { rmSync } from 'node:fs';
import { bundleCli } from './bundle-cli.mjs';
import { bundleHandlers } from './bundle-handlers.mjs';
import { bundleRuntime } from './bundle-runtime.mjs';
import { run } from './run.mjs';

rmSync('dist', { recursive: true, force: true });
await bundleHandlers();
await bundleCli();
await bundleRuntime();
// The tests run on Node 20 as well, and jsii works there: its notice about the end of life of that version would hide what it has to say.
run('jsii', ['--tsconfig', 'tsconfig.json', '--silence-warnings=reserved-word'], { env: { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' } });
