import { checkAggregation } from '../../selection/aggregation';
import { checkSelectors } from '../../selection/check';
import { checkInsights } from '../../selection/insights';
import { hasUnknownSelectors } from '../../template/read-selectors';
import { isUnresolved } from '../../template/symbols';
import { perTrail, type Rule } from '../rule';
import { found } from './problems';

/** E35 to E73, W02, W03, W05, W06, W14: what the selectors tell by themselves. The same rules check what constructs render. */
export const selectors: Rule = perTrail((trail) => {
  const { resource, selectors: given, insights, aggregations } = trail;
  const options = { isUnresolved, fromTemplate: true };
  const problems = checkSelectors(given, options);
  // What is not known may log what Insights need.
  const dependent = hasUnknownSelectors(resource.properties)
    ? []
    : [...checkInsights(given, insights, options), ...checkAggregation(given, aggregations, options)];
  return [...problems, ...dependent].map((problem) => found(resource, problem));
});
