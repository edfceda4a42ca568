import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationValidatePlugin, type IPolicyValidationContext } from 'aws-cdk-lib';
import { ACCOUNT, REGION } from '../../test/rules/controls/hardened';
import type { Case } from './cases';

/** What a linter, which knows nothing of our demands, says of the templates: rules by file. */
export interface Linted {
  readonly name: string;
  readonly version: string;
  /** The rules that complain about any resource of a case. */
  readonly rulesOf: (one: Case) => readonly string[];
}

interface Match {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
}

/** cfn-lint takes a quarter of a second for each template. */
const SAMPLE = 300;

/** Linters over a sample of the cases, taken evenly: they ask whether CloudFormation takes a template, which is none of our demands. */
export function lint(all: readonly Case[]): { readonly linters: readonly Linted[]; readonly sample: readonly Case[] } {
  const step = Math.max(1, Math.ceil(all.length / SAMPLE));
  const sample = all.filter((_, index) => index % step === 0);
  return { linters: linted(sample), sample };
}

function linted(cases: readonly Case[]): Linted[] {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  const files = new Map<string, string>();
  for (const text of new Set(cases.flatMap(textsOf))) files.set(text, join(folder, `${files.size}.template.json`));
  for (const [text, file] of files) writeFileSync(file, text);
  const names = [...files.values()];
  const column = (name: string, version: string, byFile: ReadonlyMap<string, ReadonlySet<string>>): Linted => ({
    name,
    version,
    rulesOf: (one) => [...new Set(textsOf(one).flatMap((text) => [...(byFile.get(files.get(text) ?? '') ?? [])]))],
  });
  const version = cfnLint('--version')?.trim().replace('cfn-lint ', '');
  const columns = [
    column('built-in validation', new CloudFormationValidatePlugin().version ?? '', builtIn(names)),
    ...(version === undefined ? [] : [column('cfn-lint', version, cfnLintRules(names))]),
  ];
  rmSync(folder, { recursive: true });
  return columns;
}

function textsOf({ templates }: Case): string[] {
  return templates.map((template) => JSON.stringify(template));
}

function builtIn(files: readonly string[]): Map<string, Set<string>> {
  const plugin = new CloudFormationValidatePlugin();
  const stackTemplates = files.map((templatePath) => ({ stackConstructPath: '', templatePath, accountId: ACCOUNT, region: REGION }));
  const { violations } = plugin.validate({ stackTemplates, templatePaths: [...files] } as unknown as IPolicyValidationContext);
  return grouped(violations.flatMap(({ ruleName, violatingResources }) => violatingResources.map((one) => [String(one.templatePath), ruleName])));
}

function cfnLintRules(files: readonly string[]): Map<string, Set<string>> {
  const out = cfnLint('--format', 'json', '--', ...files);
  const matches = JSON.parse(out ?? '[]') as Match[];
  return grouped(matches.map(({ Filename, Rule }) => [Filename, Rule.Id]));
}

/** What it prints; nothing where it is not installed. */
function cfnLint(...args: string[]): string | undefined {
  const { error, status, stdout } = spawnSync('cfn-lint', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  // 127 is what the wrappers of version managers give.
  return error || status === 127 ? undefined : stdout;
}

function grouped(pairs: readonly (readonly string[])[]): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const [file = '', rule = ''] of pairs) all.set(file, (all.get(file) ?? new Set()).add(rule));
  return all;
}
