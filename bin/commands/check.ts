import type { Command } from 'commander';
import { checkAssembly } from '../../lib/rules/check-assembly';
import { readAssembly } from '../../lib/template/read-assembly';
import { UnreadableAssemblyError } from '../../lib/template/unreadable-assembly-error';
import { toJson } from './check/json';
import { toText } from './check/text';
import { EXIT, run } from './shared/run';
import { CannotRun } from './shared/terminal';

interface Options {
  readonly json?: true;
  readonly account?: string;
  readonly region?: string;
}

const help = `
Works on any AWS::CloudTrail::Trail, whether it comes from this library, an L2, an L1 or an override.
Questions that the templates do not answer are told apart from findings, and so is what a person has to check.

With --json: { "schemaVersion": "1", "findings": [ { "id", "severity": "error|warning", "stack", "logicalId", "path",
  "value", "message", "awsMessage", "fix", "when" } ], "unknown": [ { "id", "stack", "logicalId", "path", "message" } ],
  "checklist": [ { "stack", "logicalId", "path", "message" } ], "trails", "complete" }
"value" and "awsMessage" are null where there is none; "when" is there only if the finding hangs on parameters or conditions.

Examples:
  npx cdk-cloudtrail check
  npx cdk-cloudtrail check cdk.out --json
  npx cdk-cloudtrail check template.json --account 111122223333 --region eu-west-1

Exit codes:
  0  no errors; there may be warnings
  1  errors found
  2  could not run: nothing to check, or not readable`;

/** Adds the command that checks templates. */
export function register(program: Command): void {
  program
    .command('check')
    .description('find what would fail at the deployment of trails, or not log what it should, in synthesized templates')
    .argument('[path]', 'a cloud assembly, a template as JSON, or a folder of templates', 'cdk.out')
    .option('--json', 'print one JSON object with a schemaVersion')
    .option('--account <id>', 'the account of stacks that do not say it')
    .option('--region <name>', 'the Region of stacks that do not say it')
    .addHelpText('after', help)
    .action((path: string, options: Options) => run(() => check(path, options)));
}

function check(path: string, { json, ...place }: Options): number {
  try {
    const assembly = readAssembly(path, place);
    const result = checkAssembly(assembly);
    if (result.assessed === 0) return cannotRun(`nothing to check: ${path} has no AWS::CloudTrail::Trail`, json);
    console.log(json ? toJson(result) : toText(path, result, assembly.skipped));
    return result.findings.some(({ severity }) => severity === 'error') ? EXIT.found : EXIT.ok;
  } catch (error) {
    if (error instanceof UnreadableAssemblyError) return cannotRun(error.message, json);
    throw error;
  }
}

function cannotRun(reason: string, json: true | undefined): never {
  if (json) console.log(JSON.stringify({ schemaVersion: '1', findings: [], error: reason }, undefined, 2));
  throw new CannotRun(reason);
}
