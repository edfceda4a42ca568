import { UnsupportedPolicyError } from './unsupported-policy-error';
import { quoted } from './values';
import { arnCondition, type Matcher, wildcard } from './wildcard';

/** How an operator compares what a request has with what a policy wants. */
export interface Operator {
  /** Reads a value of a policy; fails for one that the operator cannot read. */
  readonly matcher: (wanted: string) => Matcher;
  /** Whether it holds where nothing matches. */
  readonly negated: boolean;
}

const equals = (wanted: string) => (actual: string) => actual === wanted;
const equalsIgnoreCase = (wanted: string) => (actual: string) => actual.toLowerCase() === wanted.toLowerCase();

/** The operators that want a match. `ArnEquals` takes wildcards like `ArnLike`, and `StringEquals` does not. */
const POSITIVE: ReadonlyMap<string, (wanted: string) => Matcher> = new Map([
  ['StringEquals', equals],
  ['StringEqualsIgnoreCase', equalsIgnoreCase],
  ['StringLike', wildcard],
  ['ArnEquals', arnCondition],
  ['ArnLike', arnCondition],
  ['Bool', (wanted: string) => equals(truth(wanted))],
  ...ordered('Numeric', number),
  ...ordered('Date', time),
]);

/** The operators that want no match, with those that say what a match is. */
const NEGATED: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
]);

/**
 * The operator of a name without its prefix and suffix.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function operatorOf(name: string): Operator | undefined {
  const matcher = POSITIVE.get(NEGATED.get(name) ?? name);
  return matcher && { matcher, negated: NEGATED.has(name) };
}

/** Reads `true` or `false`. */
export function truth(text: string): 'true' | 'false' {
  if (text !== 'true' && text !== 'false') throw new UnsupportedPolicyError(`${quoted(text)} is not a boolean; write true or false`);
  return text;
}

function ordered(type: 'Numeric' | 'Date', read: (text: string) => number): [string, (wanted: string) => Matcher][] {
  const comparison = (holds: (actual: number, wanted: number) => boolean) => (text: string) => {
    const wanted = read(text);
    return (actual: string) => holds(read(actual), wanted);
  };
  return [
    [`${type}Equals`, comparison((actual, wanted) => actual === wanted)],
    [`${type}LessThan`, comparison((actual, wanted) => actual < wanted)],
    [`${type}LessThanEquals`, comparison((actual, wanted) => actual <= wanted)],
    [`${type}GreaterThan`, comparison((actual, wanted) => actual > wanted)],
    [`${type}GreaterThanEquals`, comparison((actual, wanted) => actual >= wanted)],
  ];
}

function number(text: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new UnsupportedPolicyError(`${quoted(text)} is not a number; write digits`);
  return Number(text);
}

/** Milliseconds; a number without more is in seconds, as in `aws:EpochTime`. */
function time(text: string): number {
  if (/^\d{9,}$/.test(text)) return Number(text) * 1000;
  // Without an offset, JavaScript would read local time: then the machine would decide.
  const milliseconds = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new UnsupportedPolicyError(`${quoted(text)} is not a time; write it in ISO 8601 with an offset, such as 2026-01-31T00:00:00Z`);
  }
  return milliseconds;
}
