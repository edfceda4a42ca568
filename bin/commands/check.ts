import type { Command } from 'commander';
import { checkAssembly } from '../../lib/rules/check-assembly';
import { readAssembly } from '../../lib/template/read-assembly';
import { UnreadableAssemblyError } from '../../lib/template/unreadable-assembly-error';
import { toJson } from './check/json';
import { toText } from './check/text';

/** How the command ends: for pipelines, which read nothing else. */
export const EXIT_CODES = { clean: 0, errors: 1, couldNotRun: 2 } as const;

interface Options {
  readonly json?: true;
  readonly account?: string;
  readonly region?: string;
}

/** Adds the command that checks templates. */
export function register(program: Command): void {
  program
    .command('check')
    .description('find what would fail at the deployment of trails, or not log what it should, in synthesized templates')
    .argument('[path]', 'a cloud assembly, a template as JSON, or a folder of templates', 'cdk.out')
    .option('--json', 'print one JSON object with a schemaVersion')
    .option('--account <id>', 'the account of stacks that do not say it')
    .option('--region <name>', 'the Region of stacks that do not say it')
    .addHelpText('after', '\nExit codes: 0 no errors, 1 errors, 2 nothing to check or not readable.')
    .action((path: string, options: Options) => {
      process.exitCode = check(path, options);
    });
}

function check(path: string, { json, ...place }: Options): number {
  try {
    const assembly = readAssembly(path, place);
    const result = checkAssembly(assembly);
    if (result.assessed === 0) return cannotRun(`nothing to check: ${path} has no AWS::CloudTrail::Trail`, json);
    console.log(json ? toJson(result) : toText(path, result, assembly.skipped));
    return result.findings.some(({ severity }) => severity === 'error') ? EXIT_CODES.errors : EXIT_CODES.clean;
  } catch (error) {
    if (error instanceof UnreadableAssemblyError) return cannotRun(error.message, json);
    throw error;
  }
}

function cannotRun(reason: string, json: true | undefined): number {
  console.error(reason);
  if (json) console.log(JSON.stringify({ schemaVersion: '1', findings: [], error: reason }, undefined, 2));
  return EXIT_CODES.couldNotRun;
}
