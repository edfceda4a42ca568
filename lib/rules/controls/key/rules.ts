import type { ControlRule } from '../control-rule';

/** In the order of their ids. */
export const KEY_RULES: readonly ControlRule[] = [];
