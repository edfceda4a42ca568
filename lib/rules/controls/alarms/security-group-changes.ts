import { controlAlarm } from './control-alarm';

/** ALM-10. */
export const securityGroupChanges = controlAlarm({
  id: 'ALM-10',
  name: 'AlarmSecurityGroupChanges',
  events: 'changes of security groups',
  rationale: 'A rule of a security group is all that stands between a server and the internet.',
});
