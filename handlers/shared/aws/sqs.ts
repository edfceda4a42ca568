import { errorOf, signedRequest } from './request';

/** A message for a queue. */
export interface OutgoingMessage {
  readonly body: string;
  /** Texts by name; at most ten. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Sends a message. What comes more than once is sent more than once: the queue does not tell the same from the same. */
export async function sendMessage(queueUrl: string, { body, attributes }: OutgoingMessage): Promise<void> {
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: textFor(value) }]),
  );
  const answer = await signedRequest('sqs', {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
    body: JSON.stringify({ QueueUrl: queueUrl, MessageBody: textFor(body), MessageAttributes }),
  });
  if (answer.status !== 200) throw errorOf(answer, `SendMessage to '${queueUrl}'`);
}

/** SQS refuses what is no UTF-8, most control characters, and attributes without a text. */
function textFor(text: string): string {
  const wellFormed = Buffer.from(text).toString();
  return wellFormed.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd') || '-';
}
