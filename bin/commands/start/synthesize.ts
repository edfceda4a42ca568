import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CannotRun } from '../shared/terminal';
import type { Template } from './readable';

/** Runs a CDK app, as `cdk synth` does, and gives the templates that it wrote to `outdir`. */
export async function synthesize(app: string, outdir: string, root: string, later: (undo: () => unknown) => void): Promise<Template[]> {
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx/cli');
  // Without an account of the user: the same template on every machine, and no need for credentials.
  const { CDK_DEFAULT_ACCOUNT: _account, CDK_DEFAULT_REGION: _region, ...environment } = process.env;
  const child = spawn(process.execPath, [tsx, '--tsconfig', 'tsconfig.dev.json', app], {
    cwd: root,
    env: { ...environment, CDK_OUTDIR: outdir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  later(() => child.kill());
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  if (exitCode !== 0) throw new CannotRun(`app ${app} does not synthesize (exit code ${exitCode}):\n${stderr || stdout}`);
  return readTemplates(outdir);
}

function readTemplates(outdir: string): Template[] {
  const files = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
  if (files.length === 0) throw new CannotRun('the app wrote no template; an app that adds no stack writes none');
  return files.sort().map((name) => JSON.parse(readFileSync(join(outdir, name), 'utf8')) as Template);
}
