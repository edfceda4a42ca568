import type { Pattern, Term } from './pattern';

/** Terms of which all have to hold. */
export type Conjunction = readonly Term[];

/** Patterns that come to more conjunctions than this are not taken apart. */
export const MAX_CONJUNCTIONS = 512;

/** A pattern as conjunctions of which one has to hold; `undefined` if they are too many. */
export function conjunctionsOf(pattern: Pattern): readonly Conjunction[] | undefined {
  if ('any' in pattern) {
    const parts = pattern.any.map(conjunctionsOf);
    return parts.every((part) => part !== undefined) ? limited(parts.flat()) : undefined;
  }
  if (!('all' in pattern)) return [[pattern]];
  return pattern.all.reduce<readonly Conjunction[] | undefined>(
    (found, part) => {
      const next = conjunctionsOf(part);
      if (!found || !next || found.length * next.length > MAX_CONJUNCTIONS) return undefined;
      return found.flatMap((terms) => next.map((more) => [...terms, ...more]));
    },
    [[]],
  );
}

function limited(conjunctions: readonly Conjunction[]): readonly Conjunction[] | undefined {
  return conjunctions.length > MAX_CONJUNCTIONS ? undefined : conjunctions;
}

/**
 * Whether two patterns are the same text but for white space, quotation marks, the order of what `&&` and `||` join, and parentheses that change nothing.
 *
 * Security Hub asks for its patterns to the letter, and that no field or term is added; how it compares is not published.
 */
export function equivalentText(one: Pattern, other: Pattern): boolean {
  return spelling(one) === spelling(other);
}

function spelling(pattern: Pattern): string {
  if ('all' in pattern) return `all(${pattern.all.map(spelling).sort().join()})`;
  if ('any' in pattern) return `any(${pattern.any.map(spelling).sort().join()})`;
  return JSON.stringify([pattern.selector.text, pattern.test]);
}
