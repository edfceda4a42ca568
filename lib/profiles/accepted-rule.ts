/** A rule that need not pass, and who takes responsibility for that. */
export interface AcceptedRule {
  /** The id of the rule, such as `BKT-13`. */
  readonly rule: string;

  /** Why the rule need not pass here. */
  readonly reason: string;

  /** Who answers for it: a person or a team. */
  readonly owner: string;

  /** Where it was decided. */
  readonly ticket: string;

  /** The last day on which it holds, such as `2027-03-31`. What has expired stays in the template, and has no effect in reports. */
  readonly expires: string;
}
