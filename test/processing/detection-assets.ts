import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const assets = join(__dirname, '../../assets');

/** `npm test` bundles the parser and the handlers first; who runs a test alone gets the parser, and an empty handler where there is none. */
export function ensureDetectionAssets(): void {
  const parser = join(assets, 'parse-yaml.js');
  if (!existsSync(parser)) {
    const entry = join(__dirname, '../../bin/commands/detect/parse-yaml.ts');
    buildSync({ entryPoints: [entry], outfile: parser, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'error' });
  }
  const handler = join(assets, 'detection-alerts');
  if (existsSync(join(handler, 'index.js'))) return;
  mkdirSync(handler, { recursive: true });
  writeFileSync(join(handler, 'index.js'), '');
}
