import type { ControlRule } from '../control-rule';

/** In the order of their ids. */
export const LOG_RULES: readonly ControlRule[] = [];
