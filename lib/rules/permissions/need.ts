import type { ConditionElement } from '../../policy/document';

/** Actions that a deployment calls, and the ARNs that it calls them on. */
export interface Need {
  readonly actions: readonly string[];
  /** With `*` where a name, or a part of it, is not known before the deployment. */
  readonly resources: readonly string[];
  readonly condition?: ConditionElement;
}

/** The members of a list that is written with blanks between them. */
export function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
