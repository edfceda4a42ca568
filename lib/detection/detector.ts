import type { Clause } from '../log-format/clause';
import { compile, type Test } from './compile';
import type { Rule } from './rule';
import type { RuleIndex } from './rule-index';
import { isObject } from './values';

interface Asked {
  readonly rule: Rule;
  readonly test: Test;
}

/** Looks at records with many rules. */
export class Detector {
  /** What a record must have for any of the rules to match it; `undefined` where every record has to be looked at. */
  readonly sieve: readonly Clause[] | undefined;
  private readonly byName: ReadonlyMap<string, readonly number[]>;
  private readonly bySource: ReadonlyMap<string, readonly number[]>;
  /** Most rules are never asked, and who starts a function does not wait for them. */
  private readonly asked: (Asked | undefined)[] = [];

  /** @param rules each is called when a record asks the rule for the first time */
  constructor(
    private readonly rules: readonly (() => Rule)[],
    private readonly index: RuleIndex,
  ) {
    this.sieve = index.sieve?.map(({ path, values }) => ({ path, values: new Set(values) }));
    this.byName = new Map(index.byName);
    this.bySource = new Map(index.bySource);
  }

  /** The rules that match, in no particular order, each once. The record can be any JSON: what cannot be read is not matched. */
  match(record: unknown): readonly Rule[] {
    if (!isObject(record)) return [];
    const { eventName, eventSource } = record;
    const hits: Rule[] = [];
    const named = typeof eventName === 'string' && typeof eventSource === 'string';
    // A record without names is no record of an API call, but a rule may still be about it.
    const candidates = named
      ? [this.byName.get(eventName.toLowerCase()), this.bySource.get(eventSource.toLowerCase()), this.index.others]
      : [this.rules.keys()];
    for (const some of candidates) {
      for (const place of some ?? []) {
        const { rule, test } = this.ask(place);
        if (test(record)) hits.push(rule);
      }
    }
    return hits;
  }

  private ask(place: number): Asked {
    const known = this.asked[place];
    if (known) return known;
    const rule = (this.rules[place] as () => Rule)();
    const asked = { rule, test: compile(rule.when) };
    this.asked[place] = asked;
    return asked;
  }
}
