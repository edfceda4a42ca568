import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { LocalTrail } from './local-trail';

/** What was published to a topic. */
export interface Published {
  readonly subject: string;
  /** What e-mail subscribers would get. */
  readonly words: string;
}

/** A message that a handler put into a dead-letter queue by itself. */
export interface Parked {
  readonly queueUrl: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The APIs of SNS, SQS and CloudTrail on this machine, as far as the handlers need them. */
export interface LocalServices {
  readonly endpoint: string;
  readonly published: readonly Published[];
  readonly parked: readonly Parked[];
  /** The trail that CloudTrail knows. */
  trail?: LocalTrail;
  close(): Promise<void>;
}

/** Starts APIs that keep what they are given. */
export async function startLocalServices(): Promise<LocalServices> {
  const published: Published[] = [];
  const parked: Parked[] = [];
  const services: LocalServices & { endpoint: string } = {
    endpoint: '',
    published,
    parked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.headers['x-amz-target'] === 'AmazonSQS.SendMessage') {
      parked.push(parkedIn(body));
      response.end(JSON.stringify({ MessageId: String(parked.length) }));
      return;
    }
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string' && services.trail) {
      const accessKey = /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const answer = services.trail.answer({ target, input: JSON.parse(body), accessKey });
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer.body));
      return;
    }
    const form = new URLSearchParams(body);
    if (form.get('Action') !== 'Publish') {
      response.writeHead(400).end('<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>');
      return;
    }
    published.push({ subject: form.get('Subject') ?? '', words: wordsIn(form.get('Message') ?? '', form.get('MessageStructure')) });
    response.end(`<PublishResponse><PublishResult><MessageId>${published.length}</MessageId></PublishResult></PublishResponse>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  services.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return services;
}

interface SendMessage {
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue: string }>>;
}

function parkedIn(body: string): Parked {
  const { QueueUrl, MessageBody, MessageAttributes = {} } = JSON.parse(body) as SendMessage;
  const attributes = Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]);
  return { queueUrl: QueueUrl, body: MessageBody, attributes: Object.fromEntries(attributes) };
}

/** A structured message has a text for each protocol. */
function wordsIn(message: string, structure: string | null): string {
  if (structure !== 'json') return message;
  const { email, default: fallback } = JSON.parse(message) as { readonly email?: string; readonly default: string };
  return email ?? fallback;
}
