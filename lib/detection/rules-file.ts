import { Detector } from './detector';
import type { Expression } from './expression';
import type { Rule } from './rule';
import { clausesOf } from './sieve';

/** Rules as the handler of alerts gets them: as they were read, since what reads Sigma is not in it. */
export interface RulesFile {
  readonly schemaVersion: '1';
  readonly rules: readonly RuleEntry[];
}

/** A rule, so that a function starts soon: most rules are never asked, and are text until then. */
export interface RuleEntry {
  readonly rule: Omit<Rule, 'when'>;
  /** Whether it is counted and sends no alerts. */
  readonly staged: boolean;
  /** When it matches, as JSON. */
  readonly when: string;
  /** What a record must have for it, as `clausesOf()` says; null where that says nothing. */
  readonly clauses: readonly { readonly path: readonly string[]; readonly values: readonly string[] }[] | null;
}

/** A rule as it is written into the file. */
export function entryOf({ when, ...rule }: Rule, staged: boolean): RuleEntry {
  const clauses = clausesOf(when)?.map(({ path, values }) => ({ path, values: [...values] })) ?? null;
  return { rule, staged, when: JSON.stringify(when), clauses };
}

/**
 * Looks at records with the rules of a file.
 *
 * @throws where something is missing: a file that was changed by hand
 */
export function detectorOf(entries: readonly RuleEntry[]): Detector {
  const rules = entries.map(({ rule, when }): Rule => {
    if (typeof when !== 'string') throw new Error(`rule '${rule.id}' does not say when it matches`);
    return {
      ...rule,
      get when() {
        return JSON.parse(when) as Expression;
      },
    };
  });
  return new Detector(
    rules,
    entries.map(({ clauses }) => clauses?.map(({ path, values }) => ({ path, values: new Set(values) }))),
  );
}
