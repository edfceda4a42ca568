// What `npm pack` needs: the bundled handlers, the compiled library, its jsii assembly.
import { rmSync } from 'node:fs';
import { bundleHandlers } from './bundle-handlers.mjs';
import { run } from './run.mjs';

rmSync('dist', { recursive: true, force: true });
await bundleHandlers();
run('jsii', ['--tsconfig', 'tsconfig.json', '--silence-warnings=reserved-word'], {
  env: { JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' },
});
