import type { OutgoingMessage } from '../../handlers/shared/aws/sqs';
import type { LogProcessorDefinition } from '../../handlers/shared/definition';
import { logFileHandler } from '../../handlers/shared/handler';
import type { QueueRecord } from '../../handlers/shared/queue-event';
import { below } from '../../handlers/shared/store';
import type { Surroundings } from '../../handlers/shared/surroundings';
import type { Invocation } from '../../handlers/shared/time-guard';
import { InMemoryStore } from './in-memory-store';

/** A line of the log. */
type Line = Readonly<Record<string, unknown>>;

/** A message as a queue delivers it. */
export function queueRecord(messageId: string, body: string, receiveCount = 1, sentAt?: number): QueueRecord {
  const attributes = { ApproximateReceiveCount: String(receiveCount), ...(sentAt !== undefined && { SentTimestamp: String(sentAt) }) };
  return { messageId, body, receiptHandle: messageId, eventSource: 'aws:sqs', attributes } as QueueRecord;
}

/** A processor among stores and a dead-letter queue in memory. */
export function processorAmong(
  definition: LogProcessorDefinition,
  files: Readonly<Record<string, Buffer>>,
  { prefix, derived = new InMemoryStore(), archive = new InMemoryStore() }: { prefix: string; derived?: InMemoryStore; archive?: InMemoryStore },
) {
  for (const [key, content] of Object.entries(files)) archive.put(key, content);
  const metrics: Record<string, number> = {};
  const log: Line[] = [];
  const parked: OutgoingMessage[] = [];
  const surroundings: Surroundings = {
    archive: () => archive,
    derived: below(prefix, derived),
    park: async (message) => void parked.push(message),
    count: (counts) => {
      for (const [name, value] of Object.entries(counts)) metrics[name] = (metrics[name] ?? 0) + value;
    },
    log: (line) => log.push(line),
  };
  const handler = logFileHandler(definition, surroundings);
  /** Gives the messages to the handler; tells which of them failed. */
  const invoke = async (records: QueueRecord[], context: Invocation = {}): Promise<string[]> => {
    const { batchItemFailures } = await handler({ Records: records }, context);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  /** Gives one message to the handler, and fails where that fails. */
  const receive = async (body: string): Promise<void> => {
    if ((await invoke([queueRecord('m-1', body)])).length > 0) throw new Error(String(log.at(-1)?.error));
  };
  return { archive, derived, metrics, log, parked, surroundings, invoke, receive };
}
