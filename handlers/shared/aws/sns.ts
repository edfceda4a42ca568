import { AwsError, errorOf, signedRequest } from './request';

/** A message for the subscribers of a topic. */
export interface TopicMessage {
  /** Of a topic or a FIFO topic. */
  readonly topicArn: string;
  /** For e-mail: one line of at most 100 printable characters of ASCII. */
  readonly subject: string;
  /** By the protocol of the subscriber; `default` for all others. At most 256 KB with the attributes. */
  readonly message: { readonly default: string } & Readonly<Record<string, string>>;
  /** For the filters of subscriptions. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What is the same when the message comes again: a FIFO topic passes it on once in five minutes. */
  readonly id: string;
}

/** Publishes a message. It may come twice. */
export async function publish({ topicArn, subject, message, attributes, id }: TopicMessage): Promise<void> {
  const form = new URLSearchParams({
    ...{ Action: 'Publish', Version: '2010-03-31', TopicArn: topicArn, Subject: subject },
    ...{ MessageStructure: 'json', Message: JSON.stringify(message) },
    ...(topicArn.endsWith('.fifo') && { MessageGroupId: 'alerts', MessageDeduplicationId: id }),
  });
  for (const [index, [name, value]] of Object.entries(attributes).entries()) {
    const entry = `MessageAttributes.entry.${index + 1}`;
    form.set(`${entry}.Name`, name);
    form.set(`${entry}.Value.DataType`, 'String');
    form.set(`${entry}.Value.StringValue`, value);
  }
  const answer = await signedRequest('sns', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: form.toString(),
  });
  if (answer.status !== 200) throw errorOf(answer, `Publish to ${topicArn}`);
  // What answers for SNS and does not say that it has the message has none.
  if (!/<MessageId>[^<]+<\/MessageId>/.test(answer.body.toString('utf8'))) {
    throw new AwsError(answer.status, 'NoMessageId', `Publish to ${topicArn} failed: the answer has no MessageId`);
  }
}
