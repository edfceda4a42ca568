import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type RuleProblem, RuleProblems } from '../../../lib/detection/problem';
import { readRule } from '../../../lib/detection/read-rule';
import type { Rule } from '../../../lib/detection/rule';
import { describe } from '../../../lib/findings/finding';
import { CannotRun, count, printable } from '../shared/terminal';
import { parseYaml } from './parse-yaml';

/** A rule and the file it is from. */
export interface LoadedRule {
  readonly rule: Rule;
  readonly file: string;
}

/** The rules that can be used, and what became of the others. */
export interface LoadedRules {
  readonly loaded: readonly LoadedRule[];
  readonly refused: number;
  /** Rules for other logs. */
  readonly others: number;
}

/** Loads rules from YAML files and folders of them. What is wrong with rules is said; refused ones end the command, unless they are to be left out. */
export function loadRules(places: readonly string[], { skipRefused = false }: { readonly skipRefused?: boolean }): LoadedRules {
  const files = places.flatMap(ruleFiles);
  const [loaded, problems]: [LoadedRule[], RuleProblem[]] = [[], []];
  for (const file of new Set(files)) {
    for (const { rule, problems: found } of readRules(file)) {
      const twin = loaded.find((other) => other.rule.id === rule?.id);
      problems.push(...found, ...(rule && twin ? [repeatedId(rule, file, twin.file)] : []));
      if (rule && !twin) loaded.push({ rule, file });
    }
  }
  const others = problems.filter(({ id }) => id.endsWith('.otherLogSource')).length;
  const said = problems.filter(({ id }) => !id.endsWith('.otherLogSource'));
  for (const problem of said) console.error(problemInWords(problem));
  const refused = new Set(said.filter(({ severity }) => severity === 'error').map(({ file }) => file)).size;
  if (refused > 0 && !skipRefused) {
    throw new CannotRun(`${count(refused, 'file')} with rules that are refused: correct them, or leave them out with --skip-refused`);
  }
  if (loaded.length === 0) throw new CannotRun(`no rule for CloudTrail in ${places.join(', ')}; rules are in files that end with .yml or .yaml`);
  return { loaded, refused, others };
}

/** The files with rules at a place, in the order of their names. */
function ruleFiles(place: string): string[] {
  try {
    if (!statSync(place).isDirectory()) return [place];
    const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
    return names.sort().map((name) => join(place, name));
  } catch (error) {
    throw new CannotRun(`rules in ${place} cannot be read (${(error as Error).message}); give a folder or a file with Sigma rules`);
  }
}

function readRules(file: string): { readonly rule?: Rule; readonly problems: readonly RuleProblem[] }[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CannotRun(`rules in ${file} cannot be read (${(error as Error).message})`);
  }
  return parseYaml(text).map(({ value, lineOf, errors }) => {
    if (errors.length === 0) return readRule(value, { file, lineOf });
    return { problems: errors.flatMap(({ message, line }) => noYaml(file, message, line)) };
  });
}

function noYaml(file: string, message: string, line: number): readonly RuleProblem[] {
  const problems = new RuleProblems({ file, lineOf: () => line });
  problems.add('yaml', [], { message: `the file is not YAML: ${message.replace(/\.$/, '')}`, fix: 'correct it' });
  return problems.found;
}

function repeatedId({ id }: Rule, file: string, first: string): RuleProblem {
  const problems = new RuleProblems({ file });
  problems.add('repeatedId', ['id'], { message: `a rule in ${first} has the same id`, value: id, fix: 'give each rule an id of its own' });
  return problems.found[0] as RuleProblem;
}

function problemInWords(problem: RuleProblem): string {
  const { severity, file, line, path } = problem;
  return printable(
    `${severity === 'error' ? 'refused' : 'warning'}: ${file}${line === undefined ? '' : `:${line}`}: ${path && `${path}: `}${describe(problem)}`,
  );
}
