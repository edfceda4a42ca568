import { controlAlarm } from './control-alarm';

/** ALM-12. */
export const networkGatewayChanges = controlAlarm({
  id: 'ALM-12',
  name: 'AlarmNetworkGatewayChanges',
  events: 'changes of network gateways',
  rationale: 'All traffic into and out of a network goes through its gateways: a new one is a new way.',
});
