import type { Clause } from '../log-format/clause';
import { compile, type Test } from './compile';
import type { Rule } from './rule';
import { clausesOf } from './sieve';
import { isObject } from './values';

interface Compiled {
  readonly rule: Rule;
  readonly test: Test;
}

/**
 * Looks at records with many rules.
 *
 * Rules are kept by the event names and sources that they can match, so most records meet the few rules without names, and no other.
 */
export class Detector {
  private readonly all: Compiled[] = [];
  private readonly byName = new Map<string, Compiled[]>();
  private readonly bySource = new Map<string, Compiled[]>();
  private readonly others: Compiled[] = [];

  constructor(readonly rules: readonly Rule[]) {
    for (const rule of rules) this.add({ rule, test: compile(rule.when) });
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
      for (const { rule, test } of some ?? []) if (test(record)) hits.push(rule);
    }
    return hits;
  }

  private add(compiled: Compiled): void {
    this.all.push(compiled);
    const clauses = clausesOf(compiled.rule.when) ?? [];
    const field = fieldOf(clauses);
    const index = field === 'eventName' ? this.byName : field === 'eventSource' ? this.bySource : undefined;
    if (index) put(index, clauses, compiled);
    else this.others.push(compiled);
  }
}

/** The field that all clauses are about; `undefined` where there is none. */
function fieldOf([first, ...others]: readonly Clause[]): string | undefined {
  const field = first?.path.length === 1 ? first.path[0] : undefined;
  return others.every(({ path }) => path.length === 1 && path[0] === field) ? field : undefined;
}

function put(index: Map<string, Compiled[]>, clauses: readonly Clause[], compiled: Compiled): void {
  for (const name of new Set(clauses.flatMap(({ values }) => [...values]))) index.set(name, [...(index.get(name) ?? []), compiled]);
}
