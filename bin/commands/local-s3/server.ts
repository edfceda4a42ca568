import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, answer } from './answer';
import { S3Error } from './errors';
import { type Fault, sendBody } from './faults';
import { parseRequest, type S3Request } from './request';
import { Store } from './store';
import { xmlDocument } from './xml';

export type { Fault } from './faults';

export interface LocalS3Options {
  /** Sees every request before it is carried out, and may make it fail. */
  readonly before?: (request: S3Request) => Fault | undefined;
  /** The account that owns the buckets, compared with `ExpectedBucketOwner` where a client sends it. */
  readonly account?: string;
}

export interface LocalS3 {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * An S3 API on the loopback interface, in memory: as much of it as delivered logs and what is derived from them need.
 * Not the npm package s3rver: its last release (2021) knows no conditional writes, which the handlers rely on.
 * Signatures are not verified: nobody but this machine can reach it.
 */
export async function startLocalS3(options: LocalS3Options = {}): Promise<LocalS3> {
  const store = new Store();
  const server = createServer((request, response) => {
    // A client that hangs up while it is being answered is no error of the server.
    serve(store, options, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(store: Store, options: LocalS3Options, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readAll(incoming);
  try {
    const request = parseRequest(incoming);
    const fault = options.before?.(request);
    if (fault && 'delayMillis' in fault) await sleep(fault.delayMillis);
    if (fault && 'refuse' in fault) throw new S3Error(fault.refuse.code, fault.refuse.status, 'Injected fault');
    checkOwner(request, options.account);
    const answered = answer(store, request, body);
    if (fault && 'loseAnswer' in fault) response.destroy();
    else send(request, response, answered, fault);
  } catch (error) {
    sendError(incoming, response, error);
  }
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function checkOwner({ headers }: S3Request, account: string | undefined): void {
  const expected = headers['x-amz-expected-bucket-owner'];
  if (expected !== undefined && expected !== account) throw new S3Error('AccessDenied', 403, 'Access Denied');
}

function send({ operation }: S3Request, response: ServerResponse, { status, headers, body = '' }: Answer, fault?: Fault): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'x-amz-request-id': randomUUID(),
    ...(status === 204 || status === 304 ? {} : { 'content-length': bytes.length }),
    ...headers,
  });
  if (operation === 'HeadObject' || operation === 'HeadBucket') response.end();
  else sendBody(response, bytes, fault);
}

function sendError({ method, url = '/' }: IncomingMessage, response: ServerResponse, error: unknown): void {
  const { code, status, message, details } =
    error instanceof S3Error ? error : new S3Error('InternalError', 500, error instanceof Error ? error.message : String(error));
  const requestId = randomUUID();
  const text = xmlDocument('Error', [
    ['Code', code],
    ['Message', message],
    ...Object.entries(details),
    ['Resource', url.split('?')[0] ?? '/'],
    ['RequestId', requestId],
  ]);
  response.writeHead(status, { 'content-type': 'application/xml', 'x-amz-request-id': requestId });
  response.end(method === 'HEAD' ? undefined : text);
}
