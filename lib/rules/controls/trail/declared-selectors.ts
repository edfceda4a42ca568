import { loggedParts } from '../../../selection/normal';
import type { AdvancedEventSelector, EventCategory } from '../../../selection/selector';
import { isJson, type Json } from '../../../template/json';
import { readSelectors } from '../../../template/read-selectors';
import type { TrailModel } from '../../../template/trail-model';
import { flagOf, listOf, textOf, unknownIn } from '../../../template/unknown';
import { type Ground, property } from '../judgement';
import { itemsAt, type Placed } from '../places';

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
export function declaredSelectors({ resource, partition }: TrailModel, category: EventCategory): DeclaredSelectors {
  const advanced = resource.property('AdvancedEventSelectors');
  const ofAdvanced = [property(resource, 'AdvancedEventSelectors')];
  const advancedItems = itemsAt(resource, advanced, 'AdvancedEventSelectors');
  if (!advancedItems) return { selectors: [], hidden: [String(unknownIn(advanced))], grounds: ofAdvanced };
  if (advancedItems.length > 0) return { ...read(advancedItems, ({ FieldSelectors }) => FieldSelectors, readAdvanced), grounds: ofAdvanced };

  const basic = resource.property('EventSelectors');
  const ofBasic = [property(resource, 'EventSelectors')];
  const basicItems = itemsAt(resource, basic, 'EventSelectors');
  if (!basicItems) return { selectors: [], hidden: [String(unknownIn(basic))], grounds: ofBasic };
  if (basicItems.length > 0) {
    const shape = (item: Json) => (category === 'Data' ? item.DataResources : []);
    return { ...read(basicItems, shape, (item) => readBasic(item, category, partition)), grounds: ofBasic };
  }
  const grounds = [...ofAdvanced, ...ofBasic];
  return { selectors: [{ parts: partsOf({}), isSure: true, grounds }], hidden: [], grounds };
}

type Reader = (item: Json) => Pick<DeclaredSelector, 'parts' | 'isSure'>;

function read(items: readonly Placed[], shape: (item: Json) => unknown, reader: Reader): Omit<DeclaredSelectors, 'grounds'> {
  const read = items.map(({ value, ground }) => ({ value, ground, hidden: isJson(value) ? hiddenIn(shape(value)) : unknownIn(value) }));
  return {
    selectors: read.flatMap(({ value, ground, hidden }) => {
      if (!isJson(value) || hidden !== undefined) return [];
      const dependsOn = unknownIn(value);
      return [{ ...reader(value), grounds: [ground], ...(dependsOn !== undefined && { dependsOn }) }];
    }),
    hidden: read.flatMap(({ hidden }) => hidden ?? []),
  };
}

/** What makes it impossible to tell how many items a list of objects has, or what one of them is. */
function hiddenIn(list: unknown): string | undefined {
  return unknownIn(listOf(list)?.filter((item) => !isJson(item)) ?? list);
}

function readAdvanced(item: Json): ReturnType<Reader> {
  return { parts: partsOf({ AdvancedEventSelectors: [item] }), isSure: true };
}

function readBasic(item: Json, category: EventCategory, partition: string): ReturnType<Reader> {
  if (category === 'Management') {
    return { parts: partsOf({ EventSelectors: [{ ...item, DataResources: [] }] }), isSure: flagOf(item.IncludeManagementEvents) !== 'unknown' };
  }
  const resources = listOf(item.DataResources)?.map((one) => (isJson(one) ? { ...one, Values: inPartition(one.Values, partition) } : one));
  return { parts: partsOf({ EventSelectors: [{ ...item, IncludeManagementEvents: false, DataResources: resources }] }), isSure: true };
}

/** The ARNs of another partition mean nothing. */
function inPartition(values: unknown, partition: string): unknown {
  return listOf(values)?.filter((value) => [partition, undefined].includes(/^arn:([^:‹]*):/.exec(textOf(value) ?? '')?.[1])) ?? values;
}

function partsOf(properties: Json): AdvancedEventSelector[] {
  return loggedParts(readSelectors(properties)).map(({ selector }) => selector);
}
