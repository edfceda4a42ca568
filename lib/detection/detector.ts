import type { Clause } from '../log-format/clause';
import { compile, type Test } from './compile';
import type { Rule } from './rule';
import { sieveOf } from './sieve';
import { isObject } from './values';

interface Candidate {
  readonly rule: Rule;
  /** Once a record has asked it: most rules are never asked, and who starts a function does not wait for them. */
  test?: Test;
}

/**
 * Looks at records with many rules.
 *
 * Rules are kept by the event names and sources that they can match, so most records meet the few rules without names, and no other.
 */
export class Detector {
  /** What a record must have for any of the rules to match it; `undefined` where every record has to be looked at. */
  readonly sieve: readonly Clause[] | undefined;
  private readonly all: Candidate[] = [];
  private readonly byName = new Map<string, Candidate[]>();
  private readonly bySource = new Map<string, Candidate[]>();
  private readonly others: Candidate[] = [];

  /** @param clauses of each rule, as `clausesOf()` gives them */
  constructor(rules: readonly Rule[], clauses: readonly (readonly Clause[] | undefined)[]) {
    for (const [index, rule] of rules.entries()) this.add({ rule }, clauses[index]);
    this.sieve = sieveOf(clauses);
  }

  /** The rules that match, in no particular order, each once. The record can be any JSON: what cannot be read is not matched. */
  match(record: unknown): readonly Rule[] {
    if (!isObject(record)) return [];
    const { eventName, eventSource } = record;
    const hits: Rule[] = [];
    const named = typeof eventName === 'string' && typeof eventSource === 'string';
    // A record without names is no record of an API call, but a rule may still be about it.
    const candidates = named ? [this.byName.get(eventName.toLowerCase()), this.bySource.get(eventSource.toLowerCase()), this.others] : [this.all];
    for (const some of candidates) {
      for (const candidate of some ?? []) {
        candidate.test ??= compile(candidate.rule.when);
        if (candidate.test(record)) hits.push(candidate.rule);
      }
    }
    return hits;
  }

  private add(candidate: Candidate, clauses: readonly Clause[] = []): void {
    this.all.push(candidate);
    const field = fieldOf(clauses);
    const index = field === 'eventName' ? this.byName : field === 'eventSource' ? this.bySource : undefined;
    if (index) put(index, clauses, candidate);
    else this.others.push(candidate);
  }
}

/** The field that all clauses are about; `undefined` where there is none. */
function fieldOf([first, ...others]: readonly Clause[]): string | undefined {
  const field = first?.path.length === 1 ? first.path[0] : undefined;
  return others.every(({ path }) => path.length === 1 && path[0] === field) ? field : undefined;
}

function put(index: Map<string, Candidate[]>, clauses: readonly Clause[], candidate: Candidate): void {
  for (const name of new Set(clauses.flatMap(({ values }) => [...values]))) index.set(name, [...(index.get(name) ?? []), candidate]);
}
