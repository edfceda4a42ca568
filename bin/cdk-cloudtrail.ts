#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { register as registerAccess } from './commands/access';
import { register as registerBackfill } from './commands/backfill';
import { register as registerCheck } from './commands/check';
import { register as registerDeployPolicy } from './commands/deploy-policy';
import { register as registerDetect } from './commands/detect';
import { register as registerExplain } from './commands/explain';
import { register as registerMigrate } from './commands/migrate';
import { register as registerRedrive } from './commands/redrive';
import { EXIT, endQuietlyWithReader, run } from './commands/shared/run';
import { register as registerSimulate } from './commands/simulate';
import { register as registerStatus } from './commands/status';
import { register as registerVerify } from './commands/verify';

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

/** Gives the exit code: commands set that of the process. */
async function main(args: readonly string[]): Promise<number> {
  const program = new Command('cdk-cloudtrail')
    .description('Answers questions about CloudTrail trails from templates and log files. Needs no AWS account, except to read from S3.')
    .version(version)
    .addHelpText('after', help)
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride();
  for (const register of [
    registerCheck,
    registerExplain,
    registerSimulate,
    registerDetect,
    registerAccess,
    registerBackfill,
    registerMigrate,
    registerRedrive,
    registerVerify,
    registerStatus,
    registerDeployPolicy,
  ])
    register(program);
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
