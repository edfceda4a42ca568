import type { ControlRule } from '../control-rule';

/** In the order of their ids. */
export const LAKE_RULES: readonly ControlRule[] = [];
