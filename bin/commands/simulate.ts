import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { LIST_PRICES, type Prices, pricesWith } from '../../lib/selection/prices';
import { Simulation } from '../../lib/selection/simulate';
import { isOpen } from '../../lib/template/symbols';
import { type Declared, type DeclaredOptions, type DeclaredTrail, readDeclared } from './shared/declared-trails';
import { folderSource } from './shared/folder-source';
import { OPEN_VALUES } from './shared/open-values';
import { EXIT, run } from './shared/run';
import type { LogSource } from './shared/source';
import { CannotRun, printable } from './shared/terminal';
import { processLogs } from './simulate/process';
import { reportOf } from './simulate/report';
import { reportInWords } from './simulate/text';

interface Options extends DeclaredOptions {
  readonly logs: string;
  readonly prices?: string;
  readonly json?: boolean;
}

const help = `
Past log files of any trail are run through the selectors of the declared ones: what they would log, what it would cost in
a month, and what could be left out. Events that the past trails did not log cannot be in it.
An event that comes several times, by its eventID and recipientAccountId, counts once.
The time from the first to the last event is extrapolated to a month of 730 hours.
Of management events the first copy in each Region is free; a further trail of the assembly that logs them is paid for.
--prices takes a JSON file such as { "region": "eu-west-1", "per100000": { "data": 0.1, "managementFurtherCopies": 2,
"networkActivity": 0.1, "insightsManagement": 0.35, "insightsData": 0.03 } }; what is left out has its list price.
--name gives the name that CloudFormation made up for a resource, and can be repeated.

--json: { "schemaVersion": "1", "logs", "month", "prices", "costPerMonth", "trails", "dropped", "undecided",
  "contributors", "loops", "advice" }

Examples:
  npx cdk-cloudtrail simulate cdk.out --logs ./logs
  npx cdk-cloudtrail simulate cdk.out --logs s3://my-log-bucket/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/
  npx cdk-cloudtrail simulate cdk.out --logs ./logs --name Reports=stack-reports-1abc --prices prices.json --json

Exit codes:
  0  all log files were read, and no trail logs its own deliveries
  1  a log file could not be read (it is named), or a trail logs what trails deliver: a loop
  2  could not run: the assembly, the logs or the prices cannot be read`;

/** Adds `simulate` to the program. */
export function register(program: Command): void {
  program
    .command('simulate')
    .description('runs past log files through declared selectors: what is logged, what is dropped, what it costs')
    .argument('<assembly>', 'cdk.out, a template, or a folder of templates')
    .requiredOption('--logs <place>', 'a folder, or s3://bucket/prefix')
    .option('--prices <file>', 'other prices than the list prices')
    .option('--name <construct=name>', 'the name of a resource that the template does not name', (value, others: string[] = []) => [...others, value])
    .option('--account <id>', 'the account of stacks that do not name theirs')
    .option('--region <name>', 'the Region of stacks that do not name theirs')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action((assembly: string, options: Options) => run(() => simulate(assembly, options)));
}

async function simulate(assembly: string, options: Options): Promise<number> {
  const declared = readDeclared(assembly, options);
  const prices = options.prices === undefined ? LIST_PRICES : readPrices(options.prices);
  const source = await sourceOf(options.logs);
  try {
    const simulation = simulationOf(declared);
    const files = await processLogs(source, simulation);
    const report = reportOf({ simulation, files, prices, source: options.logs, display: declared.display });
    console.log(options.json ? JSON.stringify(report, null, 2) : reportInWords(report));
    return files.failed > 0 || report.loops.length > 0 ? EXIT.found : EXIT.ok;
  } finally {
    source.close();
  }
}

async function sourceOf(logs: string): Promise<LogSource> {
  if (!logs.startsWith('s3://')) return folderSource(logs);
  // Only now: who reads a folder, or uses another command, does not wait for the SDK.
  const { s3Source } = await import('./shared/s3-source.js');
  return s3Source(logs);
}

function simulationOf({ trails, logBuckets }: Declared): Simulation {
  const forms = trails.filter((trail, index) => trails.findIndex(({ id }) => id === trail.id) === index);
  for (const { id, name } of forms) {
    const count = trails.filter((trail) => trail.id === id).length;
    if (count > 1) console.error(printable(`conditions give trail ${name} ${count} forms: the first one is simulated`));
  }
  return new Simulation(forms.map(simulated), { logBuckets });
}

function simulated({ name, stack, model }: DeclaredTrail) {
  const { selectors, insights, aggregations, isLogging, isMultiRegion, isOrganization, includesGlobalServiceEvents: globalEvents } = model;
  return {
    ...{ name, stack, selectors, insights, aggregates: aggregations.length > 0, options: OPEN_VALUES },
    scope: { isLogging, isMultiRegion, ...(!isOpen(model.region) && { region: model.region }), ...(globalEvents !== undefined && { globalEvents }) },
    ...(isOrganization !== true && !isOpen(model.account) && { account: model.account }),
  };
}

function readPrices(file: string): Prices {
  try {
    return pricesWith(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new CannotRun(`prices in ${file} cannot be used: ${(error as Error).message}`);
  }
}
