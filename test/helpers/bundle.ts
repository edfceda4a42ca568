import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** A handler, bundled as it is shipped. */
export interface Bundled {
  /** The module; each time as at a cold start. */
  load<T>(): T;
  remove(): void;
}

/** Bundles `handlers/<name>/index.ts` with the options of `tools/bundle-handlers.mjs`. */
export function bundled(name: string): Bundled {
  const folder = mkdtempSync(join(tmpdir(), 'handler-'));
  const outfile = join(folder, 'index.js');
  buildSync({
    absWorkingDir: join(__dirname, '../..'),
    entryPoints: [`handlers/${name}/index.ts`],
    outfile,
    bundle: true,
    mainFields: ['module', 'main'],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // Modules that jest loads cannot import: they require instead.
    supported: { 'dynamic-import': false },
    logLevel: 'error',
  });
  return {
    load<T>() {
      let module: unknown;
      jest.isolateModules(() => {
        module = require(outfile);
      });
      return module as T;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
