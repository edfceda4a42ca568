import type { Problem } from '../../findings/finding';
import { checkAggregation } from '../../selection/aggregation';
import type { TrailSelectors } from '../../selection/basic-selector';
import { checkSelectors } from '../../selection/check';
import { checkInsights } from '../../selection/insights';
import { hasUnknownSelectors } from '../../template/read-selectors';
import { isUnresolved } from '../../template/symbols';
import { perTrail, type Rule } from '../rule';
import { found } from './problems';

const OPTIONS = { isUnresolved, fromTemplate: true };
const SHADOWED = 'cdk-cloudtrail:Selector.shadowed';

/** E35 to E73, W02, W03, W05, W06, W14: what the selectors tell by themselves. The same rules check what constructs render. */
export const selectors: Rule = perTrail((trail) => {
  const { resource, selectors: given, insights, aggregations } = trail;
  // What is not known may log what Insights need.
  const dependent = hasUnknownSelectors(resource.properties)
    ? []
    : [...checkInsights(given, insights, OPTIONS), ...checkAggregation(given, aggregations, OPTIONS)];
  return [...problemsOf(given), ...dependent].map((problem) => found(resource, problem));
});

/** That a forgotten IncludeManagementEvents makes other selectors useless follows from it: one finding is enough. */
function problemsOf(given: TrailSelectors): Problem[] {
  const problems = checkSelectors(given, OPTIONS).filter(({ id }) => id !== SHADOWED);
  return [...problems, ...checkSelectors(asMeant(given), OPTIONS).filter(({ id }) => id === SHADOWED)];
}

function asMeant({ EventSelectors, ...others }: TrailSelectors): TrailSelectors {
  const meant = EventSelectors?.map((selector) =>
    (selector.DataResources?.length ?? 0) > 0 ? { IncludeManagementEvents: false, ...selector } : selector,
  );
  return { ...others, ...(meant && { EventSelectors: meant }) };
}
