import { isForOtherLogs, type LoadedFiles, type LoadedRule, readRuleFiles, ruleFilesAt, withPlace } from '../../../lib/detection/rule-files';
import { CannotRun, count, printable } from '../shared/terminal';
import { parseYaml } from './parse-yaml';

export type { LoadedRule } from '../../../lib/detection/rule-files';

/** The rules that can be used, and what became of the others. */
export interface LoadedRules {
  readonly loaded: readonly LoadedRule[];
  readonly refused: number;
  /** Rules for other logs. */
  readonly others: number;
}

/** Loads rules from YAML files and folders of them. What is wrong with rules is said; refused ones end the command, unless they are to be left out. */
export function loadRules(places: readonly string[], { skipRefused = false }: { readonly skipRefused?: boolean }): LoadedRules {
  const { loaded, problems } = readAll(places);
  const said = problems.filter((problem) => !isForOtherLogs(problem));
  for (const problem of said) console.error(printable(`${problem.severity === 'error' ? 'refused' : 'warning'}: ${withPlace(problem)}`));
  const refused = new Set(said.filter(({ severity }) => severity === 'error').map(({ file }) => file)).size;
  if (refused > 0 && !skipRefused) {
    throw new CannotRun(`${count(refused, 'file')} with rules that are refused: correct them, or leave them out with --skip-refused`);
  }
  if (loaded.length === 0) throw new CannotRun(`no rule for CloudTrail in ${places.join(', ')}; rules are in files that end with .yml or .yaml`);
  return { loaded, refused, others: problems.length - said.length };
}

function readAll(places: readonly string[]): LoadedFiles {
  const files = places.flatMap((place) => attempt(place, 'give a folder or a file with Sigma rules', () => ruleFilesAt(place)));
  return attempt(places.join(', '), 'make it readable', () => readRuleFiles(files, parseYaml));
}

function attempt<T>(place: string, fix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CannotRun(`rules in ${place} cannot be read (${(error as Error).message}); ${fix}`);
  }
}
