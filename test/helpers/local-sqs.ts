import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface LocalMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  receipt?: string;
}

type Json = Record<string, any>;

/** What happens to an entry of a batch in place of its effect. */
export interface EntryFault {
  readonly Code: string;
  readonly SenderFault: boolean;
}

/** Queues in memory, spoken to in the JSON protocol of SQS: batches, visibility, and faults. */
export class LocalSqs {
  readonly queues = new Map<string, LocalMessage[]>();
  /** Names of the operations, in their order. */
  readonly requests: string[] = [];
  /** Asked for each entry of a batch; an answer takes the place of the effect. */
  fault: (operation: string, entry: Json) => EntryFault | undefined = () => undefined;
  private readonly server: Server;

  private constructor() {
    this.server = createServer(async (request, response) => {
      const operation = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
      this.requests.push(operation);
      const answer = this.answer(operation, (await json(request)) as Json);
      response.writeHead(typeof answer === 'string' ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(typeof answer === 'string' ? { __type: `com.amazonaws.sqs#${answer}`, message: answer } : answer));
    });
  }

  static async start(...names: string[]): Promise<LocalSqs> {
    const sqs = new LocalSqs();
    for (const name of names) sqs.queues.set(name, []);
    sqs.server.listen(0, '127.0.0.1');
    await once(sqs.server, 'listening');
    return sqs;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  url(name: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/111122223333/${name}`;
  }

  /** Puts a message into a queue, as SQS, a processor or EventBridge does. */
  put(name: string, body: string, attributes: Readonly<Record<string, string>> = {}, sentAt = Date.now() - 60_000): LocalMessage {
    const message: LocalMessage = { id: randomUUID(), body, attributes, sentAt, visibleAt: 0, receives: 0 };
    this.queues.get(name)?.push(message);
    return message;
  }

  bodies(name: string): string[] {
    return (this.queues.get(name) ?? []).map(({ body }) => body);
  }

  /** The answer, or the name of an error. */
  private answer(operation: string, input: Json): Json | string {
    const name = String(input.QueueUrl).split('/').at(-1) ?? '';
    const queue = this.queues.get(name);
    if (!queue) return 'QueueDoesNotExist';
    const bytes = (input.Entries ?? []).reduce((sum: number, { MessageBody = '' }: Json) => sum + Buffer.byteLength(MessageBody), 0);
    if (bytes > 256 * 1024) return 'BatchRequestTooLong';
    const byReceipt = (entry: Json) => queue.find(({ receipt }) => receipt === entry.ReceiptHandle);
    switch (operation) {
      case 'SendMessageBatch':
        return this.batch(operation, input, ({ Id, MessageBody, MessageAttributes = {} }) => {
          const attributes = Object.entries<Json>(MessageAttributes).map(([key, value]) => [key, value.StringValue]);
          const { id } = this.put(name, MessageBody, Object.fromEntries(attributes), Date.now());
          return { Id, MessageId: id, MD5OfMessageBody: md5(MessageBody) };
        });
      case 'DeleteMessageBatch':
        return this.batch(operation, input, (entry) => {
          const message = byReceipt(entry);
          if (message) queue.splice(queue.indexOf(message), 1);
          return { Id: entry.Id };
        });
      case 'ChangeMessageVisibilityBatch':
        return this.batch(operation, input, (entry) => {
          const message = byReceipt(entry);
          if (message) message.visibleAt = Date.now() + 1000 * entry.VisibilityTimeout;
          return { Id: entry.Id };
        });
      case 'GetQueueAttributes':
        return { Attributes: { ApproximateNumberOfMessages: String(visibleIn(queue).length) } };
      case 'ReceiveMessage':
        return {
          Messages: visibleIn(queue)
            .slice(0, input.MaxNumberOfMessages ?? 1)
            .map((message) => received(message, input.VisibilityTimeout ?? 30)),
        };
      default:
        throw new Error(`the local SQS has no ${operation}`);
    }
  }

  private batch(operation: string, { Entries }: Json, effect: (entry: Json) => Json): Json {
    const answer: { Successful: Json[]; Failed: Json[] } = { Successful: [], Failed: [] };
    for (const entry of Entries as Json[]) {
      const fault = this.fault(operation, entry);
      if (fault) answer.Failed.push({ Id: entry.Id, ...fault, Message: 'as the test wants it' });
      else answer.Successful.push(effect(entry));
    }
    return answer;
  }
}

function visibleIn(queue: readonly LocalMessage[]): LocalMessage[] {
  return queue.filter(({ visibleAt }) => visibleAt <= Date.now());
}

function received(message: LocalMessage, visibility: number): Json {
  message.receives++;
  message.receipt = randomUUID();
  message.visibleAt = Date.now() + 1000 * visibility;
  const { id, body, attributes, sentAt, receives, receipt } = message;
  const typed = Object.entries(attributes).map(([key, StringValue]) => [key, { DataType: 'String', StringValue }]);
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: md5(body),
    Attributes: { SentTimestamp: String(sentAt), ApproximateReceiveCount: String(receives) },
    ...(typed.length > 0 && { MessageAttributes: Object.fromEntries(typed) }),
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
