import type { RepairOrder } from '../../lib/monitoring/tamper-protection.contract';
import { type BusEvent, type Incident, incidentOf, type Known } from './incident';
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

/**
 * Decides about an event, and acts.
 *
 * @returns what is to be told; nothing where the function itself made the call and the trail is as declared, which was told when it acted
 * @throws where the event is not one of those that are watched
 */
export async function respond(event: BusEvent, declared: Declared, ports: RepairPorts): Promise<Alert | undefined> {
  const incident = incidentOf(event, declared);
  const outcome = await repair(incident, declared.repair, ports);
  const wasTold = incident.kind === 'own' && outcome.result === 'asDeclared';
  return wasTold ? undefined : { incident, outcome, trailArn: declared.trailArn };
}
