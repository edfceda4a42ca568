import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { CACHE, ROOT } from '../shared/compile';

/** A module that is loaded, and what it weighs. */
export interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

export const SHIPPED = join(ROOT, 'assets/access-report/index.js');

/** What is shipped, the same on the AWS SDK in the bundle or from the runtime of Lambda, and nothing at all. */
export async function makeBundles(): Promise<Bundle[]> {
  execFileSync(process.execPath, [join(ROOT, 'tools/bundle-handlers.mjs')], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const [bundled, external] = [join(CACHE, 'handler/bundled.js'), join(CACHE, 'handler/external.js')];
  await buildWithSdk(bundled, []);
  // The installed SDK stands in for that of the runtime.
  await buildWithSdk(external, ['@aws-sdk/*', '@smithy/*']);
  const empty = join(CACHE, 'handler/empty.js');
  writeFileSync(empty, 'exports.handler = async () => {};\n');
  return [
    weigh('AccessReport, as shipped', SHIPPED),
    weigh('with the SDK, bundled', bundled),
    weigh('with the SDK of the runtime', external),
    weigh('empty module', empty),
  ];
}

async function buildWithSdk(outfile: string, external: string[]): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['handlers/access-report/index.ts'],
    outfile,
    bundle: true,
    external,
    plugins: [onSdk],
    mainFields: ['module', 'main'],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

const onSdk: Plugin = {
  name: 'on-sdk',
  setup(build) {
    build.onResolve({ filter: /^\.\/aws\/(s3|sqs)$/ }, () => ({ path: join(ROOT, 'bench/handler/with-sdk.ts') }));
  },
};

export function weigh(name: string, file: string): Bundle {
  const content = readFileSync(file);
  return { name, file, bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}
