import type { Command } from 'commander';
import { align, apart } from '../../lib/template/align';
import { compareAssemblies } from '../../lib/template/compare';
import { unreadIn } from '../../lib/template/read-assembly';
import type { ReadAssemblyOptions } from '../../lib/template/template-file';
import { cannotTell, type Verdict, verdictOf } from './migrate/consequence';
import { judged } from './migrate/consequences';
import { contextOf } from './migrate/context';
import { help } from './migrate/help';
import { importMap, importsOf } from './migrate/import-map';
import { toJson } from './migrate/json';
import { planOf } from './migrate/plan';
import { readNewer, readOlder } from './migrate/read-old';
import { inText } from './migrate/text';
import { COULD_NOT_RUN, endWith, run } from './shared/run';
import { CannotRun } from './shared/terminal';
import { write } from './shared/write';

interface Options extends ReadAssemblyOptions {
  readonly json?: boolean;
  readonly importFile?: string;
}

const EXIT: Readonly<Record<Verdict, number>> = { noGap: 0, gap: 1, cannotTell: 2 };

/** Adds `migrate` to the program. */
export function register(program: Command): void {
  program
    .command('migrate')
    .description('says what the deployment of a newer template over an older one, or over a trail made by hand, does to logging and to digests')
    .argument('<older>', 'cdk.out or a template as it is deployed, or the answer of aws cloudtrail describe-trails')
    .argument('<newer>', 'cdk.out, a template, or a folder of templates')
    .option('--json', 'as JSON')
    .option('--import-file <file>', 'writes what cdk import --resource-mapping reads')
    .option('--account <id>', 'the account of stacks that do not name theirs')
    .option('--region <name>', 'the Region of stacks that do not name theirs')
    .addHelpText('after', help)
    // 2 says something else here than in most other commands.
    .exitOverride(endWith(COULD_NOT_RUN))
    .action((older: string, newer: string, options: Options) => run(() => migrate(older, newer, options), COULD_NOT_RUN));
}

function migrate(older: string, newer: string, options: Options): number {
  const { assembly, outside } = readOlder(older, options);
  const next = readNewer(newer, options);
  const aligned = outside ? apart(assembly, next) : align(assembly, next);
  const context = contextOf(aligned, compareAssemblies(aligned), outside);
  if (context.trailsBefore.length + context.trailsAfter.length === 0) {
    throw new CannotRun(`neither ${older} nor ${newer} has an AWS::CloudTrail::Trail; give what is deployed, and what shall be`);
  }
  if (next.stacks.length === 0) throw new CannotRun(`${newer} has no stack: it deploys nothing; synthesize the app that shall be deployed`);
  const rows = judged(context);
  const unread = [...unreadIn(assembly), ...unreadIn(next)].map((file) => cannotTell('deployment', file));
  const verdict = verdictOf([...rows.flatMap(({ consequences }) => consequences), ...unread]);
  if (options.importFile !== undefined) write(JSON.stringify(importMap(importsOf(context)), null, 2), options.importFile);
  const report = { verdict, rows, plan: planOf(context, rows), skipped: [...assembly.skipped, ...next.skipped] };
  console.log(options.json ? toJson(report) : inText(report));
  return EXIT[verdict];
}
