import { controlAlarm } from './control-alarm';

/** ALM-09. */
export const configChanges = controlAlarm({
  id: 'ALM-09',
  name: 'AlarmConfigChanges',
  events: 'changes of the recording of AWS Config',
  rationale: 'Where the recording stops, nobody sees afterwards how resources were set up.',
});
