import type { ControlRule } from '../control-rule';
import { atLeastOneTrail } from './at-least-one-trail';

/** In the order of their ids. */
export const ACCOUNT_RULES: readonly ControlRule[] = [atLeastOneTrail];
