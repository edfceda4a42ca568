import { controlAlarm } from './control-alarm';

/** ALM-02. */
export const consoleSignInWithoutMfa = controlAlarm({
  id: 'ALM-02',
  name: 'AlarmConsoleSignInWithoutMfa',
  events: 'sign-ins to the console without a second factor',
  rationale: 'Whoever signs in with a password alone may be somebody who has found the password.',
});
