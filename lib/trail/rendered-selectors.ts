import { Aws } from 'aws-cdk-lib';
import type { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Problem } from '../findings/finding';
import { checkSelectors } from '../selection/check';
import type { AdvancedEventSelector } from '../selection/selector';
import { toBasic } from '../selection/to-basic';
import { toProperty } from '../selectors/render';
import { comparable, isUnresolved } from './explain';
import { SelectorKind } from './selector-kind';

/** The selectors as properties of the L1, of the kind that is wanted; none of the other kind, which CloudTrail would refuse. */
export function advancedOf(
  selectors: () => readonly AdvancedEventSelector[],
  kind: SelectorKind,
): CfnTrail.AdvancedEventSelectorProperty[] | undefined {
  return kind === SelectorKind.ADVANCED ? selectors().map(toProperty) : undefined;
}

/** The same for basic selectors: none where they cannot say it, which `problemsOfBasic()` reports. */
export function basicOf(selectors: () => readonly AdvancedEventSelector[], kind: SelectorKind): CfnTrail.EventSelectorProperty[] | undefined {
  if (kind === SelectorKind.ADVANCED) return undefined;
  const basic = toBasic(selectors(), Aws.PARTITION);
  if ('reason' in basic) return undefined;
  return basic.selectors.map(({ ReadWriteType, IncludeManagementEvents, ExcludeManagementEventSources, DataResources }) => ({
    readWriteType: ReadWriteType,
    includeManagementEvents: IncludeManagementEvents,
    excludeManagementEventSources: ExcludeManagementEventSources && [...ExcludeManagementEventSources],
    dataResources: DataResources?.map(({ Type, Values }) => ({ type: Type, values: [...(Values ?? [])] })),
  }));
}

/** What basic selectors cannot say, or CloudTrail would refuse of them. */
export function problemsOfBasic(selectors: () => readonly AdvancedEventSelector[], kind: SelectorKind): Problem[] {
  if (kind === SelectorKind.ADVANCED) return [];
  const basic = toBasic(selectors().map(comparable), 'aws');
  if ('selectors' in basic) return checkSelectors({ EventSelectors: basic.selectors }, { isUnresolved });
  return [
    {
      id: 'cdk-cloudtrail:Trail.notBasic',
      severity: 'error',
      message: `the selectors cannot be written as basic ones: ${basic.reason}`,
      fix: "leave 'selectorKind' out to write advanced ones, or narrow the selector",
    },
  ];
}
