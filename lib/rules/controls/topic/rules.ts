import type { ControlRule } from '../control-rule';

/** In the order of their ids. */
export const TOPIC_RULES: readonly ControlRule[] = [];
