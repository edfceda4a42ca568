import { controlAlarm } from './control-alarm';

/** ALM-04. */
export const iamPolicyChanges = controlAlarm({
  id: 'ALM-04',
  name: 'AlarmIamPolicyChanges',
  events: 'changes of IAM policies',
  rationale: 'Who can change a policy can give permissions to anybody, and so keep a way back in.',
});
