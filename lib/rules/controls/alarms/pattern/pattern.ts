/** Any property of an object. */
export const ANY_PROPERTY = Symbol('.*');

/** Any element of an array. */
export const ANY_ELEMENT = Symbol('[*]');

/** What one step of a property selector goes to. */
export type Step = string | number | typeof ANY_PROPERTY | typeof ANY_ELEMENT;

/** Where a term looks in an event. */
export interface Selector {
  /** One spelling for each place, as `$.users[0].name`. */
  readonly text: string;
  readonly steps: readonly Step[];
}

/** How numbers are compared. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What a term asks of the value that it looks at. */
export type Test =
  /** `= "text"` or `!= "text"`, with stars at the ends for whatever is there. */
  | { readonly kind: 'text'; readonly not: boolean; readonly text: string }
  /** `= %expression%` or `!= %expression%`: somewhere in the value. */
  | { readonly kind: 'regex'; readonly not: boolean; readonly source: string }
  | { readonly kind: 'number'; readonly comparison: Comparison; readonly number: number }
  /** `IS NULL`, `IS TRUE` or `IS FALSE`. */
  | { readonly kind: 'is'; readonly value: boolean | null }
  /** `NOT EXISTS`. */
  | { readonly kind: 'missing' };

/** The smallest part of a pattern. */
export interface Term {
  readonly selector: Selector;
  readonly test: Test;
}

/** A JSON filter pattern of CloudWatch Logs. The one that is empty, `{ all: [] }`, matches every event. */
export type Pattern = Term | { readonly all: readonly Pattern[] } | { readonly any: readonly Pattern[] };

/** Why a text is no pattern that is understood here. */
export interface Problem {
  /** The index in the text. */
  readonly position: number;
  readonly reason: string;
}

/** Whether a selector goes to one place at most. */
export function isSingle({ steps }: Selector): boolean {
  return steps.every((step) => typeof step !== 'symbol');
}
