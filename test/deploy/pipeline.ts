import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LocalLambda } from '../../bin/commands/start/lambda';
import { Metrics } from '../../bin/commands/start/metrics';

interface Deployed {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly archive: string;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly handler: LocalLambda;
}

export interface Drained {
  readonly notifications: number;
  /** What the handler said of messages that it did not process. */
  readonly failures: readonly string[];
  readonly metrics: Metrics;
}

/** From the bucket to the handler as it is deployed: bucket, EventBridge, queue. Only the function runs here, since the local API runs none. */
export class Pipeline {
  constructor(private readonly deployed: Deployed) {}

  /** As CloudTrail delivers. That it is announced is up to what was deployed. */
  async deliver(key: string, content: Uint8Array): Promise<void> {
    const { s3, archive } = this.deployed;
    await s3.send(new PutObjectCommand({ Bucket: archive, Key: key, Body: content, ACL: 'bucket-owner-full-control' }));
  }

  /** Does what Lambda does with an event source mapping, until the queue has nothing more to give. */
  async drain(): Promise<Drained> {
    const metrics = new Metrics();
    const failures: string[] = [];
    let notifications = 0;
    for (let messages = await this.receive(); messages.length > 0; messages = await this.receive()) {
      notifications += messages.length;
      const { result, error, log } = await this.deployed.handler.invoke({ Records: messages.map((message) => this.toRecord(message)) });
      metrics.add(log);
      const failed = failuresOf(result);
      if (error !== undefined) failures.push(error);
      if (failed.length > 0) failures.push(...log.filter((line) => line.includes('ERROR')));
      const done = error === undefined ? messages.filter(({ MessageId }) => !failed.includes(MessageId)) : [];
      for (const message of done) await this.delete(message);
    }
    return { notifications, failures, metrics };
  }

  private async receive(): Promise<Message[]> {
    const { sqs, queueUrl: QueueUrl, batchSize: MaxNumberOfMessages } = this.deployed;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages, WaitTimeSeconds: 1, MessageSystemAttributeNames: ['All'] }),
    );
    return Messages;
  }

  private async delete({ ReceiptHandle }: Message): Promise<void> {
    await this.deployed.sqs.send(new DeleteMessageCommand({ QueueUrl: this.deployed.queueUrl, ReceiptHandle }));
  }

  private toRecord({ MessageId, ReceiptHandle, Body, Attributes, MD5OfBody }: Message) {
    return {
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes ?? {},
      messageAttributes: {},
      md5OfBody: MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: this.deployed.queueArn,
      awsRegion: process.env.AWS_REGION,
    };
  }
}

function failuresOf(result: unknown): (string | undefined)[] {
  const { batchItemFailures = [] } = (result ?? {}) as { readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[] };
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}
