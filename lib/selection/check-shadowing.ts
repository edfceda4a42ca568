import type { Problem } from '../findings/finding';
import type { TrailSelectors } from './basic-selector';
import { logsAllOf } from './conditions';
import { duplicatesOf } from './duplicates';
import { type LoggedPart, loggedParts } from './normal';
import { problem } from './problems';
import { categoryOf } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';

/**
 * Selectors that are of no use: a trail logs an event if any selector does, so whatever a narrow one leaves out, a broad one logs all the same.
 */
export function checkShadowing(selectors: TrailSelectors, options: ValueOptions): Problem[] {
  const parts = loggedParts(selectors).filter(({ selector }) => categoryOf(selector) !== undefined);
  const repeated = new Set(duplicatesOf(selectors.AdvancedEventSelectors ?? selectors.EventSelectors ?? []).map(([index]) => index));
  const isUnresolved = unresolvedTest(options);
  const logsAll = (wide: LoggedPart, narrow: LoggedPart) => logsAllOf(wide.selector, narrow.selector, isUnresolved);

  return parts.flatMap((narrow, index) => {
    const wide = parts.find((other, otherIndex) => {
      if (other.index === narrow.index || repeated.has(narrow.index as number) || !logsAll(other, narrow)) return false;
      // Of two that log the same, the later one is too much. Two basic ones may both log management events: each of them has to say something.
      return logsAll(narrow, other) ? otherIndex < index && !isBasicManagement(selectors, narrow) : true;
    });
    return wide ? [shadowed(narrow, wide)] : [];
  });
}

function isBasicManagement({ AdvancedEventSelectors = [] }: TrailSelectors, { selector }: LoggedPart): boolean {
  return AdvancedEventSelectors.length === 0 && categoryOf(selector) === 'Management';
}

function shadowed(narrow: LoggedPart, wide: LoggedPart): Problem {
  const category = categoryOf(narrow.selector);
  return problem('shadowed', {
    message: `of the ${category} events, ${narrow.place} selects none that ${wide.place} does not log already: one selector suffices to log an event`,
    fix: 'remove the narrow one if all of it is wanted, or narrow the broad one',
  });
}
