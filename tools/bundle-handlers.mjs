import { existsSync, readdirSync, rmSync } from 'node:fs';
import { bundleInOneStep } from './bundle.mjs';
import { bundleYaml } from './bundle-yaml.mjs';

/** Bundles each handler into `assets/<name>/index.js`: what Lambda runs, and what the package ships; and what constructs need at synth. */
export async function bundleHandlers() {
  const names = namesIn('handlers').filter((name) => existsSync(`handlers/${name}/index.ts`));
  await Promise.all([...names.map(bundle), bundleYaml()]);
  for (const stale of existsSync('assets') ? namesIn('assets').filter((name) => !names.includes(name)) : [])
    rmSync(`assets/${stale}`, { recursive: true });
  return names;
}

const bundle = (name) => bundleInOneStep(`handlers/${name}/index.ts`, `assets/${name}/index.js`);

function namesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

if (import.meta.filename === process.argv[1]) {
  console.log(`bundled ${(await bundleHandlers()).join(', ')}`);
}
