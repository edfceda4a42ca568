import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { findLogFiles } from '../../bin/commands/start/find-logs';
import { ALERT_METRICS } from '../../lib/processing/detection-alerts.contract';
import type { Pipeline } from './pipeline';
import type { Later } from './programs';
import type { Report } from './report';

interface Work {
  readonly root: string;
  readonly report: Report;
  readonly pipeline: Pipeline;
  readonly topicArn: string;
  readonly later: Later;
}

/** Delivers real log files, and compares what a subscriber of the topic gets with what the function counted; what is put again alerts nobody again. */
export async function receiveAlerts({ root, report, pipeline, topicArn, later }: Work): Promise<void> {
  const subscriber = await subscribe(topicArn, later);
  const { logs } = findLogFiles(join(root, 'test', 'fixtures', 'logs'));
  for (const { key, path } of logs) await pipeline.deliver(key, readFileSync(path));

  const { notifications, failures, metrics } = await pipeline.drain();
  report.equal('alerts: every log file was announced, and none failed', [notifications, failures], [logs.length, []]);
  const sent = metrics.get(ALERT_METRICS.alertsSent);
  const messages = await subscriber();
  report.equal('alerts: the subscriber has each that was sent', [messages.length, sent > 0], [sent, true]);
  report.equal('alerts: they say what it is about', messages.filter((text) => /"why":"[^"]/.test(text)).length, sent);

  for (const { key, path } of logs) await pipeline.deliver(key, readFileSync(path));
  const again = await pipeline.drain();
  report.equal('put again: no failure, and no alert', [again.failures, (await subscriber()).length], [[], 0]);
}

/** A queue that is subscribed to a topic; gives the messages that have come since it was asked before. */
async function subscribe(topicArn: string, later: Later): Promise<() => Promise<string[]>> {
  const [sns, sqs] = [new SNSClient({}), new SQSClient({})];
  later(() => sns.destroy());
  later(() => sqs.destroy());
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'subscriber' }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  await sns.send(
    new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: Attributes?.QueueArn, Attributes: { RawMessageDelivery: 'true' } }),
  );
  return async () => {
    const texts: string[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }));
      if (Messages.length === 0) return texts;
      for (const { Body = '', ReceiptHandle } of Messages) {
        texts.push(Body);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  };
}
