import type { ControlRule } from '../control-rule';

/** In the order of their ids. */
export const ACCEPTANCE_RULES: readonly ControlRule[] = [];
