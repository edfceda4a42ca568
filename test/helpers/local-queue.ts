import type { OutgoingMessage } from '../../handlers/shared/aws/sqs';
import { type HttpServer, startHttpServer } from './http-server';

/** As much of an SQS API as takes messages. */
export interface LocalQueue extends HttpServer {
  readonly messages: OutgoingMessage[];
  /** Refuses the next requests with these codes. */
  readonly refusals: string[];
}

interface SendMessageRequest {
  readonly MessageBody: string;
  readonly MessageAttributes: Readonly<Record<string, { readonly DataType: 'String'; readonly StringValue: string }>>;
}

/** Starts a queue on this machine. */
export async function startLocalQueue(): Promise<LocalQueue> {
  const messages: OutgoingMessage[] = [];
  const refusals: string[] = [];
  const server = await startHttpServer(({ headers }, body, response) => {
    const refusal = headers['x-amz-target'] === 'AmazonSQS.SendMessage' ? refusals.shift() : 'UnknownOperationException';
    if (refusal) return void response.writeHead(400, { 'x-amzn-errortype': refusal }).end('{}');
    const { MessageBody, MessageAttributes } = JSON.parse(body.toString()) as SendMessageRequest;
    const attributes = Object.fromEntries(Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]));
    messages.push({ body: MessageBody, attributes });
    response.end('{"MessageId":"1"}');
  });
  return { ...server, messages, refusals };
}
