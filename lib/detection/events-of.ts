import type { Expression, FieldTest } from './expression';
import { literalOf } from './text-pattern';

/** A set of events by their names. A member that is missing stands for any; the names are as the rule writes them, upper and lower case the same. */
export interface EventScope {
  readonly eventSource?: readonly string[];
  readonly eventName?: readonly string[];
}

type Field = keyof EventScope;

/** Beyond so many the rest of a condition is not looked at, which makes the scope wider, never narrower. */
const MAX_SCOPES = 200;

/**
 * The events that a rule can match: it matches no event outside of them, and not all in them.
 *
 * A rule whose names are patterns has no names here. No scope at all: the rule contradicts itself.
 */
export function eventsOf({ when }: { readonly when: Expression }): readonly EventScope[] {
  return merged(scopesOf(when));
}

function scopesOf(expression: Expression): EventScope[] {
  if ('not' in expression) return [{}];
  if ('any' in expression) return merged(expression.any.flatMap(scopesOf));
  if ('field' in expression) return [scopeOfTest(expression)];
  let scopes: EventScope[] = [{}];
  for (const part of expression.all) {
    const others = scopesOf(part);
    if (scopes.length * others.length <= MAX_SCOPES) scopes = scopes.flatMap((one) => others.flatMap((other) => both(one, other) ?? []));
  }
  return scopes;
}

function scopeOfTest({ field: [field, ...deeper], is }: FieldTest): EventScope {
  if ((field !== 'eventName' && field !== 'eventSource') || deeper.length > 0 || is.kind !== 'text') return {};
  const literal = literalOf(is.text);
  return literal === undefined ? {} : { [field]: [literal] };
}

function both(one: EventScope, other: EventScope): EventScope | undefined {
  const eventSource = intersection(one, other, 'eventSource');
  const eventName = intersection(one, other, 'eventName');
  if (eventSource?.length === 0 || eventName?.length === 0) return undefined;
  return { ...(eventSource && { eventSource }), ...(eventName && { eventName }) };
}

function intersection(one: EventScope, other: EventScope, field: Field): readonly string[] | undefined {
  const [left, right] = [one[field], other[field]];
  if (!left || !right) return left ?? right;
  const names = new Set(right.map((name) => name.toLowerCase()));
  return left.filter((name) => names.has(name.toLowerCase()));
}

/** Scopes that differ in their event names only become one. */
function merged(scopes: readonly EventScope[]): EventScope[] {
  if (scopes.some(({ eventSource, eventName }) => !eventSource && !eventName)) return [{}];
  const bySource = groups(scopes, 'eventSource');
  return groups(bySource, 'eventName');
}

/** Puts the scopes together that have the same of one field. */
function groups(scopes: readonly EventScope[], same: Field): EventScope[] {
  const other: Field = same === 'eventSource' ? 'eventName' : 'eventSource';
  const found = new Map<string, EventScope>();
  for (const scope of scopes) {
    const key = JSON.stringify(scope[same]?.map((name) => name.toLowerCase()));
    const before = found.get(key);
    const values = before ? before[other] && scope[other] && [...new Set([...before[other], ...scope[other]])] : scope[other];
    found.set(key, { ...(scope[same] && { [same]: scope[same] }), ...(values && { [other]: values }) });
  }
  return [...found.values()];
}
