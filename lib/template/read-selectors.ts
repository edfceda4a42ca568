import type { AggregationConfiguration } from '../selection/aggregation';
import type { BasicEventSelector, DataResource, TrailSelectors } from '../selection/basic-selector';
import type { InsightSelector } from '../selection/insights';
import { type AdvancedEventSelector, type FieldSelector, OPERATORS } from '../selection/selector';
import { isJson, type Json } from './json';
import { flagOf, listOf, textOf, Unknown } from './unknown';

/** The event selectors of a trail's properties. A list that is not known is left out, an empty one is none, as for CloudFormation. */
export function readSelectors({ EventSelectors, AdvancedEventSelectors }: Json): TrailSelectors {
  const basic = objects(EventSelectors).map(readBasic);
  const advanced = objects(AdvancedEventSelectors).map(readAdvanced);
  return { ...(basic.length > 0 && { EventSelectors: basic }), ...(advanced.length > 0 && { AdvancedEventSelectors: advanced }) };
}

/** Whether selectors are hidden, so that nothing can be said about what is not logged. */
export function hasUnknownSelectors({ EventSelectors, AdvancedEventSelectors }: Json): boolean {
  return [EventSelectors, AdvancedEventSelectors].some((selectors) => containsUnknown(selectors));
}

/** The insight selectors of a trail's properties. */
export function readInsights({ InsightSelectors }: Json): InsightSelector[] {
  return objects(InsightSelectors).map(({ InsightType, EventCategories }) => ({
    InsightType: textOf(InsightType),
    ...(EventCategories !== undefined && { EventCategories: texts(EventCategories) }),
  }));
}

/** The aggregation configurations of a trail's properties. */
export function readAggregations({ AggregationConfigurations }: Json): AggregationConfiguration[] {
  return objects(AggregationConfigurations).map(({ EventCategory, Templates }) => ({
    EventCategory: textOf(EventCategory) ?? '',
    Templates: texts(Templates),
  }));
}

function readBasic({ ReadWriteType, IncludeManagementEvents, DataResources, ExcludeManagementEventSources }: Json): BasicEventSelector {
  const includes = flagOf(IncludeManagementEvents);
  return {
    ...(ReadWriteType !== undefined && { ReadWriteType: textOf(ReadWriteType) }),
    // What is not known counts as said: it is not forgotten.
    ...(includes !== undefined && { IncludeManagementEvents: includes !== false }),
    ...(DataResources !== undefined && { DataResources: objects(DataResources).map(readDataResource) }),
    ...(ExcludeManagementEventSources !== undefined && { ExcludeManagementEventSources: texts(ExcludeManagementEventSources) }),
  };
}

function readDataResource({ Type, Values }: Json): DataResource {
  return { Type: textOf(Type) ?? '', ...(Values !== undefined && { Values: texts(Values) }) };
}

function readAdvanced({ Name, FieldSelectors }: Json): AdvancedEventSelector {
  return { ...(Name !== undefined && { Name: textOf(Name) }), FieldSelectors: objects(FieldSelectors).map(readField) };
}

function readField(json: Json): FieldSelector {
  const lists = OPERATORS.flatMap((operator) => (json[operator] === undefined ? [] : [[operator, texts(json[operator])]]));
  return { Field: textOf(json.Field) ?? '', ...Object.fromEntries(lists) };
}

function objects(value: unknown): readonly Json[] {
  return (listOf(value) ?? []).filter(isJson);
}

/** Texts; a list that is not known counts as one text that could be any. */
function texts(value: unknown): readonly string[] {
  if (value instanceof Unknown) return [textOf(value) ?? ''];
  return (listOf(value) ?? []).flatMap((item) => textOf(item) ?? []);
}

function containsUnknown(value: unknown): boolean {
  if (value instanceof Unknown) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(containsUnknown);
}
