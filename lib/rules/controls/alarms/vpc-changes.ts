import { controlAlarm } from './control-alarm';

/** ALM-14. */
export const vpcChanges = controlAlarm({
  id: 'ALM-14',
  name: 'AlarmVpcChanges',
  events: 'changes of VPCs and their peering',
  rationale: 'A peering joins two networks that were apart.',
});
