import { type AnnouncedObject, type Notification, parseNotification } from '../../lib/log-format/notification';
import { METRICS } from '../../lib/processing/log-processor.contract';
import type { LogProcessorDefinition } from './definition';
import { passOver, processObject } from './file';
import { parkMessage } from './park';
import type { Surroundings } from './surroundings';

/** A message of a queue. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  /** When it came into the queue, in milliseconds. */
  readonly sentAt?: number;
}

/** Processes the log files that a message announces. It fails if one of them fails; then the message comes again, which repeats the others without effect. */
export async function processMessage(message: Message, definition: LogProcessorDefinition, outer: Surroundings): Promise<void> {
  const { messageId, body, sentAt } = message;
  const log: Surroundings['log'] = (line) => outer.log({ ...line, messageId });
  const { count, flush } = withAge(sentAt, outer.count);
  const surroundings = { ...outer, log, count };
  const failures: unknown[] = [];
  const attempt = async (about: Partial<AnnouncedObject>, task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      log({ level: 'ERROR', message: 'failed', ...about, error: String(error) });
      failures.push(error);
    }
  };
  await attempt({}, async () => {
    const notification = await readNotification(body, surroundings);
    for (const reason of notification.passedOver) passOver({ reason }, surroundings);
    // One after the other: memory is for one file.
    for (const object of notification.objects) await attempt(object, () => processObject(object, definition, surroundings));
  });
  flush();
  if (failures.length > 0) throw failures[0];
}

/** A message that nobody understands is not understood when it comes again. */
async function readNotification(body: string, surroundings: Surroundings): Promise<Notification> {
  let notification: Notification;
  try {
    notification = parseNotification(body);
  } catch (error) {
    await parkMessage(body, (error as Error).message, surroundings);
    return { objects: [], passedOver: [] };
  }
  return notification;
}

/** The age of a message is published with the first counts that it causes, or alone. */
function withAge(sentAt: number | undefined, count: Surroundings['count']) {
  let age: Readonly<Record<string, number>> = sentAt === undefined ? {} : { [METRICS.messageAge]: Math.max(0, Date.now() - sentAt) / 1000 };
  const publish: Surroundings['count'] = (counts) => {
    const all = { ...age, ...counts };
    age = {};
    count(all);
  };
  return { count: publish, flush: () => (Object.keys(age).length > 0 ? publish({}) : undefined) };
}
