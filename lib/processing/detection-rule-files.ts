import { join } from 'node:path';
import { isForOtherLogs, type LoadedFiles, type LoadedRule, type ParseYaml, readRuleFiles, ruleFilesAt } from '../detection/rule-files';
import { describe } from '../findings/finding';

/** A rule, and what becomes of its findings. */
export interface Chosen extends LoadedRule {
  readonly staged: boolean;
}

/** A rule that was left out, and why. */
export interface LeftOut {
  readonly rule: string;
  readonly reason: string;
}

/**
 * The rules of a folder.
 *
 * @param name the folder as the user gave it
 */
export function loadDirectory(folder: string, name: string): LoadedFiles {
  try {
    // Parsing YAML is another package's, which this one is bundled with: users install none for it.
    const { parseYaml } = require(join(__dirname, '../../assets/parse-yaml.js')) as { readonly parseYaml: ParseYaml };
    // As the handler gets them: as JSON.
    const parse: ParseYaml = (text) => parseYaml(text).map((document) => ({ ...document, value: throughJson(document.value) }));
    const { loaded, problems } = readRuleFiles(ruleFilesAt(folder), parse);
    const about = problems.filter((problem) => !isForOtherLogs(problem));
    if (loaded.length > 0 || about.length > 0) return { loaded, problems: about };
  } catch (error) {
    throw new Error(refusal(name, `cannot be read (${(error as Error).message})`));
  }
  throw new Error(refusal(name, 'has no rule for CloudTrail'));
}

function throughJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function refusal(name: string, what: string): string {
  return describe({
    id: 'cdk-cloudtrail:DetectionRules.directory',
    severity: 'error',
    message: `the folder with rules ${what}`,
    value: name,
    fix: 'give a folder with Sigma rules whose files end with .yml or .yaml',
  });
}
