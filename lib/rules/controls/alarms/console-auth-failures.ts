import { controlAlarm } from './control-alarm';

/** ALM-06. */
export const consoleAuthFailures = controlAlarm({
  id: 'ALM-06',
  name: 'AlarmConsoleAuthFailures',
  events: 'sign-ins to the console that fail',
  rationale: 'A row of failed sign-ins is how guessing a password looks.',
});
