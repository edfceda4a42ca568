#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { EXIT, endQuietlyWithReader, run } from './commands/shared/run';

const help = `
Every command has --help with examples and its exit codes; 2 means that it could not run (3 for verify, migrate and status).

Examples:
  npx cdk-cloudtrail check cdk.out                       what would fail at the deployment, or not log what it should
  npx cdk-cloudtrail explain cdk.out                     what the declared trails log
  npx cdk-cloudtrail simulate cdk.out --logs ./logs      what past events would be logged, and their cost
  npx cdk-cloudtrail detect ./logs --rules ./rules       what rules find in past events
  npx cdk-cloudtrail access ./logs --resource reports    who accessed which data
  npx cdk-cloudtrail verify s3://logs --from 2026-07-01   whether the log files are complete and untampered
  npx cdk-cloudtrail backfill s3://logs --queue-url …     past log files into the queue of a processor
  npx cdk-cloudtrail redrive --dlq-url … --queue-url …    what failed, once more
  npx cdk-cloudtrail status cdk.out --wait 20             whether what runs is what was declared
  npx cdk-cloudtrail migrate old.out cdk.out             what a deployment would do to logging and to digests
  npx cdk-cloudtrail deploy-policy cdk.out               what roles have to be allowed to deploy the templates`;

/** Loaded when they are asked for: together they take longer than most of them alone. */
const COMMANDS: Readonly<Record<string, () => Promise<{ register(program: Command): void }>>> = {
  check: () => import('./commands/check.js'),
  explain: () => import('./commands/explain.js'),
  simulate: () => import('./commands/simulate.js'),
  detect: () => import('./commands/detect.js'),
  access: () => import('./commands/access.js'),
  backfill: () => import('./commands/backfill.js'),
  migrate: () => import('./commands/migrate.js'),
  redrive: () => import('./commands/redrive.js'),
  verify: () => import('./commands/verify.js'),
  status: () => import('./commands/status.js'),
  'deploy-policy': () => import('./commands/deploy-policy.js'),
};

/** Gives the exit code: commands set that of the process. */
async function main(args: readonly string[]): Promise<number> {
  const program = new Command('cdk-cloudtrail')
    .description('Answers questions about CloudTrail trails from templates and log files. Needs no AWS account, except to read from S3.')
    .version(version)
    .addHelpText('after', help)
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride();
  // Help, and what is meant by a name that is none, take all of them.
  const [name = ''] = args;
  const needed = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS);
  for (const load of needed) (await load?.())?.register(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong, or has shown what was asked for.
    return error.exitCode === 0 ? EXIT.ok : EXIT.couldNotRun;
  }
  return Number(process.exitCode ?? EXIT.ok);
}

endQuietlyWithReader();
run(() => main(process.argv.slice(2)));
