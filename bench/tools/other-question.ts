/** Where a rule of a tool asks something else than ours, by its own description, so that its answer is not wrong. Reviewed by hand. */
export interface OtherQuestion {
  readonly tool: string;
  /** Of ours. */
  readonly rule: string;
  /** The fixtures that it is true of. */
  readonly fixtures: readonly string[];
  /** What the tool asks. */
  readonly asks: string;
}

export const OTHER_QUESTIONS: readonly OtherQuestion[] = [];
