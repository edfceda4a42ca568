import type { Problem } from '../findings/finding';
import type { TrailSelectors } from './basic-selector';
import { logsCategory } from './coverage';
import { checkDuplicateValues } from './duplicates';
import { AGGREGATION_TEMPLATES } from './fields';
import { LIMITS } from './limits';
import { problem } from './problems';
import { unresolvedTest, type ValueOptions } from './unresolved';

/** Which events a trail also delivers in summaries of five minutes. */
export interface AggregationConfiguration {
  readonly EventCategory: string;
  readonly Templates: readonly string[];
}

/** What is wrong with the aggregation of a trail, given what it logs. */
export function checkAggregation(
  selectors: TrailSelectors,
  configurations: readonly AggregationConfiguration[],
  options: ValueOptions = {},
): Problem[] {
  const problems: Problem[] = [];
  if (configurations.length > LIMITS.aggregations) {
    problems.push(
      problem('aggregationCount', {
        message: 'a trail has at most one aggregation configuration',
        value: configurations.length,
        fix: 'merge the templates into one',
      }),
    );
  }
  if (configurations.length > 0 && !logsCategory(selectors, 'Data')) {
    problems.push(
      problem('aggregationWithoutEvents', {
        message: 'data events are what is aggregated, and the trail logs none',
        fix: 'add an event selector for data events, or leave the aggregation out',
      }),
    );
  }
  return [...problems, ...configurations.flatMap((configuration) => checkConfiguration(configuration, options))];
}

function checkConfiguration({ EventCategory, Templates }: AggregationConfiguration, options: ValueOptions): Problem[] {
  const isUnresolved = unresolvedTest(options);
  const unknown = Templates.filter((template) => !AGGREGATION_TEMPLATES.includes(template) && !isUnresolved(template));
  const problems = [
    ...checkDuplicateValues('the templates of an aggregation', Templates),
    ...unknown.map((template) =>
      problem('aggregationTemplate', {
        message: `the templates of an aggregation are ${AGGREGATION_TEMPLATES.join(', ')}, as far as this library knows`,
        value: template,
        fix: 'use one of them, or acknowledge that CloudTrail has a new one',
      }),
    ),
  ];
  if (EventCategory !== 'Data' && !isUnresolved(EventCategory)) {
    problems.push(problem('aggregationCategory', { message: 'only data events are aggregated', value: EventCategory, fix: 'write Data' }));
  }
  if (Templates.length === 0 || Templates.length > LIMITS.aggregationTemplates) {
    problems.push(
      problem('aggregationTemplateCount', {
        message: `an aggregation has 1 to ${LIMITS.aggregationTemplates} templates`,
        value: Templates.length,
        fix: `use ${AGGREGATION_TEMPLATES.join(', ')}`,
      }),
    );
  }
  return problems;
}
