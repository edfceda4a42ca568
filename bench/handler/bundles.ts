import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { CACHE, ROOT } from '../shared/compile';

/** A module that is loaded, and what it weighs. */
export interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** What takes its time with the machine alone, and not with what we write. */
export const LEAST = 'the signer and the HTTP handler alone';

export const SHIPPED = join(ROOT, 'assets/access-report/index.js');

/** What is shipped, the same on the AWS SDK in the bundle or from the runtime of Lambda, the least that gets a log file, and nothing at all. */
export async function makeBundles(): Promise<Bundle[]> {
  execFileSync(process.execPath, [join(ROOT, 'tools/bundle-handlers.mjs')], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const [bundled, external, signer, client, empty] = ['bundled', 'external', 'signer', 'client', 'empty'].map((name) =>
    join(CACHE, `handler/${name}.js`),
  ) as [string, string, string, string, string];
  const accessReport = 'handlers/access-report/index.ts';
  await bundle(accessReport, bundled, { plugins: [onSdk] });
  // The installed SDK stands in for that of the runtime.
  await bundle(accessReport, external, { plugins: [onSdk], external: ['@aws-sdk/*', '@smithy/*'] });
  await bundle('bench/handler/signer-alone.ts', signer);
  await bundle('bench/handler/client-alone.ts', client);
  writeFileSync(empty, 'exports.handler = async () => {};\n');
  return [
    weigh('AccessReport, as shipped', SHIPPED),
    weigh('with the SDK, bundled', bundled),
    weigh('with the SDK of the runtime', external),
    weigh(LEAST, signer),
    weigh('the S3 client alone', client),
    weigh('empty module', empty),
  ];
}

async function bundle(entryPoint: string, outfile: string, others: BuildOptions = {}): Promise<void> {
  await build({
    ...others,
    absWorkingDir: ROOT,
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
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
