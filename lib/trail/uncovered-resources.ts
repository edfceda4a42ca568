/** What becomes of resources that no selector covers. */
export enum UncoveredResources {
  /** A warning for each, to acknowledge with a reason. */
  WARN = 'WARN',

  /** An error for each: the app cannot be synthesized. */
  FAIL = 'FAIL',
}
