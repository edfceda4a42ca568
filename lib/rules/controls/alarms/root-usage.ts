import { controlAlarm } from './control-alarm';

/** ALM-03. */
export const rootUsage = controlAlarm({
  id: 'ALM-03',
  name: 'AlarmRootUsage',
  events: 'what the root user does',
  rationale: 'The root user may do everything, and hardly anything needs it: each use deserves a look.',
});
