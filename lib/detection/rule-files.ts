import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '../findings/finding';
import { type RulePath, type RuleProblem, RuleProblems } from './problem';
import { readRule } from './read-rule';
import type { Rule } from './rule';

/** One document of a YAML file as plain JSON, and where its parts stand. */
export interface YamlDocument {
  readonly value?: unknown;
  readonly lineOf: (path: RulePath) => number | undefined;
  /** Why it is no YAML. */
  readonly errors: readonly { readonly message: string; readonly line: number }[];
}

/** Parses the documents of a YAML file; empty ones are left out. */
export type ParseYaml = (text: string) => readonly YamlDocument[];

/** A rule that can be used, and the file it is from. */
export interface LoadedRule {
  readonly rule: Rule;
  readonly file: string;
}

/** The rules of files, and what is to be said about them: of a rule with an error nothing is used. */
export interface LoadedFiles {
  readonly loaded: readonly LoadedRule[];
  readonly problems: readonly RuleProblem[];
}

/**
 * The files with rules at a place, in the order of their names: those of a folder and all below it that end with .yml or .yaml, or the file itself.
 *
 * @throws where nothing is there, or it cannot be read
 */
export function ruleFilesAt(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => join(place, name));
}

/**
 * Reads the rules of files. Two rules with the same id are an error of the second one.
 *
 * @throws where a file cannot be read
 */
export function readRuleFiles(files: readonly string[], parse: ParseYaml): LoadedFiles {
  const loaded: LoadedRule[] = [];
  const problems: RuleProblem[] = [];
  for (const file of new Set(files)) {
    for (const { value, lineOf, errors } of parse(readFileSync(file, 'utf8'))) {
      problems.push(...errors.flatMap(({ message, line }) => noYaml(file, message, line)));
      if (errors.length > 0) continue;
      const { rule, problems: found } = readRule(value, { file, lineOf });
      problems.push(...found);
      if (!rule) continue;
      const twin = loaded.find((other) => other.rule.id === rule.id);
      if (twin) problems.push(...repeatedId(rule.id, { file, lineOf }, twin.file));
      else loaded.push({ rule, file });
    }
  }
  return { loaded, problems };
}

/** A problem in one line, with the place in the file first. */
export function withPlace(problem: RuleProblem): string {
  const { file, line, path } = problem;
  return `${file}${line === undefined ? '' : `:${line}`}: ${path && `${path}: `}${describe(problem)}`;
}

/** Whether a problem only says that a rule is for other logs. */
export function isForOtherLogs({ id }: RuleProblem): boolean {
  return id.endsWith('.otherLogSource');
}

function noYaml(file: string, message: string, line: number): readonly RuleProblem[] {
  const problems = new RuleProblems({ file, lineOf: () => line });
  problems.add('yaml', [], { message: `the file is not YAML: ${message.replace(/\.$/, '')}`, fix: 'correct it' });
  return problems.found;
}

function repeatedId(id: string, source: { readonly file: string; readonly lineOf: YamlDocument['lineOf'] }, first: string): readonly RuleProblem[] {
  const problems = new RuleProblems(source);
  problems.add('repeatedId', ['id'], { message: `a rule in ${first} has the same id`, value: id, fix: 'give each rule an id of its own' });
  return problems.found;
}
