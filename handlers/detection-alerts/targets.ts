import { EVENT } from '../../lib/processing/detection-alerts.contract';
import { putEvents } from '../shared/aws/events';
import { publish, type TopicMessage } from '../shared/aws/sns';
import type { Alert } from './alert';
import { subjectOf, wordsOf } from './words';

/** Sends an alert to a topic, in words for people and as JSON for programs, or to an event bus. */
export async function sendTo(target: string, alert: Alert): Promise<void> {
  if (serviceOf(target) === 'events') {
    await putEvents(target, [{ ...EVENT, detail: alert }]);
    return;
  }
  const { id, kind, severity } = alert;
  await publish({
    ...{ topicArn: target, id, subject: subjectOf(alert), message: messageOf(alert) },
    attributes: { schemaVersion: alert.schemaVersion, kind, severity, ...(alert.kind !== 'heldBack' && { rule: alert.rule.slice(0, 256) }) },
  });
}

/** SNS takes 256 KB of all of them together. */
const MOST_BYTES = 250_000;

/** The message of each protocol. Texts of callers are cut where all of them would be too long. */
export function messageOf(alert: Alert): TopicMessage['message'] {
  for (const [length, count] of [
    [1024, 20],
    [256, 10],
    [64, 5],
  ] as const) {
    const message = messageIn(cut(alert, length, count));
    if (Buffer.byteLength(JSON.stringify(message)) <= MOST_BYTES) return message;
  }
  return messageIn(cut(alert, 32, 1));
}

function messageIn(alert: Alert): TopicMessage['message'] {
  const [words, json] = [wordsOf(alert), JSON.stringify(alert)];
  return { default: words, email: words, sms: subjectOf(alert), sqs: json, lambda: json, http: json, https: json, firehose: json };
}

/** Where the record is stays whole: there is the rest. */
function cut(alert: Alert, length: number, count: number): Alert {
  if (alert.kind === 'heldBack') return alert;
  const entries = Object.entries(alert).map(([name, value]) => {
    if (name === 'location' || name === 'link' || name === 'id') return [name, value];
    if (Array.isArray(value)) return [name, value.slice(0, count).map((text: string) => text.slice(0, length))];
    return [name, typeof value === 'string' ? value.slice(0, name === 'why' ? 4 * length : length) : value];
  });
  return Object.fromEntries(entries) as Alert;
}

/** Whether alerts can be sent to something with this ARN. */
export function isTarget(arn: unknown): arn is string {
  return typeof arn === 'string' && ['sns', 'events'].includes(serviceOf(arn) ?? '');
}

function serviceOf(arn: string): string | undefined {
  return arn.split(':')[2];
}
