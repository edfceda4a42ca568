import type { ControlRule } from '../control-rule';
import { acceptanceHasReason } from './has-reason';
import { acceptanceIsNarrow } from './is-narrow';

/** In the order of their ids. */
export const ACCEPTANCE_RULES: readonly ControlRule[] = [acceptanceHasReason, acceptanceIsNarrow];
