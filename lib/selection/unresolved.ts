/** How to read values that are not known yet. */
export interface ValueOptions {
  /**
   * Whether a value, or a part of one, is a placeholder for text that is known only later: a token of the CDK, an intrinsic function of a template.
   *
   * A caller who knows that different placeholders stand for different resources says so by calling them resolved.
   */
  readonly isUnresolved?: (value: string) => boolean;
}

/** The test of the options; without one, every value is what it says. */
export function unresolvedTest({ isUnresolved }: ValueOptions): (value: string) => boolean {
  return isUnresolved ?? (() => false);
}
