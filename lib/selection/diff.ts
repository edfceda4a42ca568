import type { TrailSelectors } from './basic-selector';
import { type Fate, fateOf, mergeParts } from './diff-parts';
import { loggedParts } from './normal';
import type { AdvancedEventSelector } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';
import type { Display } from './words-list';
import { selectorInWords } from './words-selector';

/** What is said of a change, and how. */
export interface DiffOptions extends ValueOptions {
  /** How to show a value, for placeholders that a reader would not understand. By default, as it is. */
  readonly display?: Display;
}

/** What a change of the selectors of a trail does, in whole sentences. */
export interface SelectorDiff {
  /** Proven: the events were logged, and none of them is any more. */
  readonly stops: readonly string[];
  /** Proven: no such event was logged, and now all of them are. */
  readonly starts: readonly string[];
  /** What could not be proven either way. */
  readonly mayChange: readonly string[];
}

/**
 * What a trail stops and starts to log.
 *
 * Said of events that concern resources of one selector only: a copy from a bucket that is logged no more into one that still is is logged still.
 * Selectors that say the same in other words make no difference.
 */
export function diffSelectors(before: TrailSelectors, after: TrailSelectors, options: DiffOptions = {}): SelectorDiff {
  const old = loggedParts(before).map(({ selector }) => selector);
  const young = loggedParts(after).map(({ selector }) => selector);
  const lost = lostOf(old, young, options);
  const won = lostOf(young, old, options);
  return {
    stops: inWords('Stops logging', lost.gone, options),
    starts: inWords('Starts logging', won.gone, options),
    mayChange: [...inWords('May stop logging some of this:', lost.open, options), ...inWords('May start logging some of this:', won.open, options)],
  };
}

type Selectors = readonly AdvancedEventSelector[];

/** The parts of what some selectors log of which the others log nothing, and those of which it cannot be told. */
function lostOf(from: Selectors, to: Selectors, options: ValueOptions): Fate {
  const fates = from.map((selector) => fateOf(selector, to, unresolvedTest(options)));
  return { gone: fates.flatMap(({ gone }) => gone), open: fates.flatMap(({ open }) => open) };
}

function inWords(verb: string, parts: Selectors, { display = (value) => value }: DiffOptions): string[] {
  const sentences = mergeParts(parts).map((selector) => selectorInWords(selector, [], display).replace(/^Logs /, `${verb} `));
  return [...new Set(sentences)].sort();
}
