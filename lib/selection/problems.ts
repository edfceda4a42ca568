import type { Problem, Severity } from '../findings/finding';

/**
 * Everything that can be wrong with the selectors of a trail. The names are in acknowledgements and reports: none is ever given another meaning.
 *
 * An error is what CloudTrail or CloudFormation surely refuses. What it refuses according to its documentation alone, what it accepts although it
 * cannot be meant, and what may be newer than this library is a warning.
 */
export const SELECTOR_PROBLEMS = {
  // The names of the classes.
  resourceTypeFormat: 'error',
  eventSourceFormat: 'error',
  // Both kinds of selectors.
  bothKinds: 'error',
  noSelectors: 'warning',
  duplicateSelector: 'error',
  duplicateValue: 'error',
  shadowed: 'warning',
  // Basic event selectors.
  basicCount: 'error',
  basicResourceCount: 'error',
  basicNothing: 'error',
  basicWildcard: 'error',
  basicBucketSlash: 'error',
  basicArn: 'error',
  basicType: 'error',
  basicTypeLegacy: 'warning',
  basicTypeTwice: 'warning',
  basicReadWriteType: 'warning',
  basicExcludedSource: 'warning',
  basicImplicitManagement: 'warning',
  basicAllResources: 'warning',
  // Advanced event selectors: the structure.
  valueCount: 'error',
  nameLength: 'warning',
  fieldTwice: 'error',
  noOperator: 'warning',
  emptyOperator: 'warning',
  valueLength: 'warning',
  // Advanced event selectors: the category and its fields.
  categoryMissing: 'error',
  categoryOperator: 'error',
  category: 'error',
  unknownCategory: 'warning',
  typeMissing: 'error',
  sourceMissing: 'error',
  fieldForCategory: 'error',
  unknownField: 'warning',
  operator: 'warning',
  fieldValue: 'warning',
  oneValue: 'warning',
  errorCode: 'error',
  managementSource: 'warning',
  refusedType: 'warning',
  unknownType: 'warning',
  unknownSource: 'warning',
  // Advanced event selectors: accepted, but not what was meant.
  wildcard: 'warning',
  bucketArn: 'warning',
  bucketSlash: 'warning',
  arnFormat: 'warning',
  contradiction: 'warning',
  // Insights and aggregation.
  insightType: 'warning',
  insightCategory: 'warning',
  insightTwice: 'warning',
  insightWithoutEvents: 'warning',
  aggregationCount: 'warning',
  aggregationCategory: 'warning',
  aggregationTemplate: 'warning',
  aggregationTemplateCount: 'warning',
  aggregationWithoutEvents: 'warning',
} as const satisfies Record<string, Severity>;

/** A problem of this room with its id and severity filled in. */
export function problem(what: keyof typeof SELECTOR_PROBLEMS, parts: Omit<Problem, 'id' | 'severity'>): Problem {
  return { id: `cdk-cloudtrail:Selector.${what}`, severity: SELECTOR_PROBLEMS[what], ...parts };
}
