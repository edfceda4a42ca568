import type { IncomingMessage } from 'node:http';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsAnswer } from './answer';

/** A request as it is sent. */
export type HttpRequest = Parameters<NodeHttpHandler['handle']>[0];

/** How long a connection may be silent, in milliseconds, before a request is tried again. */
const SILENCE = Number(process.env.AWS_SILENCE_MILLIS) || 5000;

// One for all: connections stay open from one request to the next, also over the pauses of a function.
const http = new NodeHttpHandler({
  connectionTimeout: Math.min(SILENCE, 2000),
  requestTimeout: SILENCE,
  throwOnRequestTimeout: true,
  socketTimeout: SILENCE,
});

/** Sends a request, and reads the whole answer. */
export async function send(request: HttpRequest): Promise<Omit<AwsAnswer, 'attempts'>> {
  const { response } = await http.handle(request);
  const body = await readAll(response.body as IncomingMessage);
  const stated = response.headers['content-length'];
  if (request.method !== 'HEAD' && stated !== undefined && Number(stated) !== body.length) {
    throw new Error(`the answer of ${request.hostname} ended after ${body.length} of ${stated} bytes`);
  }
  return { status: response.statusCode, headers: response.headers, body };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}
