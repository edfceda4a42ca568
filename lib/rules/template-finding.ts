import type { Finding } from '../findings/finding';

/** A finding in a template. */
export interface TemplateFinding extends Finding {
  /** What its user calls the stack. */
  readonly stack: string;
  readonly logicalId: string;
  /** The decisions of the deployment under which it is true; left out if it always is. */
  readonly when?: readonly string[];
}

/** Something that could not be told from the templates. */
export interface Undecided {
  /** The finding that it might be. */
  readonly id: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly path: string;
  /** What is asked, and what the answer depends on. */
  readonly message: string;
}

/** Something that a person has to look at, since no template tells. */
export interface ChecklistItem {
  readonly stack: string;
  readonly logicalId: string;
  readonly path: string;
  readonly message: string;
}
