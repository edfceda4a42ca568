import { type Command, Option } from 'commander';
import { sourceFiles } from '../../lib/report/sarif/source-files';
import { sourceLines } from '../../lib/report/sarif/source-lines';
import { checkAssembly } from '../../lib/rules/check-assembly';
import { readAssemblies } from '../../lib/template/read-assembly';
import { UnreadableAssemblyError } from '../../lib/template/unreadable-assembly-error';
import { reportWithEvidence } from './check/evidence';
import { help } from './check/help';
import { type Checked, FORMATS, render } from './check/render';
import { type CheckOptions, type Request, readRequest } from './check/request';
import { timeOfWriting } from './check/time';
import { EXIT, run } from './shared/run';
import { CannotRun } from './shared/terminal';
import { write } from './shared/write';

interface Evidence {
  readonly evidence?: string;
}

/** Adds the command that checks templates. */
export function register(program: Command): void {
  const all = (value: string, before: readonly string[] = []) => [...before, value];
  program
    .command('check')
    .description(
      'find what would fail at the deployment of trails, or not log what it should, in synthesized templates; and what controls say of them',
    )
    .argument('[paths...]', 'a cloud assembly, a folder of templates, or templates as JSON (default: cdk.out)')
    .option('--pack <id>', 'ask the rules of a pack, such as ct-core or cis-aws-5.0; may be given several times', all)
    .option('--parameters <name=value>', 'a value that the deployment gives to a parameter, by its name or as Stack.Name=value', all)
    .option('--retention-days <days>', 'how long log files have to be kept, instead of what the packs say')
    .option('--acceptances <file>', 'a JSON list of what is accepted: rule, at, reason, owner, ticket, expires')
    .option('--evidence <file>', 'what status --evidence saw of these templates: it settles what they leave open')
    .option('--strict', 'let what could not be decided count as found')
    .addOption(new Option('--format <name>', 'what to print').choices([...FORMATS]))
    .option('--json', 'the same as --format json')
    .option('--output <file>', 'write to a file instead of standard output')
    .option('--list-packs', 'print the ids of all packs')
    .option('--account <id>', 'the account of stacks that do not say it')
    .option('--region <name>', 'the Region of stacks that do not say it')
    .addHelpText('after', help)
    .action((paths: string[], options: CheckOptions & Evidence) => run(() => check(paths, options, program.version() ?? '')));
}

function check(args: readonly string[], options: CheckOptions & Evidence, version: string): number {
  const request = readRequest(args, options);
  if (request.packs === 'list') {
    console.log(render.packs());
    return EXIT.ok;
  }
  try {
    return told(look(request, version, options.evidence), request);
  } catch (error) {
    if (error instanceof UnreadableAssemblyError) return cannotRun(error.message, request);
    throw error;
  }
}

function look(request: Request, version: string, evidence: string | undefined): Checked {
  const assembly = readAssemblies(request.paths, request.place);
  const deploy = checkAssembly(assembly);
  const report = reportWithEvidence(assembly, request, version, evidence);
  const written = () => ({ files: sourceFiles(assembly), lines: sourceLines(request.paths) });
  return { name: request.paths.join(', '), deploy, report, skipped: assembly.skipped, written, at: timeOfWriting };
}

function told(checked: Checked, request: Request): number {
  const { deploy, report } = checked;
  if (deploy.assessed + (report?.assessed ?? 0) === 0) {
    const wanted = report ? 'AWS::CloudTrail::Trail or AWS::CloudTrail::EventDataStore' : 'AWS::CloudTrail::Trail';
    return cannotRun(`nothing to check: ${checked.name} has no ${wanted}`, request);
  }
  write(render[request.format](checked), request.output);
  const open = report?.results.filter(({ accepted }) => accepted === null) ?? [];
  const found = [
    deploy.findings.some(({ severity }) => severity === 'error'),
    open.some(({ verdict }) => verdict === 'fail'),
    request.strict && open.some(({ verdict }) => verdict === 'unknown'),
  ];
  return found.some(Boolean) ? EXIT.found : EXIT.ok;
}

function cannotRun(reason: string, { format }: Request): never {
  if (format === 'json') console.log(JSON.stringify({ schemaVersion: '1', findings: [], error: reason }, undefined, 2));
  throw new CannotRun(reason);
}
