import { controlAlarm } from './control-alarm';

/** ALM-15. */
export const organizationsChanges = controlAlarm({
  id: 'ALM-15',
  name: 'AlarmOrganizationsChanges',
  events: 'changes of the organization',
  rationale: 'Policies of the organization and the accounts in it bound what everybody else may do.',
});
