import { counterexample } from './counterexample';
import { implies } from './implies';
import { type Conjunction, conjunctionsOf } from './normal';
import type { Pattern } from './pattern';

/** Whether a pattern covers another: `unknown` where neither can be shown. */
export type Covers = 'yes' | 'no' | 'unknown';

/**
 * Whether every event that one pattern matches is matched by another, too.
 *
 * - `yes`: each conjunction of the narrow pattern has all that one of the wide pattern asks for.
 * - `no`: there is an event that the narrow pattern matches and the wide one does not.
 */
export function covers(wide: Pattern, narrow: Pattern): Covers {
  const [wider, narrower] = [conjunctionsOf(wide), conjunctionsOf(narrow)];
  if (!wider || !narrower) return 'unknown';
  const missed = narrower.filter((terms) => !wider.some((other) => contains(other, terms)));
  if (missed.length === 0) return 'yes';
  return missed.some((terms) => counterexample(terms, wide) !== undefined) ? 'no' : 'unknown';
}

function contains(wide: Conjunction, narrow: Conjunction): boolean {
  return wide.every((conclusion) => narrow.some((premise) => implies(premise, conclusion)));
}
