import { pauseBefore } from '../retry';
import { AwsError, errorOf, signedRequest } from './request';

/** An event for a bus. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  /** At most 256 KB as JSON, with the rest. */
  readonly detail: unknown;
  /** ARNs that the event is about. */
  readonly resources?: readonly string[];
}

interface Result {
  readonly EventId?: string;
  readonly ErrorCode?: string;
}

const ATTEMPTS = 4;
const MOST = 10;

/**
 * Puts events on a bus, ten at a time. EventBridge takes some and refuses others: those are put again.
 *
 * @throws where some are refused each time, or the bus is not there. Others may have been taken
 */
export async function putEvents(busArn: string, events: readonly BusEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += MOST) await putSome(busArn, events.slice(start, start + MOST));
}

async function putSome(busArn: string, events: readonly BusEvent[]): Promise<void> {
  let rest = events;
  for (let attempt = 1; ; attempt++) {
    const results = await put(busArn, rest);
    const refused = results.filter(({ EventId }) => EventId === undefined);
    rest = rest.filter((_, index) => results[index]?.EventId === undefined);
    if (rest.length === 0) return;
    if (attempt >= ATTEMPTS) {
      const code = refused[0]?.ErrorCode ?? 'Refused';
      throw new AwsError(200, code, `PutEvents on ${busArn} failed: ${code} for ${rest.length} events in each of ${ATTEMPTS} attempts`);
    }
    await pauseBefore(attempt);
  }
}

async function put(busArn: string, events: readonly BusEvent[]): Promise<readonly Result[]> {
  const Entries = events.map(({ source, detailType, detail, resources = [] }) => ({
    ...{ EventBusName: busArn, Source: source, DetailType: detailType, Detail: JSON.stringify(detail), Resources: resources },
  }));
  const answer = await signedRequest('events', {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({ Entries }),
  });
  if (answer.status !== 200) throw errorOf(answer, `PutEvents on ${busArn}`);
  const results = (JSON.parse(answer.body.toString('utf8')) as { Entries?: readonly Result[] }).Entries ?? [];
  if (results.length === events.length) return results;
  throw new AwsError(answer.status, 'NoEntries', `PutEvents on ${busArn} failed: the answer is not about ${events.length} events`);
}
