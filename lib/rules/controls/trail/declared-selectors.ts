import { loggedParts } from '../../../selection/normal';
import { type AdvancedEventSelector, categoryOf, type EventCategory, valuesOf } from '../../../selection/selector';
import { isJson, type Json } from '../../../template/json';
import { hasUnknownSelectors, readSelectors } from '../../../template/read-selectors';
import type { TrailModel } from '../../../template/trail-model';
import { flagOf, listOf, textOf, unknownIn } from '../../../template/unknown';
import { type Ground, property } from '../judgement';
import { itemsAt } from '../places';

/** An event selector of a trail. */
export interface DeclaredSelector {
  /** What it logs at most. */
  readonly parts: readonly AdvancedEventSelector[];
  /** Whether it surely logs that, apart from values that are not known. */
  readonly isSure: boolean;
  readonly grounds: readonly Ground[];
  /** The first value in it that is not known. */
  readonly dependsOn?: string;
}

/** The event selectors of a trail, as far as they have to do with a category of events. */
export interface DeclaredSelectors {
  readonly selectors: readonly DeclaredSelector[];
  /** What hides selectors, or parts of them: nothing can be said about what is not logged. */
  readonly hidden: readonly string[];
  /** Where they are declared, or could be. */
  readonly grounds: readonly Ground[];
}

/** Reads the event selectors of a trail one by one. A trail has selectors of one kind: CloudFormation refuses both. */
export function declaredSelectors(trail: TrailModel, category: EventCategory): DeclaredSelectors {
  const advanced = listed(trail, 'AdvancedEventSelectors', ({ FieldSelectors }) => ({ FieldSelectors }));
  if (advanced.selectors.length + advanced.hidden.length > 0) return advanced;
  const basic = listed(trail, 'EventSelectors', (item) => about(item, category, trail.partition));
  if (basic.selectors.length + basic.hidden.length > 0) return basic;
  const grounds = [...advanced.grounds, ...basic.grounds];
  return { selectors: [{ parts: partsOf({}), isSure: true, grounds }], hidden: [], grounds };
}

/** The selectors of a list, without what does not matter. */
function listed({ resource }: TrailModel, name: string, matters: (item: Json) => Json): DeclaredSelectors {
  const list = resource.property(name);
  const whole = property(resource, name);
  const items = itemsAt(resource, list, name);
  if (!items) return { selectors: [], hidden: [String(unknownIn(list))], grounds: [whole] };
  const read = items.map(({ value, ground }) => ({ item: isJson(value) ? matters(value) : value, ground }));
  const isHidden = ({ item }: { item: unknown }) => hasUnknownSelectors({ [name]: item }) || hasOpenShape(item);
  return {
    selectors: read.filter((one) => !isHidden(one)).map(({ item, ground }) => selectorOf(name, item, ground)),
    hidden: read.filter(isHidden).map(({ item }) => String(unknownIn(item))),
    grounds: [whole],
  };
}

/** Whether it is not known which fields a selector is about. */
function hasOpenShape(item: unknown): boolean {
  if (!isJson(item)) return unknownIn(item) !== undefined;
  return (listOf(item.FieldSelectors) ?? []).some((field) => unknownIn(isJson(field) ? field.Field : field) !== undefined);
}

function selectorOf(name: string, item: unknown, ground: Ground): DeclaredSelector {
  const dependsOn = unknownIn(item);
  const parts = isJson(item) ? partsOf({ [name]: [item] }).filter(isComplete) : [];
  const isSure = !isJson(item) || flagOf(item.IncludeManagementEvents) !== 'unknown';
  return { parts, isSure, grounds: [ground], ...(dependsOn !== undefined && { dependsOn }) };
}

/** CloudTrail refuses selectors that do not say what events they are for. */
function isComplete(part: AdvancedEventSelector): boolean {
  return valuesOf(part, 'eventCategory').length > 0 && (categoryOf(part) !== 'Data' || valuesOf(part, 'resources.type').length > 0);
}

/** What of a basic selector is about a category. */
function about(item: Json, category: EventCategory, partition: string): Json {
  if (category === 'Management') return { ...item, DataResources: [] };
  const resources = listOf(item.DataResources)?.map((one) => (isJson(one) ? { ...one, Values: inPartition(one.Values, partition) } : one));
  return { ReadWriteType: item.ReadWriteType, DataResources: resources ?? item.DataResources };
}

/** The ARNs of another partition mean nothing. */
function inPartition(values: unknown, partition: string): unknown {
  return listOf(values)?.filter((value) => [partition, undefined].includes(/^arn:([^:‹]*):/.exec(textOf(value) ?? '')?.[1])) ?? values;
}

function partsOf(properties: Json): AdvancedEventSelector[] {
  return loggedParts(readSelectors(properties)).map(({ selector }) => selector);
}
