import type { AdvancedEventSelector, FieldSelector } from './selector';

/** One value of a field selector, without saying whether it selects or deselects. */
export interface Condition {
  readonly how: 'Equals' | 'StartsWith' | 'EndsWith';
  readonly value: string;
}

const HOW = ['Equals', 'StartsWith', 'EndsWith'] as const;

/** The conditions of which one must hold; when there are none, all values are selected. */
export function selecting(fieldSelector: FieldSelector): readonly Condition[] {
  return HOW.flatMap((how) => (fieldSelector[how] ?? []).map((value) => ({ how, value })));
}

/** The conditions of which none may hold. */
export function deselecting(fieldSelector: FieldSelector): readonly Condition[] {
  return HOW.flatMap((how) => (fieldSelector[`Not${how}`] ?? []).map((value) => ({ how, value })));
}

/** Whether a condition holds for the value of a field. Upper and lower case differ. */
export function holds({ how, value }: Condition, actual: string): boolean {
  return { Equals: actual === value, StartsWith: actual.startsWith(value), EndsWith: actual.endsWith(value) }[how];
}

/** Whether the wide condition holds wherever the narrow one does. Placeholders are compared as they are written. */
export function covers(wide: Condition, narrow: Condition): boolean {
  return (narrow.how === 'Equals' || narrow.how === wide.how) && holds(wide, narrow.value);
}

/**
 * Whether the wide selector logs every event that the narrow one logs. Only what is certain counts: `false` may also mean that it cannot be told.
 */
export function logsAllOf(wide: AdvancedEventSelector, narrow: AdvancedEventSelector, isUnresolved: (value: string) => boolean): boolean {
  return wide.FieldSelectors.every(
    (demand) =>
      selecting(demand).length + deselecting(demand).length === 0 || narrow.FieldSelectors.some((given) => implies(given, demand, isUnresolved)),
  );
}

function implies(given: FieldSelector, demand: FieldSelector, isUnresolved: (value: string) => boolean): boolean {
  if (given.Field !== demand.Field) return false;
  const [selected, deselected, wanted] = [selecting(given), deselecting(given), selecting(demand)];
  const inside = wanted.length === 0 || (selected.length > 0 && selected.every((narrow) => wanted.some((wide) => covers(wide, narrow))));

  // An event can have several resources: that one of them is selected does not tell that none is deselected.
  const single = !given.Field.startsWith('resources.');
  const outside = (unwanted: Condition) =>
    deselected.some((wide) => covers(wide, unwanted)) ||
    (single && selected.length > 0 && selected.every((one) => isOther(one, unwanted, isUnresolved)));
  return inside && deselecting(demand).every(outside);
}

function isOther(one: Condition, unwanted: Condition, isUnresolved: (value: string) => boolean): boolean {
  return one.how === 'Equals' && !isUnresolved(one.value) && !isUnresolved(unwanted.value) && !holds(unwanted, one.value);
}
