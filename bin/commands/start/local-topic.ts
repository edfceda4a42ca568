import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What was published to a topic. */
export interface Published {
  readonly subject: string;
  /** What e-mail subscribers would get. */
  readonly words: string;
}

/** An SNS API on this machine that keeps what is published. */
export interface LocalTopic {
  readonly endpoint: string;
  readonly published: readonly Published[];
  close(): Promise<void>;
}

/** Starts an SNS API that takes messages, as far as a handler that publishes needs one. */
export async function startLocalTopic(): Promise<LocalTopic> {
  const published: Published[] = [];
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const message = form.get('Message');
    if (form.get('Action') !== 'Publish' || message === null) {
      response.writeHead(400).end('<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>');
      return;
    }
    published.push({ subject: form.get('Subject') ?? '', words: wordsIn(message, form.get('MessageStructure')) });
    response.end(`<PublishResponse><PublishResult><MessageId>${published.length}</MessageId></PublishResult></PublishResponse>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    published,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A structured message has a text for each protocol. */
function wordsIn(message: string, structure: string | null): string {
  if (structure !== 'json') return message;
  const { email, default: fallback } = JSON.parse(message) as { readonly email?: string; readonly default: string };
  return email ?? fallback;
}
