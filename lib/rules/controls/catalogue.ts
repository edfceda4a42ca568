import { ACCEPTANCE_RULES } from './acceptances/rules';
import { ACCOUNT_RULES } from './account/rules';
import { ALARM_RULES } from './alarms/rules';
import { BUCKET_RULES } from './bucket/rules';
import type { ControlRule } from './control-rule';
import { KEY_RULES } from './key/rules';
import { LAKE_RULES } from './lake/rules';
import { LOG_RULES } from './logs/rules';
import { TOPIC_RULES } from './topic/rules';
import { TRAIL_RULES } from './trail/rules';

/** Every rule of a control, in the order in which a report tells them. */
export const CONTROL_RULES: readonly ControlRule[] = [
  ...ACCOUNT_RULES,
  ...TRAIL_RULES,
  ...BUCKET_RULES,
  ...KEY_RULES,
  ...LOG_RULES,
  ...ALARM_RULES,
  ...TOPIC_RULES,
  ...LAKE_RULES,
  ...ACCEPTANCE_RULES,
];
