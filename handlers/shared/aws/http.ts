import type { IncomingMessage } from 'node:http';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsAnswer } from './answer';

/** A request as it is sent. */
export type HttpRequest = Parameters<NodeHttpHandler['handle']>[0];

/** How long a service may be silent, in milliseconds, before a request is tried again. */
const SILENCE = 5000;
const CONNECTING = 2000;

// One for all: connections stay open from one request to the next, also over the pauses of a function.
let http: NodeHttpHandler | undefined;

/** Sends a request, and reads the whole answer. */
export async function send(request: HttpRequest): Promise<Omit<AwsAnswer, 'attempts'>> {
  http ??= new NodeHttpHandler(timeouts(process.env));
  const { response } = await http.handle(request);
  const body = await readAll(response.body as IncomingMessage);
  const stated = response.headers['content-length'];
  if (request.method !== 'HEAD' && stated !== undefined && Number(stated) !== body.length) {
    throw new Error(`the answer of ${request.hostname} ended after ${body.length} of ${stated} bytes`);
  }
  return { status: response.statusCode, headers: response.headers, body };
}

function timeouts(env: NodeJS.ProcessEnv) {
  // For tests, and for networks that are slower than those of AWS.
  const silence = Number(env.AWS_SILENCE_MILLIS) || SILENCE;
  return { connectionTimeout: Math.min(silence, CONNECTING), requestTimeout: silence, throwOnRequestTimeout: true, socketTimeout: silence };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}
