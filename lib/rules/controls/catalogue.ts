import { blockPublicAccess } from './bucket/block-public-access';
import type { ControlRule } from './control-rule';
import { logFileValidation } from './trail/log-file-validation';

/** Every rule of a control, in the order of their ids. */
export const CONTROL_RULES: readonly ControlRule[] = [logFileValidation, blockPublicAccess];
