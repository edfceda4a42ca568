import { type Command, Option } from 'commander';
import { csv } from './access/csv';
import { help } from './access/help';
import { toHtml } from './access/html/index';
import { json, jsonl } from './access/json';
import { writeLines } from './access/output';
import { type AccessReport, reportOnAccess } from './access/report';
import { type AccessOptions, FORMATS, type Format, readRequest } from './access/request';
import { text } from './access/text';
import { progressBar } from './shared/progress-bar';
import { EXIT, run } from './shared/run';

const WRITTEN: Readonly<Record<Format, (report: AccessReport) => Iterable<string>>> = { table: text, csv, json, jsonl, html: toHtml };

/** Adds the command that reports who accessed which data. */
export function register(program: Command): void {
  const all = (value: string, before: readonly string[] = []) => [...before, value];
  program
    .command('access')
    .description('reports who read, wrote, deleted, invoked, or was denied, which S3 object, Lambda function or DynamoDB item, from past log files')
    .argument('[logs...]', 'log files, folders with log files, or s3://bucket/prefix')
    .option('--resource <arn or pattern>', 'an ARN, a name or a pattern with * and ?; can be repeated', all)
    .option('--principal <pattern>', 'a role, user, session or person, with * and ?; can be repeated', all)
    .option('--from <time>', 'a day, or a time in UTC')
    .option('--to <time>', 'a day, which is included, or a time in UTC, which is not')
    .addOption(new Option('--format <name>', 'what to write').choices([...FORMATS]).default('table'))
    .option('--output <file>', 'write to a file instead of standard output')
    .option('--rollup', 'a row for each day, resource and principal, instead of each event')
    .option('--first-seen-days <days>', 'an access is first seen if it began in the last so many days', '7')
    .option('--unused-days <days>', 'an access is unused if there was none in the last so many days', '30')
    .option('--policy', 'suggest a least-privilege policy for each role and user from what they did')
    .option('--principals', 'besides, all that each principal did, whatever the service')
    .addHelpText('after', help)
    .action((logs: string[], options: AccessOptions) => run(() => access(logs, options, program.version() ?? '')));
}

async function access(logs: readonly string[], options: AccessOptions, version: string): Promise<number> {
  const request = { ...readRequest(logs, options), version };
  const report = await reportOnAccess(request, progressBar());
  try {
    await writeLines(WRITTEN[request.format](report), request.output);
  } finally {
    report.close();
  }
  const { failed, records } = report.inputs;
  return failed.length + records.unreadable > 0 ? EXIT.found : EXIT.ok;
}
