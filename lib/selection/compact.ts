import { type Condition, covers, deselecting, logsAllOf, selecting } from './conditions';
import { type AdvancedEventSelector, type FieldSelector, fieldSelectorsOf, type Operator } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';

/** Fields that take any number of values: of the others CloudTrail wants one. */
const MANY_VALUES = ['resources.ARN', 'eventName', 'eventType', 'userIdentity.arn', 'vpcEndpointId'];

/**
 * Selectors that log exactly the same events with fewer values: repeated and covered values fall out, selectors that differ
 * in the values of one field become one, and those that another one makes superfluous are left out.
 */
export function compact(selectors: readonly AdvancedEventSelector[], options: ValueOptions = {}): AdvancedEventSelector[] {
  const isUnresolved = unresolvedTest(options);
  const merged = selectors.map(withoutCoveredValues).reduce(merge, []);
  return merged.filter((narrow, index) => !merged.some((wide, other) => other !== index && isSuperfluous(narrow, index, wide, other, isUnresolved)));
}

/** How many values count towards the limit of a trail. */
export function countValues(selectors: readonly AdvancedEventSelector[]): number {
  return selectors.flatMap(({ FieldSelectors }) => FieldSelectors).reduce((sum, row) => sum + selecting(row).length + deselecting(row).length, 0);
}

function isSuperfluous(
  narrow: AdvancedEventSelector,
  index: number,
  wide: AdvancedEventSelector,
  other: number,
  isUnresolved: (value: string) => boolean,
): boolean {
  // Of two that log the same, the first one stays.
  return logsAllOf(wide, narrow, isUnresolved) && (other < index || !logsAllOf(narrow, wide, isUnresolved));
}

function merge(merged: readonly AdvancedEventSelector[], selector: AdvancedEventSelector): AdvancedEventSelector[] {
  for (const [index, other] of merged.entries()) {
    const both = union(other, selector);
    if (both) return merged.map((one, place) => (place === index ? withoutCoveredValues(both) : one));
  }
  return [...merged, selector];
}

/** One selector for two that are alike but for the values that one field may have; `undefined` for others. */
function union(one: AdvancedEventSelector, other: AdvancedEventSelector): AdvancedEventSelector | undefined {
  if (one.Name !== other.Name || one.FieldSelectors.length !== other.FieldSelectors.length) return undefined;
  const different = one.FieldSelectors.filter((row) => !other.FieldSelectors.some((match) => same(row, match)));
  const [row] = different;
  if (different.length === 0 || !row) return one;
  const [match, second] = fieldSelectorsOf(other, row.Field);
  if (different.length > 1 || !match || second || !MANY_VALUES.includes(row.Field)) return undefined;
  // A row that selects nothing in particular takes everything: that is for the other rule.
  if (selecting(row).length === 0 || selecting(match).length === 0 || !sameConditions(deselecting(row), deselecting(match))) return undefined;
  const joined = toRow(row.Field, [...selecting(row), ...selecting(match)], deselecting(row));
  return { ...one, FieldSelectors: one.FieldSelectors.map((candidate) => (candidate === row ? joined : candidate)) };
}

function withoutCoveredValues(selector: AdvancedEventSelector): AdvancedEventSelector {
  const rows = selector.FieldSelectors.map((row) => {
    const kept = { selecting: widest(selecting(row)), deselecting: widest(deselecting(row)) };
    // Nothing to leave out: the row stays as it is, also if it is one that CloudTrail would refuse.
    if (kept.selecting.length === selecting(row).length && kept.deselecting.length === deselecting(row).length) return row;
    return toRow(row.Field, kept.selecting, kept.deselecting);
  });
  return { ...selector, FieldSelectors: rows };
}

function widest(conditions: readonly Condition[]): Condition[] {
  return conditions.filter(
    (narrow, index) => !conditions.some((wide, other) => other !== index && covers(wide, narrow) && (other < index || !covers(narrow, wide))),
  );
}

function toRow(Field: string, selected: readonly Condition[], deselected: readonly Condition[]): FieldSelector {
  const operators: Partial<Record<Operator, string[]>> = {};
  for (const { how, value } of selected) operators[how] = [...(operators[how] ?? []), value];
  for (const { how, value } of deselected) operators[`Not${how}`] = [...(operators[`Not${how}`] ?? []), value];
  return { Field, ...operators };
}

function same(one: FieldSelector, other: FieldSelector): boolean {
  return one.Field === other.Field && sameConditions(selecting(one), selecting(other)) && sameConditions(deselecting(one), deselecting(other));
}

function sameConditions(one: readonly Condition[], other: readonly Condition[]): boolean {
  const text = (conditions: readonly Condition[]) =>
    conditions
      .map(({ how, value }) => `${how} ${value}`)
      .sort()
      .join('\n');
  return text(one) === text(other);
}
