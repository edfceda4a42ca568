import type { Clause } from '../log-format/clause';
import type { Rule } from './rule';
import { clausesOf, sieveOf } from './sieve';

/** Which rules a record is shown to, by their places in the list of rules. Plain JSON: a function begins with what was known when it was deployed. */
export interface RuleIndex {
  /** Names of events in lower case, each with the rules that can match them. */
  readonly byName: Named;
  /** The same by event sources. */
  readonly bySource: Named;
  /** Rules that can match records of any name and source. */
  readonly others: readonly number[];
  /** What a record must have for any of the rules to match it; null where every record has to be looked at. */
  readonly sieve: readonly { readonly path: readonly string[]; readonly values: readonly string[] }[] | null;
}

type Named = readonly (readonly [name: string, rules: readonly number[]])[];

/** Rules are kept by the event names and sources that they can match, so most records meet the few rules without names, and no other. */
export function ruleIndexOf(rules: readonly Rule[]): RuleIndex {
  const clauses = rules.map(({ when }) => clausesOf(when));
  const [byName, bySource] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const others: number[] = [];
  for (const [place, ofRule = []] of clauses.entries()) {
    const field = fieldOf(ofRule);
    const index = field === 'eventName' ? byName : field === 'eventSource' ? bySource : undefined;
    if (index) put(index, ofRule, place);
    else others.push(place);
  }
  const sieve = sieveOf(clauses)?.map(({ path, values }) => ({ path, values: [...values] })) ?? null;
  return { byName: [...byName], bySource: [...bySource], others, sieve };
}

/** The field that all clauses are about; `undefined` where there is none. */
function fieldOf([first, ...others]: readonly Clause[]): string | undefined {
  const field = first?.path.length === 1 ? first.path[0] : undefined;
  return others.every(({ path }) => path.length === 1 && path[0] === field) ? field : undefined;
}

function put(index: Map<string, number[]>, clauses: readonly Clause[], place: number): void {
  for (const name of new Set(clauses.flatMap(({ values }) => [...values]))) index.set(name, [...(index.get(name) ?? []), place]);
}
