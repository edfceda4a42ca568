/** The operators of an advanced event selector: the first three select, the others deselect. */
export const OPERATORS = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;

/** An operator of a field selector, spelled as in the CloudTrail API. */
export type Operator = (typeof OPERATORS)[number];

/**
 * What an advanced event selector demands of one field.
 *
 * The shape is that of the CloudTrail API and of a template, so that a selector that was read needs no translation.
 */
export type FieldSelector = { readonly Field: string } & { readonly [operator in Operator]?: readonly string[] };

/**
 * Which events a trail logs: those for which every field selector holds.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html
 */
export interface AdvancedEventSelector {
  readonly Name?: string;
  readonly FieldSelectors: readonly FieldSelector[];
}

/** The categories of events that a selector of a trail can have. */
export const EVENT_CATEGORIES = ['Management', 'Data', 'NetworkActivity'] as const;

/** A category of events that a selector of a trail can have. */
export type EventCategory = (typeof EVENT_CATEGORIES)[number];

/** The field selectors of a field: more than one only in a selector that CloudTrail refuses. */
export function fieldSelectorsOf(selector: AdvancedEventSelector, field: string): readonly FieldSelector[] {
  return selector.FieldSelectors.filter(({ Field }) => Field === field);
}

/** All values of one operator of one field. */
export function valuesOf(selector: AdvancedEventSelector, field: string, operator: Operator = 'Equals'): readonly string[] {
  return fieldSelectorsOf(selector, field).flatMap((fieldSelector) => fieldSelector[operator] ?? []);
}

/** The category that a selector names; `undefined` where it names none or an unknown one. */
export function categoryOf(selector: AdvancedEventSelector): EventCategory | undefined {
  const [category] = valuesOf(selector, 'eventCategory');
  return EVENT_CATEGORIES.find((known) => known === category);
}
