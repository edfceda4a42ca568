import { writeLine } from '../shared/metrics';
import { respond } from './core';
import type { BusEvent } from './incident';
import { portsOf } from './ports';
import { settingsOf } from './settings';
import { tell } from './tell';

const { declared, place, topicArns } = settingsOf(process.env);
const ports = portsOf(place);

/** Tells the topics of an event, after what could be repaired was. One that fails is tried again by Lambda, and then kept as a dead letter. */
export async function handler(event: BusEvent): Promise<void> {
  const response = await respond(event, declared, ports);
  const { eventID, eventName, awsRegion } = event.detail ?? {};
  const about = { level: 'INFO', eventID, eventName, awsRegion };
  if ('passedOver' in response) return writeLine({ ...about, passedOver: response.passedOver });
  const { incident, outcome } = response.alert;
  writeLine({ ...about, kind: incident.kind, subject: incident.subject, ...outcome });
  await tell(response.alert, topicArns);
}
