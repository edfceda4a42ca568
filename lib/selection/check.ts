import type { Problem } from '../findings/finding';
import type { TrailSelectors } from './basic-selector';
import { checkAdvanced } from './check-advanced';
import { checkBasic } from './check-basic';
import { checkShadowing } from './check-shadowing';
import { problem } from './problems';
import type { ValueOptions } from './unresolved';

/** How to read the selectors that are checked. */
export interface SelectorCheckOptions extends ValueOptions {
  /**
   * Whether the selectors come from a template. CloudFormation leaves empty lists out, so an empty list of selectors is none.
   */
  readonly fromTemplate?: boolean;
}

/** Everything that is wrong with the event selectors of one trail, as far as they tell it by themselves. */
export function checkSelectors(selectors: TrailSelectors, options: SelectorCheckOptions = {}): Problem[] {
  return [
    ...checkKinds(selectors),
    ...checkEmpty(selectors, options),
    ...checkBasic(selectors.EventSelectors ?? [], options),
    ...checkAdvanced(selectors.AdvancedEventSelectors ?? [], options),
    ...checkShadowing(selectors, options),
  ];
}

function checkKinds({ EventSelectors = [], AdvancedEventSelectors = [] }: TrailSelectors): Problem[] {
  if (EventSelectors.length === 0 || AdvancedEventSelectors.length === 0) return [];
  return [
    problem('bothKinds', {
      message: 'a trail has basic event selectors or advanced ones, not both',
      awsMessage: 'You can select events by using either EventSelectors or AdvancedEventSelectors, but not both',
      fix: 'write all of them as advanced event selectors',
    }),
  ];
}

function checkEmpty({ EventSelectors, AdvancedEventSelectors }: TrailSelectors, { fromTemplate = false }: SelectorCheckOptions): Problem[] {
  if (fromTemplate) return [];
  if (AdvancedEventSelectors?.length === 0) {
    return [
      problem('noSelectors', {
        message: 'an empty list of advanced event selectors is as if there were none: the trail logs all management events',
        value: AdvancedEventSelectors,
        fix: 'leave the list out, or say what to log',
      }),
    ];
  }
  if (EventSelectors?.length === 0) {
    return [
      problem('basicCount', {
        message: 'a trail with basic event selectors has 1 to 5 of them',
        value: 0,
        awsMessage: 'Specify a valid number of selectors (1 to 5) for your trail',
        fix: 'leave the list out to log all management events',
      }),
    ];
  }
  return [];
}
