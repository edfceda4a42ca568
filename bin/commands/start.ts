import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { CannotRun } from './shared/terminal';
import { withCleanup } from './start/cleanup';
import { demonstrate } from './start/demonstrate';

interface Surroundings {
  /** The folder that relative paths are relative to. */
  readonly from: string;
  /** Builds the handlers' bundles and gives their names. */
  readonly bundle: () => Promise<string[]>;
}

const exitCodes = `
Exit codes:
  0  every file was processed, the counts are equal, and what was altered was found
  1  a file failed, or the counts differ, or the digest files do not prove what was delivered
  2  could not run`;

/** `npm start`: a CloudTrail trail and its access report on this machine, without an AWS account. Gives the exit code. */
export async function start(args: readonly string[], { from, bundle }: Surroundings): Promise<number> {
  const command = new Command('npm start --')
    .description('Shows on this machine what a trail logs and what becomes of its files; needs no AWS account and no network.')
    .option('--logs <dir>', 'your own log files (.json.gz or .json, in any folders) instead of the sample files')
    .option('--app <file>', 'another CDK app whose trails to explain', 'examples/reports-bucket/app.ts')
    .option('--handler <file>', 'another bundle of the access report handler', 'assets/access-report/index.js')
    .addHelpText('after', exitCodes)
    .allowExcessArguments(false)
    .exitOverride();
  try {
    command.parse(args, { from: 'user' });
    const { logs, app, handler } = command.opts<{ logs?: string; app: string; handler: string }>();
    const root = process.cwd();
    const given = (name: string, path: string) => resolve(command.getOptionValueSource(name) === 'default' ? root : from, path);
    const paths = { root, logs: logs === undefined ? undefined : given('logs', logs), app: given('app', app), handler: given('handler', handler) };
    return await withCleanup((later) => demonstrate({ ...paths, bundle }, later));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    console.error(`\ncould not run: ${error instanceof CannotRun ? error.message : error instanceof Error ? error.stack : error}`);
    return 2;
  }
}
