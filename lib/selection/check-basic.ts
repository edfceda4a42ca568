import type { Problem } from '../findings/finding';
import { meansAll } from './arn';
import type { BasicEventSelector } from './basic-selector';
import { checkDataResources } from './check-data-resources';
import { checkDuplicateValues, duplicatesOf } from './duplicates';
import { MANAGEMENT_EVENT_SOURCES } from './event-sources';
import { LIMITS } from './limits';
import { placeOfBasic } from './place';
import { problem } from './problems';
import { unresolvedTest, type ValueOptions } from './unresolved';

const READ_WRITE_TYPES = ['All', 'ReadOnly', 'WriteOnly'];

/** What is wrong with basic event selectors. */
export function checkBasic(selectors: readonly BasicEventSelector[], options: ValueOptions): Problem[] {
  return [
    ...checkCounts(selectors),
    ...duplicatesOf(selectors).map(([index, first]) =>
      problem('duplicateSelector', {
        message: `${placeOfBasic(index)} repeats ${placeOfBasic(first)}: CloudFormation wants the items of the list to differ`,
        fix: 'remove one of them',
      }),
    ),
    ...selectors.flatMap((selector, index) => [
      ...checkManagement(selector, placeOfBasic(index), options),
      ...checkDataResources(selector, placeOfBasic(index), options),
    ]),
  ];
}

function checkCounts(selectors: readonly BasicEventSelector[]): Problem[] {
  const problems: Problem[] = [];
  if (selectors.length > LIMITS.basicSelectors) {
    problems.push(
      problem('basicCount', {
        message: `a trail has at most ${LIMITS.basicSelectors} basic event selectors`,
        value: selectors.length,
        awsMessage: 'Specify a valid number of selectors (1 to 5) for your trail',
        fix: 'merge some of them, or use advanced event selectors',
      }),
    );
  }
  const values = selectors.flatMap(({ DataResources = [] }) => DataResources.flatMap(({ Values = [] }) => Values));
  const counted = values.filter((value) => !meansAll(value)).length;
  if (counted > LIMITS.dataResources) {
    problems.push(
      problem('basicResourceCount', {
        message: `the basic event selectors of a trail have at most ${LIMITS.dataResources} resources in total`,
        value: counted,
        awsMessage: 'Specify a valid number of DataResources.Values (0 to 250) for all your selectors',
        fix: 'use advanced event selectors, which take prefixes and 500 values',
      }),
    );
  }
  return problems;
}

function checkManagement(selector: BasicEventSelector, place: string, options: ValueOptions): Problem[] {
  const { ExcludeManagementEventSources = [] } = selector;
  return [
    ...checkDuplicateValues(`${place}, ExcludeManagementEventSources`, ExcludeManagementEventSources),
    ...checkReadWriteType(selector, place, options),
    ...checkExcludedSources(ExcludeManagementEventSources, place, options),
    ...checkInclusion(selector, place),
  ];
}

function checkReadWriteType({ ReadWriteType }: BasicEventSelector, place: string, options: ValueOptions): Problem[] {
  if (ReadWriteType === undefined || unresolvedTest(options)(ReadWriteType) || READ_WRITE_TYPES.includes(ReadWriteType)) return [];
  return [
    problem('basicReadWriteType', {
      message: `${place}: ReadWriteType is All, ReadOnly or WriteOnly`,
      value: ReadWriteType,
      fix: 'to log no management events, set IncludeManagementEvents to false',
    }),
  ];
}

function checkExcludedSources(sources: readonly string[], place: string, options: ValueOptions): Problem[] {
  const excludable = Object.keys(MANAGEMENT_EVENT_SOURCES);
  const wrong = sources.filter((source) => !unresolvedTest(options)(source) && !excludable.includes(source));
  return wrong.map((source) =>
    problem('basicExcludedSource', {
      message: `${place}: only the management events of ${excludable.join(' and ')} can be excluded`,
      value: source,
      fix: 'remove it, and filter the events after their delivery',
    }),
  );
}

function checkInclusion({ IncludeManagementEvents, DataResources = [] }: BasicEventSelector, place: string): Problem[] {
  if (IncludeManagementEvents === false && DataResources.length === 0) {
    return [
      problem('basicNothing', {
        message: `${place} logs neither management events nor data events`,
        awsMessage: 'Invalid combination of parameters in EventSelectors. When includeManagementEvents is false, DataResources must not be empty',
        fix: 'add data resources, or set IncludeManagementEvents to true',
      }),
    ];
  }
  if (IncludeManagementEvents !== undefined || DataResources.length === 0) return [];
  return [
    problem('basicImplicitManagement', {
      message: `${place} is for data events, but logs management events too, since IncludeManagementEvents is true by default; all copies but the first are charged for`,
      fix: 'say IncludeManagementEvents, true or false',
    }),
  ];
}
