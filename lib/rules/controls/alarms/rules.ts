import type { ControlRule } from '../control-rule';

/** In the order of their ids. */
export const ALARM_RULES: readonly ControlRule[] = [];
