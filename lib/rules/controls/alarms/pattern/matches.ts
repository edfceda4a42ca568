import { valuesAt } from './lookup';
import { type Comparison, isSingle, type Pattern, type Term, type Test } from './pattern';
import { textMatches } from './wildcards';

/** Whether something is so: `unknown` where the documentation does not say what CloudWatch Logs does. */
export type Truth = boolean | 'unknown';

/**
 * Whether a pattern matches an event, such as a record of CloudTrail.
 *
 * What is missing, an object or an array equals nothing and is unequal to nothing: both `=` and `!=` are false of it. Not documented, and so `unknown`,
 * are `!=` with null, true and false, texts that look like numbers and numbers that look like texts, a star within a text, and what `!=` asks of several
 * values that a star in a selector finds.
 */
export function matches(pattern: Pattern, event: unknown): Truth {
  if ('all' in pattern) return every(pattern.all.map((part) => matches(part, event)));
  if ('any' in pattern) return some(pattern.any.map((part) => matches(part, event)));
  return holds(pattern, event);
}

/** Whether all of several things are so. */
function every(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
}

function some(truths: readonly Truth[]): Truth {
  return truths.includes(true) ? true : truths.includes('unknown') ? 'unknown' : false;
}

function holds({ selector, test }: Term, event: unknown): Truth {
  const values = valuesAt(event, selector);
  if (values.length === 0 || test.kind === 'missing') return test.kind === 'missing' && values.length === 0;
  const truths = values.map((value) => isTrueOf(test, value));
  if (!isSingle(selector) && isNegative(test)) return truths.every((truth) => truth === truths[0]) ? (truths[0] ?? false) : 'unknown';
  return some(truths);
}

/** Whether a test asks for something else than a value. */
export function isNegative(test: Test): boolean {
  return test.kind === 'number' ? test.comparison === '!=' : (test.kind === 'text' || test.kind === 'regex') && test.not;
}

type Asking = Exclude<Test, { readonly kind: 'missing' }>;

/** Whether a test holds of a value that is there. */
export function isTrueOf(test: Asking, value: unknown): Truth {
  if (typeof value === 'object' && value !== null) return false;
  if (test.kind === 'is') return value === test.value || (typeof value === 'string' && value === String(test.value) ? 'unknown' : false);
  if (typeof value === 'number' && test.kind === 'number') return compares(value, test.comparison, test.number);
  if (typeof value === 'string' && test.kind !== 'number') return isTrueOfText(test, value);
  if (typeof value === 'number' && test.kind === 'text' && !test.not && /^\*+$/.test(test.text)) return true;
  // Kinds that do not go together: what is unlike even as a text is surely not equal, and the rest is not documented.
  return isNegative(test) || couldBe(test, String(value)) ? 'unknown' : false;
}

function isTrueOfText(test: Extract<Test, { kind: 'text' | 'regex' }>, value: string): Truth {
  const found = test.kind === 'text' ? textMatches(test.text, value) : new RegExp(test.source).test(value);
  return found === 'unknown' ? found : found !== test.not;
}

function couldBe(test: Exclude<Asking, { kind: 'is' }>, text: string): boolean {
  if (test.kind === 'number') return text.trim() !== '' && compares(Number(text), test.comparison, test.number);
  return isTrueOfText({ ...test, not: false }, text) !== false;
}

/** Compares two numbers. */
export function compares(number: number, comparison: Comparison, other: number): boolean {
  switch (comparison) {
    case '=':
      return number === other;
    case '!=':
      return number !== other;
    case '<':
      return number < other;
    case '<=':
      return number <= other;
    case '>':
      return number > other;
    case '>=':
      return number >= other;
  }
}
