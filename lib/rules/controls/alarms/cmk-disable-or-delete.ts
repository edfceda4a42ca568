import { controlAlarm } from './control-alarm';

/** ALM-07. */
export const cmkDisableOrDelete = controlAlarm({
  id: 'ALM-07',
  name: 'AlarmCmkDisableOrDelete',
  events: 'keys that are disabled or scheduled for deletion',
  rationale: 'Without its key, whatever it has encrypted is lost; the days until a deletion are the time to stop it.',
});
