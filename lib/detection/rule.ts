import type { Expression } from './expression';

/** How bad it is when a rule matches, from a mere note to an alarm at night. */
export const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

/** How far a rule has been tried, in the words of Sigma. */
export const STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
export type Status = (typeof STATUSES)[number];

/** A rule that was read and can be used. */
export interface Rule {
  /** Stable, for findings and acknowledgements. */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly status?: Status;
  readonly description?: string;
  readonly author?: string;
  /** Such as `attack.t1078`. */
  readonly tags: readonly string[];
  /** What else it may be, besides an attack. */
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
  readonly when: Expression;
}
