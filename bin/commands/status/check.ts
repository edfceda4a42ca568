import { isPlaceholder } from '../shared/open-values';
import type { DeclaredResource } from './declared';
import { type Sameness, sameness } from './same';

/**
 * What is found of one property of one resource: `same` as declared, `drift`, `missing` (the resource is not there), `error` (a delivery fails),
 * `unknown` (it could not be asked, or the template does not say).
 */
export type Verdict = 'same' | 'drift' | 'missing' | 'error' | 'unknown';

/** One property, declared and live. */
export interface Check {
  readonly resource: DeclaredResource;
  /** As CloudFormation calls it. */
  readonly property: string;
  readonly verdict: Verdict;
  /** Left out where nothing is declared. */
  readonly declared?: unknown;
  /** Left out where there is nothing, or it could not be asked. */
  readonly live?: unknown;
  /** A sentence without a full stop: what a drift means, or why something is unknown. */
  readonly because?: string;
  /** What to do about what is not as declared. */
  readonly fix?: string;
}

/** An answer of AWS, or why there is none. */
export type Answer<T> =
  | { readonly is: 'there'; readonly value: T }
  | { readonly is: 'absent' }
  | { readonly is: 'unknown'; readonly because: string };

/** A property to compare. */
export interface Pair {
  readonly property: string;
  readonly declared: unknown;
  readonly live: unknown;
  readonly because?: string;
  readonly fix: string;
  /** How they are compared; by value where it is left out. */
  readonly by?: (declared: unknown, live: unknown) => Sameness;
}

/** Compares one property. */
export function compared(resource: DeclaredResource, { property, declared, live, because, fix, by = sameness }: Pair): Check {
  const result = by(declared, live);
  const values = { ...(declared !== undefined && { declared }), ...(live !== undefined && { live }) };
  if (result === 'same') return { resource, property, verdict: 'same', ...values };
  if (result === 'different') return { resource, property, verdict: 'drift', ...values, ...(because !== undefined && { because }), fix };
  return unknown(resource, property, `the declared value depends on ${result.dependsOn}, which is not known`, values);
}

/** What could not be told. */
export function unknown(resource: DeclaredResource, property: string, because: string, values: Pick<Check, 'declared' | 'live'> = {}): Check {
  return { resource, property, verdict: 'unknown', ...values, because };
}

/** A resource that is not there. */
export function missing(resource: DeclaredResource): Check {
  const { type, name, stack } = resource;
  const fix = `deploy the stack ${stack.name}; if it was deleted by hand, CloudFormation does not make it again by itself: see docs/status.md`;
  // In some of the ways to deploy the templates it is not made at all.
  if (resource.conditional) return unknown(resource, type, 'it is not there, and whether it should be hangs on a condition that is not known');
  const named = isPlaceholder(name) ? '' : ` ${name}`;
  return { resource, property: type, verdict: 'missing', declared: name, because: `there is no such resource${named}`, fix };
}

/** Looks at what an answer says: what is absent, or could not be asked, is said as such. */
export function given<T>(resource: DeclaredResource, property: string, answer: Answer<T>, look: (value: T) => readonly Check[]): readonly Check[] {
  if (answer.is === 'unknown') return [unknown(resource, property, answer.because)];
  return answer.is === 'absent' ? [missing(resource)] : look(answer.value);
}

/** The value of an answer, in which absent is a value as well. */
export function valueOr<T, D>(answer: Answer<T>, otherwise: D): Answer<T | D> {
  return answer.is === 'absent' ? { is: 'there', value: otherwise } : answer;
}

/** The one of several that is meant. */
export function named<T>(answer: Answer<readonly T[]>, is: (one: T) => boolean): Answer<T> {
  if (answer.is !== 'there') return answer;
  const value = answer.value.find(is);
  return value === undefined ? { is: 'absent' } : { is: 'there', value };
}
