import type { Command } from 'commander';
import { compare, diffsInWords } from './explain/compare';
import { eventInWords } from './explain/event-text';
import { judge } from './explain/judge';
import { readEvents } from './explain/read-events';
import { type DeclaredOptions, readDeclared } from './shared/declared-trails';
import { EXIT, run } from './shared/run';
import { CannotRun } from './shared/terminal';
import { trailsInWords } from './shared/trail-text';

interface Options extends DeclaredOptions {
  readonly event?: string;
  readonly against?: string;
  readonly json?: boolean;
}

const help = `
Without --event: what each trail logs and what it does not.
The file of --event has a record, an array of records, a log file (also gzipped), an event of EventBridge,
or the answer of "aws cloudtrail lookup-events"; - reads it from standard input.
--against says what stops and what starts to be logged, for events that concern the named resources only.

With --event --json: { "schemaVersion": "1", "events": [ { "eventID", "trails": [
  { "trail", "stack", "logged": "yes|no|unknown", "selector", "field", "reason" } ] } ] }
"selector" counts from zero, as in the template; it and "field" are null where there is none.
With --against --json: { "schemaVersion": "1", "trails": [ { "trail", "stack", "change": "added|removed|changed|same",
  "stops", "starts", "mayChange" } ] }

Examples:
  npx cdk-cloudtrail explain cdk.out
  npx cdk-cloudtrail explain cdk.out --event event.json
  npx cdk-cloudtrail explain cdk.out --against main/cdk.out

Exit codes:
  0  everything asked was explained
  2  could not run: the assembly or the file of events cannot be read`;

/** Adds `explain` to the program. */
export function register(program: Command): void {
  program
    .command('explain')
    .description('says in plain words what trails log, whether they log an event, and what a change does')
    .argument('<assembly>', 'cdk.out, a template, or a folder of templates')
    .option('--event <file>', 'events to explain')
    .option('--against <older>', 'an older assembly to compare with')
    .option('--json', 'as JSON; needs --event or --against')
    .option('--account <id>', 'the account of stacks that do not name theirs')
    .option('--region <name>', 'the Region of stacks that do not name theirs')
    .option('--name <construct=name>', 'the name of a resource that the template does not name', (value, others: string[] = []) => [...others, value])
    .addHelpText('after', help)
    .action((assembly: string, options: Options) => run(() => explain(assembly, options)));
}

function explain(assembly: string, options: Options): number {
  const { event, against, json } = options;
  if (event !== undefined && against !== undefined) throw new CannotRun('--event and --against ask different questions; give one of them');
  if (json && event === undefined && against === undefined) throw new CannotRun('--json needs --event or --against; give one of them');
  const declared = readDeclared(assembly, options);
  if (against !== undefined) {
    const trails = compare(readDeclared(against, options), declared);
    console.log(json ? toJson({ trails }) : diffsInWords(trails));
  } else if (event !== undefined) {
    const judged = readEvents(event).map((record) => ({ record, trails: judge(record, declared) }));
    console.log(json ? toJson({ events: judged.map(eventAsJson) }) : judged.map(({ record, trails }) => eventInWords(record, trails)).join('\n\n'));
  } else {
    console.log(trailsInWords(declared));
  }
  return EXIT.ok;
}

function eventAsJson({ record, trails }: { readonly record: { readonly eventID?: string }; readonly trails: ReturnType<typeof judge> }) {
  return {
    eventID: record.eventID ?? null,
    trails: trails.map(({ trail, stack, logged, selector = null, field = null, reason }) => ({ trail, stack, logged, selector, field, reason })),
  };
}

function toJson(content: object): string {
  return JSON.stringify({ schemaVersion: '1', ...content }, null, 2);
}
