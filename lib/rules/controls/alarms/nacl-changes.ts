import { controlAlarm } from './control-alarm';

/** ALM-11. */
export const naclChanges = controlAlarm({
  id: 'ALM-11',
  name: 'AlarmNaclChanges',
  events: 'changes of network access control lists',
  rationale: 'A changed list can open a subnet to traffic that was kept out, or cut it off.',
});
