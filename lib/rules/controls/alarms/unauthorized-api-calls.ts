import { controlAlarm } from './control-alarm';

/** ALM-01. */
export const unauthorizedApiCalls = controlAlarm({
  id: 'ALM-01',
  name: 'AlarmUnauthorizedApiCalls',
  events: 'calls that are not allowed',
  rationale: 'Many refused calls are how somebody shows who tries out what a stolen key can do.',
});
