// What a change must pass besides `npm test`: types, lint, the jsii build, and the package installed outside of this repository.
import { run } from './run.mjs';

run('typescript', ['--noEmit', '-p', 'tsconfig.dev.json'], { bin: 'tsc' });
run('@biomejs/biome', ['check', '--error-on-warnings', '.'], { bin: 'biome' });
await import('./build.mjs');
