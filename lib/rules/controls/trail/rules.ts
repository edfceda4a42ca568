import type { ControlRule } from '../control-rule';
import { logFileValidation } from './log-file-validation';

/** In the order of their ids. */
export const TRAIL_RULES: readonly ControlRule[] = [logFileValidation];
