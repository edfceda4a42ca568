import { meansAll } from './arn';
import type { BasicEventSelector, DataResource, TrailSelectors } from './basic-selector';
import { placeOfAdvanced, placeOfBasic } from './place';
import type { AdvancedEventSelector, FieldSelector } from './selector';

/** A part of what a trail logs, and where it is declared. */
export interface LoggedPart {
  /** Which event selector it is from, counted from zero; absent where the trail has none and the default of CloudTrail applies. */
  readonly index?: number;
  /** How a message names that event selector. */
  readonly place: string;
  readonly selector: AdvancedEventSelector;
}

const READ_ONLY: Readonly<Record<string, string>> = { ReadOnly: 'true', WriteOnly: 'false' };

/**
 * What a trail logs, as advanced event selectors whatever the kind of the declared ones: whoever reads this form reads both.
 *
 * A trail without selectors logs all management events.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
 */
export function loggedParts({ EventSelectors = [], AdvancedEventSelectors = [] }: TrailSelectors): readonly LoggedPart[] {
  if (AdvancedEventSelectors.length > 0) {
    return AdvancedEventSelectors.map((selector, index) => ({ index, place: placeOfAdvanced(index, selector), selector }));
  }
  if (EventSelectors.length > 0) {
    return EventSelectors.flatMap((basic, index) => partsOf(basic).map((selector) => ({ index, place: placeOfBasic(index), selector })));
  }
  return [{ place: 'the default of a trail without event selectors', selector: { FieldSelectors: [equals('eventCategory', ['Management'])] } }];
}

function partsOf(basic: BasicEventSelector): AdvancedEventSelector[] {
  const { ReadWriteType = 'All', IncludeManagementEvents = true, DataResources = [], ExcludeManagementEventSources = [] } = basic;
  const readOnly = ReadWriteType === 'All' ? [] : [equals('readOnly', [READ_ONLY[ReadWriteType] ?? ReadWriteType])];
  const excluded = ExcludeManagementEventSources.length === 0 ? [] : [{ Field: 'eventSource', NotEquals: ExcludeManagementEventSources }];
  return [
    ...(IncludeManagementEvents ? [{ FieldSelectors: [equals('eventCategory', ['Management']), ...readOnly, ...excluded] }] : []),
    ...DataResources.filter(({ Values = [] }) => Values.length > 0).map((resource) => ({
      FieldSelectors: [equals('eventCategory', ['Data']), equals('resources.type', [resource.Type]), ...readOnly, ...resourcesOf(resource)],
    })),
  ];
}

function resourcesOf({ Type, Values = [] }: DataResource): FieldSelector[] {
  if (Values.some(meansAll)) return [];
  // The ARNs of functions are exact, those of objects are prefixes.
  if (Type === 'AWS::Lambda::Function') return [equals('resources.ARN', Values)];
  // To select a table selects its stream, too.
  if (Type === 'AWS::DynamoDB::Table') return [{ Field: 'resources.ARN', Equals: Values, StartsWith: Values.map((table) => `${table}/stream/`) }];
  return [{ Field: 'resources.ARN', StartsWith: Values }];
}

function equals(Field: string, Equals: readonly string[]): FieldSelector {
  return { Field, Equals };
}
