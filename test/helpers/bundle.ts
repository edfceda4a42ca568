import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

/** A handler, bundled as it is shipped. */
export interface Bundled {
  /** The module; each time as at a cold start. */
  load<T>(): T;
  remove(): void;
}

/** Bundles `handlers/<name>/index.ts` with the options of `tools/bundle.mjs`. */
export function bundleHandler(name: string, outfile: string, options: BuildOptions = {}): void {
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
    logLevel: 'error',
    ...options,
  });
}

/** Bundles a handler so that jest can load it. */
export function bundled(name: string): Bundled {
  const folder = mkdtempSync(join(tmpdir(), 'handler-'));
  const outfile = join(folder, 'index.js');
  // Modules that jest loads cannot import: they require instead.
  bundleHandler(name, outfile, { supported: { 'dynamic-import': false } });
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
