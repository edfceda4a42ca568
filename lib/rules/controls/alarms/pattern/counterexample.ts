import { isTrueOf, matches } from './matches';
import type { Conjunction } from './normal';
import { isSingle, type Pattern, type Selector, type Step, type Term } from './pattern';
import { textSamples } from './wildcards';

/** A text that nobody writes into a pattern. */
const FILLING = 'x-anything-else';
/** How many events are tried. */
const MAX_TRIES = 2000;

const NOTHING = Symbol('nothing there');

/**
 * An event that a conjunction surely matches and a pattern surely does not.
 *
 * Such events are looked for among those whose values the terms suggest: that none is found proves nothing.
 */
export function counterexample(conjunction: Conjunction, pattern: Pattern): unknown {
  const terms = [...conjunction, ...termsOf(pattern)];
  const selectors = [...new Map(terms.map(({ selector }) => [selector.text, selector])).values()];
  if (!selectors.every(isSingle)) return undefined;
  const options = selectors.map((selector) => optionsOf(selector, conjunction, terms));
  let [index, count] = [0, options.reduce((product, { length }) => product * length, 1)];
  for (count = Math.min(count, MAX_TRIES); index < count; index++) {
    const event = eventOf(selectors, pick(options, index));
    if (event && matches({ all: conjunction }, event) === true && matches(pattern, event) === false) return event;
  }
  return undefined;
}

function termsOf(pattern: Pattern): Term[] {
  if ('all' in pattern) return pattern.all.flatMap(termsOf);
  return 'any' in pattern ? pattern.any.flatMap(termsOf) : [pattern];
}

/** The values that a place can have for the conjunction to match. */
function optionsOf({ text }: Selector, conjunction: Conjunction, terms: readonly Term[]): unknown[] {
  const here = (term: Term) => term.selector.text === text;
  const options = [FILLING, NOTHING, ...new Set(terms.filter(here).flatMap(samplesOf))];
  return options.filter((value) => conjunction.filter(here).every((term) => isTrueHere(term, value)));
}

function isTrueHere({ test }: Term, value: unknown): boolean {
  if (test.kind === 'missing' || value === NOTHING) return test.kind === 'missing' && value === NOTHING;
  return isTrueOf(test, value) === true;
}

/** Values that make a difference to a term. */
function samplesOf({ test }: Term): unknown[] {
  if (test.kind === 'text') return textSamples(test.text, FILLING);
  if (test.kind === 'number') return [test.number, test.number + 1, test.number - 1];
  return test.kind === 'is' ? [test.value] : [];
}

/** The combination of an index: what comes first changes first. */
function pick(options: readonly (readonly unknown[])[], index: number): unknown[] {
  let rest = index;
  return options.map((values) => {
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    return value;
  });
}

/** An event with these values; `undefined` if one of them is within another. */
function eventOf(selectors: readonly Selector[], values: readonly unknown[]): unknown {
  const event = place(false);
  const fits = selectors.every(({ steps }, index) => values[index] === NOTHING || put(event, steps, values[index]));
  return fits ? event : undefined;
}

type Place = Record<Step, unknown>;

/** Objects without a prototype: a selector can have any name. */
function place(isArray: boolean): Place {
  return (isArray ? [] : Object.create(null)) as Place;
}

function put(event: Place, steps: readonly Step[], value: unknown): boolean {
  let here: unknown = event;
  for (const [index, step] of steps.entries()) {
    if (typeof here !== 'object' || here === null || Array.isArray(here) !== (typeof step === 'number')) return false;
    const last = index === steps.length - 1;
    if (last && Object.hasOwn(here, step)) return false;
    const at = here as Place;
    at[step] ??= last ? value : place(typeof steps[index + 1] === 'number');
    here = at[step];
  }
  return true;
}
