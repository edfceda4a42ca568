import type { Problem } from '../findings/finding';
import type { TrailSelectors } from './basic-selector';
import { logsCategory } from './coverage';
import { INSIGHT_TYPES } from './fields';
import { problem } from './problems';
import { unresolvedTest, type ValueOptions } from './unresolved';

/**
 * Which anomalies a trail looks for.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_InsightSelector.html
 */
export interface InsightSelector {
  readonly InsightType?: string;
  /** Management events when left out. */
  readonly EventCategories?: readonly string[];
}

/** What is wrong with the insight selectors of a trail, given what it logs. */
export function checkInsights(selectors: TrailSelectors, insightSelectors: readonly InsightSelector[], options: ValueOptions = {}): Problem[] {
  const types = insightSelectors.map(({ InsightType }) => InsightType);
  return insightSelectors.flatMap((insight, index) => {
    const place = `insight selector ${index + 1}`;
    return [
      ...checkType(insight, place, options),
      ...(types.indexOf(insight.InsightType) < index
        ? [
            problem('insightTwice', {
              message: `${place} is for the same insight type as an earlier one, and replaces its event categories`,
              value: insight.InsightType,
              fix: 'merge the event categories into one insight selector',
            }),
          ]
        : []),
      ...(insight.EventCategories ?? ['Management']).flatMap((category) => checkCategory(selectors, insight, category, place, options)),
    ];
  });
}

function checkType({ InsightType }: InsightSelector, place: string, options: ValueOptions): Problem[] {
  if (InsightType !== undefined && (INSIGHT_TYPES.includes(InsightType) || unresolvedTest(options)(InsightType))) return [];
  return [
    problem('insightType', {
      message: `${place}: the insight types are ${INSIGHT_TYPES.join(' and ')}, as far as this library knows`,
      value: InsightType,
      fix: 'use one of them, or acknowledge that CloudTrail has a new one',
    }),
  ];
}

function checkCategory(
  selectors: TrailSelectors,
  { InsightType }: InsightSelector,
  category: string,
  place: string,
  options: ValueOptions,
): Problem[] {
  if (unresolvedTest(options)(category)) return [];
  if (category !== 'Management' && category !== 'Data') {
    return [
      problem('insightCategory', {
        message: `${place}: Insights look at events of the categories Management and Data, as far as this library knows`,
        value: category,
        fix: 'use these',
      }),
    ];
  }
  // The rate of calls is that of management events that write; in all other cases both reads and writes count.
  const access = category === 'Management' && InsightType === 'ApiCallRateInsight' ? 'write' : undefined;
  if (logsCategory(selectors, category, access)) return [];
  return [
    problem('insightWithoutEvents', {
      message: `${place}: ${InsightType} looks at ${category} events${access ? ' that write' : ''}, and the trail logs none`,
      value: category,
      fix: 'add an event selector for them, or leave the category out',
    }),
  ];
}
