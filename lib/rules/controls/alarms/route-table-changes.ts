import { controlAlarm } from './control-alarm';

/** ALM-13. */
export const routeTableChanges = controlAlarm({
  id: 'ALM-13',
  name: 'AlarmRouteTableChanges',
  events: 'changes of route tables',
  rationale: 'A changed route can lead traffic past whatever inspects it.',
});
