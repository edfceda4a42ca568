import type { ControlRule } from '../control-rule';
import { logGroupEncrypted } from './log-group-encrypted';
import { logGroupRetention } from './log-group-retention';
import { logsRoleLeastPrivilege } from './logs-role-least-privilege';
import { noInlinePolicy } from './no-inline-policy';

/** In the order of their ids. */
export const LOG_RULES: readonly ControlRule[] = [logGroupRetention, logGroupEncrypted, logsRoleLeastPrivilege, noInlinePolicy];
