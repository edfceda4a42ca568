import type { ControlRule } from '../control-rule';
import { logGroupEncrypted } from './encrypted';
import { logsRoleLeastPrivilege } from './least-privilege';
import { noInlinePolicy } from './no-inline-policy';
import { logGroupRetention } from './retention';

/** In the order of their ids. */
export const LOG_RULES: readonly ControlRule[] = [logGroupRetention, logGroupEncrypted, logsRoleLeastPrivilege, noInlinePolicy];
