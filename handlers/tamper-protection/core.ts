import type { RepairOrder } from '../../lib/monitoring/tamper-protection.contract';
import { type BusEvent, deniedResourceOf, type Incident, incidentOf, type Known } from './incident';
import { type Outcome, type RepairPorts, repair } from './repair';

export type { BusEvent, Incident, Known } from './incident';
export type { Outcome, RepairPorts, TrailPort } from './repair';
export { documentOf, subjectOf, wordsOf } from './words';

/** What is known of the trail and of who may change it. */
export interface Declared extends Known {
  /** The trail; events of others, whose calls are refused without naming a trail, may come as well. */
  readonly trailArn: string;
  /** Default: nothing is repaired. */
  readonly repair?: RepairOrder;
}

/** What somebody is told of. */
export interface Alert {
  readonly incident: Incident;
  readonly outcome: Outcome;
  readonly trailArn: string;
}

/** What became of an event: it is to be told, or it is not, for a reason. */
export type Response = { readonly alert: Alert } | { readonly passedOver: string };

/**
 * Decides about an event, and acts.
 *
 * @throws where the event is not one of those that are watched
 */
export async function respond(event: BusEvent, declared: Declared, ports: RepairPorts): Promise<Response> {
  const { trailArn } = declared;
  const incident = incidentOf(event, declared);
  const another = deniedResourceOf(incident.record);
  if (incident.subject === 'trail' && another && another.toLowerCase() !== trailArn.toLowerCase()) return { passedOver: `it is about ${another}` };
  const outcome = await repair(incident, declared.repair, ports);
  if (incident.kind === 'own' && outcome.result === 'asDeclared') return { passedOver: 'it is a repair, which was told when it was made' };
  return { alert: { incident, outcome, trailArn } };
}
