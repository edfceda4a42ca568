import type { Command } from 'commander';
import { Checkpoint } from './backfill/checkpoint';
import type { Found } from './backfill/folders';
import { type GivenOptions, type Request, requestOf } from './backfill/options';
import { policyOf } from './backfill/policy';
import { type Outcome, outcomeInWords } from './backfill/text';
import { EXIT, run } from './shared/run';

const help = `
A processor gets the messages that it would have got had it been there when the log files were delivered. It processes each file
once, however often it is announced. The archive is s3://bucket or s3://bucket/prefix, without AWSLogs/; accounts, Regions and
families are found by their folders, of an account's trail or an organization's. Dates are days of the delivery, in UTC, both
included. Log files that are delivered from now on are announced by S3 itself.
--checkpoint: a file that remembers what is announced. With it the same command goes on where it stopped; files of its last second may
  be announced again, and none is left out
--print-policy: the IAM policy that the command needs, as JSON; nothing else happens

--json: { "schemaVersion": "1", "archive", "queueUrl", "from", "to", "dryRun", "complete", "failure", "folders", "files", "bytes",
  "passedOver": { "files": { reason: number }, "folders": { reason: number } }, "missing" }

Examples:
  npx cdk-cloudtrail backfill s3://my-log-bucket --queue-url https://sqs.eu-west-1.amazonaws.com/111122223333/name \\
    --from 2026-01-01 --to 2026-06-30 --checkpoint backfill.json
  npx cdk-cloudtrail backfill s3://my-log-bucket/audit --from 2026-11-01 --accounts 111122223333 --regions eu-west-1 --dry-run

Exit codes:
  0  everything was announced, or counted
  1  the queue did not take a log file (it is named; run it again), or an account or a Region that was asked for is not there
  2  could not run: an option is wrong, there are no log files, or the archive or the queue cannot be used (with a checkpoint, run it again)`;

/** Adds `backfill` to the program. */
export function register(program: Command): void {
  program
    .command('backfill')
    .description('announces past log files of an archive to the queue of a processor')
    .argument('<archive>', 's3://bucket/prefix')
    .option('--queue-url <url>', 'the queue of the processor')
    .requiredOption('--from <day>', 'the first day, such as 2026-11-05')
    .option('--to <day>', 'the last day (default: today)')
    .option('--accounts <ids...>', 'these accounts only')
    .option('--regions <names...>', 'these Regions only')
    .option('--kinds <names...>', 'families of log files (default: CloudTrail)')
    .option('--checkpoint <file>', 'go on where the last run stopped')
    .option('--dry-run', 'count, and announce nothing')
    .option('--json', 'as JSON')
    .option('--print-policy', 'print the IAM policy that this needs')
    .addHelpText('after', help)
    .action((archive: string, options: GivenOptions) => run(() => backfill(archive, options)));
}

async function backfill(archive: string, options: GivenOptions): Promise<number> {
  const request = requestOf(archive, options);
  if (options.printPolicy) {
    console.log(JSON.stringify(policyOf(request), null, 2));
    return EXIT.ok;
  }
  const checkpoint = new Checkpoint(request, options.checkpoint, options.dryRun === true);
  // Only now: who uses another command does not wait for the SDK.
  const { announce } = await import('./backfill/run.js');
  const { found, failure } = await announce(request, checkpoint, options.dryRun === true);
  const { announced: files, bytes, passedOver } = checkpoint.totals;
  const outcome: Outcome = {
    ...{ archive, queueUrl: request.queue?.url ?? null, from: request.from, to: request.to, dryRun: options.dryRun === true },
    ...{ complete: failure === undefined, failure: failure?.message ?? null, folders: found.series.length, files, bytes },
    passedOver: { files: passedOver, folders: found.passedOver },
    missing: missingIn(found, request),
  };
  console.log(options.json ? JSON.stringify({ schemaVersion: '1', ...outcome }, null, 2) : outcomeInWords(outcome));
  return outcome.complete && outcome.missing.length === 0 ? EXIT.ok : EXIT.found;
}

function missingIn({ series }: Found, { accounts, regions }: Request): string[] {
  return [
    ...accounts.filter((account) => !series.some((one) => one.account === account)).map((account) => `account ${account}`),
    ...regions.filter((region) => !series.some((one) => one.region === region)).map((region) => `Region ${region}`),
  ];
}
