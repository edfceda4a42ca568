/**
 * How many of what a trail can have. None of these quotas can be raised.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
export const LIMITS = {
  /** Basic event selectors. */
  basicSelectors: 5,
  /** Resources in all basic event selectors together; a value that means all resources of a service does not count. */
  dataResources: 250,
  /** Values in all advanced event selectors together. */
  values: 500,
  /** Characters of a value. */
  valueLength: 2048,
  /** Characters of the name of an advanced event selector. */
  nameLength: 1000,
  /** Aggregation configurations. */
  aggregations: 1,
  /** Templates of an aggregation configuration. */
  aggregationTemplates: 50,
} as const;
