/** How the selectors of a trail are written. */
export enum SelectorKind {
  /** Advanced event selectors: they know every type, field and exclusion. */
  ADVANCED = 'ADVANCED',

  /**
   * Basic event selectors, for tools that read only those. They know management events and S3 objects, Lambda functions
   * and DynamoDB tables, and cannot leave anything out: what they cannot say is an error.
   */
  BASIC = 'BASIC',
}
