import type { Command } from 'commander';
import { COULD_NOT_RUN, endWith, run } from './shared/run';
import { CannotRun } from './shared/terminal';
import { help } from './status/help';
import type { StatusOptions } from './status/request';

/** Adds the command that compares what runs with what was declared. */
export function register(program: Command): void {
  const all = (value: string, before: readonly string[] = []) => [...before, value];
  program
    .command('status')
    .description('compares the trails that run in the account, and what they rely on, with the templates that declare them')
    .argument('[assembly]', 'cdk.out, a template, or a folder of templates', 'cdk.out')
    .option('--stack <name>', 'looks at the resources of this stack only; can be repeated', all)
    .option('--stack-name <stack=name>', 'the name that a stack was deployed by, if it is not that of the assembly', all)
    .option('--name <construct=name>', 'the name of a resource, where CloudFormation may not be asked for it', all)
    .option('--wait [minutes]', 'waits until every trail logs and has delivered its first log file (default: 15)')
    .option('--evidence <file>', 'writes what was seen as JSON, for check --evidence')
    .option('--json', 'as JSON')
    .option('--print-policy', 'prints the IAM policy that this needs, and does nothing else')
    .option('--account <id>', 'the account of stacks that do not name theirs, for --print-policy')
    .option('--region <name>', 'the Region of stacks that do not name theirs')
    .addHelpText('after', help)
    // 2 says something else here than in most other commands.
    .exitOverride(endWith(COULD_NOT_RUN))
    .action((assembly: string, options: StatusOptions) => run(() => status(assembly, options, program.version() ?? ''), COULD_NOT_RUN));
}

async function status(place: string, options: StatusOptions, version: string): Promise<number> {
  try {
    // Who asks for help does not wait for the SDK.
    const { status } = await import('./status/command.js');
    return await status(place, options, version);
  } catch (error) {
    if (options.json && error instanceof CannotRun) console.log(JSON.stringify({ schemaVersion: '1', checks: [], error: error.message }, null, 2));
    throw error;
  }
}
