import { Detector } from './detector';
import type { Rule } from './rule';
import { type RuleIndex, ruleIndexOf } from './rule-index';

/** What the handler of alerts has to know of all rules. They are in another file, as they were read, since what reads Sigma is not in the handler. */
export interface RulesFile {
  readonly schemaVersion: '1';
  readonly rules: readonly RuleEntry[];
  readonly index: RuleIndex;
}

/** Little of a rule, so that a function starts soon: most rules are never asked. */
export interface RuleEntry {
  readonly id: string;
  /** Whether it is counted and sends no alerts. */
  readonly staged: boolean;
  /** Where the rule begins and ends in the file of rules. In bytes. */
  readonly at: readonly [number, number];
}

/** The file of rules: one in each line, as JSON. */
export interface RuleLines {
  /** In bytes. */
  readonly size: number;
  read(): Buffer;
}

/** The two files of rules. */
export function filesOf(chosen: readonly { readonly rule: Rule; readonly staged: boolean }[]): { readonly file: RulesFile; readonly lines: string } {
  const lines: string[] = [];
  let end = 0;
  const rules = chosen.map(({ rule, staged }): RuleEntry => {
    const line = `${JSON.stringify(rule)}\n`;
    const start = end;
    end += Buffer.byteLength(line);
    lines.push(line);
    return { id: rule.id, staged, at: [start, end] };
  });
  return { file: { schemaVersion: '1', rules, index: ruleIndexOf(chosen.map(({ rule }) => rule)) }, lines: lines.join('') };
}

/**
 * Looks at records with the rules of the files.
 *
 * @throws where a rule is missing: a file that was changed by hand
 */
export function detectorOf({ rules, index }: RulesFile, lines: RuleLines): Detector {
  let bytes: Buffer | undefined;
  const loaders = rules.map(({ id, at: [start, end] = [0, Number.NaN] }) => {
    if (!(end <= lines.size)) throw new Error(`rule '${id}' is not in the file of rules`);
    return () => {
      bytes ??= lines.read();
      return JSON.parse(bytes.toString('utf8', start, end)) as Rule;
    };
  });
  return new Detector(loaders, index);
}
