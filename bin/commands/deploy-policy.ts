import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { deployPolicy } from '../../lib/rules/permissions/deploy-policy';
import { makeFolder } from './deploy-policy/folder';
import { help } from './deploy-policy/help';
import { readPlaced } from './deploy-policy/read';
import { type Named, named, toJson } from './deploy-policy/render';
import { unknownReason } from './deploy-policy/unknown-reason';
import { EXIT, run } from './shared/run';
import { CannotRun } from './shared/terminal';
import { write } from './shared/write';

/** What was written on the command line. */
export interface DeployPolicyOptions {
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
  readonly deployed?: string;
  readonly leaveOut?: readonly string[];
  readonly output?: string;
}

/** Adds the command that says what a deployment has to be allowed. */
export function register(program: Command): void {
  const all = (value: string, before: readonly string[] = []) => [...before, value];
  program
    .command('deploy-policy')
    .description('the least that roles have to be allowed to deploy synthesized templates, and what they never may: stop, delete, take keys away')
    .argument('[paths...]', 'a cloud assembly, a folder of templates, or templates as JSON (default: cdk.out)')
    .option('--account <id>', 'the account of stacks that do not say it')
    .option('--region <name>', 'the Region of stacks that do not say it')
    .option('--partition <name>', 'the partition, where the Region does not tell it')
    .option('--deployed <path>', 'the assembly that is deployed now, of which an update may take something away')
    .option('--leave-out <type>', 'a type of resources that something else allows; may be given several times', all)
    .option('--output <folder>', 'write each policy to a file of its own in a folder, as IAM takes it')
    .addHelpText('after', help)
    .action((paths: string[], options: DeployPolicyOptions) => run(() => print(paths.length > 0 ? paths : ['cdk.out'], options)));
}

function print(paths: readonly string[], options: DeployPolicyOptions): number {
  const deployed = options.deployed === undefined ? [] : [readPlaced([options.deployed], options)];
  const result = deployPolicy([readPlaced(paths, options), ...deployed], options.leaveOut);
  if (result.unknown.length > 0) throw new CannotRun(unknownReason(result.unknown));
  if (options.output === undefined) write(toJson(result, options.leaveOut ?? []), undefined);
  else writeAll(named(result), options.output);
  return EXIT.ok;
}

function writeAll(policies: readonly Named[], folder: string): void {
  makeFolder(folder);
  for (const { name, document } of policies) write(JSON.stringify(document, undefined, 2), join(folder, `${name}.json`));
  const files = policies.map(({ name }) => `${name}.json`);
  const older = readdirSync(folder).filter((file) => /^(\d{12}-)?(execution|pipeline)(-\d+)?\.json$/.test(file) && !files.includes(file));
  if (older.length > 0) console.error(`of an earlier run, and not to be attached: ${older.map((file) => join(folder, file)).join(', ')}`);
  console.log(policies.map(({ name, characters }) => `${join(folder, `${name}.json`)}: ${characters} characters`).join('\n'));
}
