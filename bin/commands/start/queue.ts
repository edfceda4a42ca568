import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Invocation } from './lambda';

export interface Message {
  readonly body: string;
  /** The file it tells about, as a person knows it. */
  readonly about: string;
}

export interface DeadLetter extends Message {
  readonly reasons: readonly string[];
}

/** What Lambda hands over for a batch: see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface QueueEvent {
  readonly Records: readonly ReturnType<typeof toRecord>[];
}

interface BatchResponse {
  readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[];
}

interface QueueOptions {
  /** The instances of the consumer: each takes a batch at a time. */
  readonly consumers: readonly { invoke(event: QueueEvent): Promise<Invocation> }[];
  readonly onInvocation: (invocation: Invocation) => void;
  readonly onDone: () => void;
}

const batchSize = 10;
const maxReceives = 5;
/** In milliseconds. */
const visibilityTimeout = 250;

interface Received extends Message {
  readonly messageId: string;
  receives: number;
  /** When it is given out again. */
  visibleAt: number;
}

/** Hands messages over as SQS and Lambda do: in batches, what failed again, and after the fifth time into the dead-letter queue. */
export async function drain(messages: readonly Message[], { consumers, onInvocation, onDone }: QueueOptions): Promise<DeadLetter[]> {
  const waiting: Received[] = messages.map((message) => ({ ...message, messageId: randomUUID(), receives: 0, visibleAt: 0 }));
  const deadLetters: DeadLetter[] = [];
  const consume = async (consumer: QueueOptions['consumers'][number]) => {
    for (let batch = waiting.splice(0, batchSize); batch.length > 0; batch = waiting.splice(0, batchSize)) {
      // SQS keeps what failed for a while before it gives it out again.
      await pause(Math.max(0, Math.max(...batch.map(({ visibleAt }) => visibleAt)) - Date.now()));
      for (const message of batch) message.receives++;
      const invocation = await consumer.invoke({ Records: batch.map(toRecord) });
      onInvocation(invocation);
      const failed = failuresOf(batch, invocation);
      for (const message of batch) {
        if (!failed.has(message)) onDone();
        else if (message.receives < maxReceives) {
          // Longer each time: on a busy machine the other instance takes its time with what this one waits for.
          message.visibleAt = Date.now() + visibilityTimeout * 2 ** message.receives;
          waiting.push(message);
        } else {
          deadLetters.push({ body: message.body, about: message.about, reasons: reasonsOf(message, invocation) });
          onDone();
        }
      }
    }
  };
  await Promise.all(consumers.map(consume));
  return deadLetters;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html: an answer that makes no sense fails the whole batch. */
function failuresOf(batch: readonly Received[], { result, error }: Invocation): Set<Received> {
  if (error !== undefined) return new Set(batch);
  const failures = (result as BatchResponse | null | undefined)?.batchItemFailures ?? [];
  const failed = failures.map(({ itemIdentifier }) => batch.find(({ messageId }) => messageId === itemIdentifier));
  return failed.some((message) => message === undefined) ? new Set(batch) : new Set(failed.filter((message) => message !== undefined));
}

/** What the handler logged about the message: lines of JSON with its id. */
function reasonsOf({ messageId }: Received, { error, log }: Invocation): string[] {
  if (error !== undefined) return [error.split('\n')[0] ?? error];
  return log.filter((line) => line.includes(messageId)).flatMap((line) => String(parsed(line).error ?? []));
}

function parsed(line: string): { readonly error?: unknown } {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    return { error: line };
  }
}

export function toRecord({ messageId, body, receives }: Pick<Received, 'messageId' | 'body' | 'receives'>) {
  const now = String(Date.now());
  return {
    messageId,
    receiptHandle: messageId,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: now,
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: now,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:111122223333:local',
    awsRegion: 'us-east-1',
  };
}
