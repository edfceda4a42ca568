import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueuePlace } from '../shared/places';
import { BATCH } from '../shared/send-batch';
import { queueFailure, sqsClient } from '../shared/sqs-client';
import type { DeadMessage } from './reason';

/** In seconds: long enough to look at all messages and to move them; then what is left comes back by itself. */
const HELD = 600;
/** SQS may answer with nothing while there is something. */
const EMPTY_ANSWERS = 2;

/** The messages of a dead-letter queue. */
export class DeadLetters {
  readonly sqs: SQSClient;
  private readonly held = new Map<string, DeadMessage>();

  constructor(private readonly queue: QueuePlace) {
    this.sqs = sqsClient(queue);
  }

  /** About how many there are. */
  async count(): Promise<number> {
    const command = new GetQueueAttributesCommand({ QueueUrl: this.queue.url, AttributeNames: ['ApproximateNumberOfMessages'] });
    const { Attributes } = await this.call(() => this.sqs.send(command));
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  }

  /** Takes the messages, up to ten at a time, each once; they are held until they are removed or given back. */
  async *batches(): AsyncGenerator<DeadMessage[]> {
    for (let empty = 0; empty < EMPTY_ANSWERS; ) {
      const { Messages = [] } = await this.call(() =>
        this.sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: this.queue.url,
            MaxNumberOfMessages: BATCH,
            VisibilityTimeout: HELD,
            WaitTimeSeconds: 1,
            MessageSystemAttributeNames: ['SentTimestamp'],
            MessageAttributeNames: ['All'],
          }),
        ),
      );
      const all = Messages.map(messageOf);
      const unseen = all.filter(({ messageId }) => !this.held.has(messageId));
      // Who has been seen counts as well: its newest receipt is the one that is valid.
      for (const message of all) this.held.set(message.messageId, message);
      empty = unseen.length === 0 ? empty + 1 : 0;
      if (unseen.length > 0) yield unseen;
    }
  }

  /** Removes messages; gives those that are still there. */
  async remove(messages: readonly DeadMessage[]): Promise<DeadMessage[]> {
    if (messages.length === 0) return [];
    const Entries = messages.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt }));
    const { Failed = [] } = await this.call(() => this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.queue.url, Entries })));
    const left = new Set(Failed.map(({ Id }) => messages[Number(Id)]));
    for (const message of messages) if (!left.has(message)) this.held.delete(message.messageId);
    return messages.filter((message) => left.has(message));
  }

  /** Gives back what was taken and not removed, so that others see it at once. What cannot be given back comes back by itself. */
  async release(): Promise<void> {
    const rest = [...this.held.values()];
    for (let start = 0; start < rest.length; start += BATCH) {
      const Entries = rest
        .slice(start, start + BATCH)
        .map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt, VisibilityTimeout: 0 }));
      await this.call(() => this.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.queue.url, Entries })));
    }
    this.held.clear();
  }

  private async call<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw queueFailure(this.queue.url, error);
    }
  }
}

function messageOf({ MessageId = '', ReceiptHandle = '', Body = '', Attributes, MessageAttributes = {} }: Message): DeadMessage {
  return {
    messageId: MessageId,
    receipt: ReceiptHandle,
    body: Body,
    attributes: Object.fromEntries(Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue])),
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
  };
}
