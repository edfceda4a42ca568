import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Body, isInPieces, type Pieces } from '../body';
import { pauseBefore } from '../retry';
import { type AwsAnswer, isTransient } from './answer';
import { type AwsService, dnsSuffixOf, type Endpoint, endpointOf, regionOf } from './endpoint';
import { type HttpRequest, send } from './http';
import { Sha256 } from './sha256';

export { type AwsAnswer, AwsError, errorOf } from './answer';
export type { AwsService } from './endpoint';

/** A request before it is signed. */
export interface AwsRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Default: the Region of the process. */
  readonly region?: string;
  /** Default: the endpoint of the service in that Region, or what `AWS_ENDPOINT_URL…` names. */
  readonly endpoint?: Endpoint;
  /** As it goes over the wire: percent-encoded, and with a slash in front. Default: `/`. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
}

const ATTEMPTS = 5;

/**
 * Sends a request that is signed with the credentials of the environment.
 *
 * Server errors, throttles, broken connections, timeouts and bodies that end early are tried again, with longer and longer random pauses:
 * a request must be one that may take effect twice. Any answer that is not transient is returned, of whatever status; a transient one after the last attempt too.
 *
 * @throws what the connection failed with in the last attempt
 */
export async function signedRequest(service: AwsService, request: AwsRequest): Promise<AwsAnswer> {
  const region = request.region ?? regionOf(process.env);
  let endpoint = request.endpoint ?? endpointOf(service, region, process.env);
  for (let attempts = 1; ; attempts++) {
    const sent = await signed(service, region, endpoint, request);
    const last = attempts >= ATTEMPTS;
    try {
      const answer = await send(sent);
      const elsewhere = answer.status === 307 ? redirected(endpoint, answer.headers.location, region) : undefined;
      if (last || !(elsewhere || isTransient(answer))) return { ...answer, attempts };
      endpoint = elsewhere ?? endpoint;
      // A redirect is an answer, and no reason to wait.
      if (elsewhere) continue;
    } catch (error) {
      if (last) throw error;
    }
    await pauseBefore(attempts);
  }
}

async function signed(service: AwsService, region: string, endpoint: Endpoint, request: AwsRequest): Promise<HttpRequest> {
  const { protocol, hostname, port } = endpoint;
  const body = request.body === undefined ? undefined : isInPieces(request.body) ? request.body : bytesOf(request.body);
  const signer = new SignatureV4({ service, region, credentials: credentialsOf(process.env), sha256: Sha256, uriEscapePath: service !== 's3' });
  const unsigned = {
    method: request.method,
    protocol,
    hostname,
    port,
    path: `${endpoint.path}${request.path ?? '/'}`,
    query: { ...request.query },
    headers: {
      ...request.headers,
      host: port ? `${hostname}:${port}` : hostname,
      // Of an empty body too: S3 refuses one of an unstated length.
      ...(body && { 'content-length': String(body.length) }),
      // Otherwise the signer makes it, of a body that is there as a whole.
      ...(body && isInPieces(body) && { 'x-amz-content-sha256': sumOf(body) }),
    },
    body: body && isInPieces(body) ? Readable.from(body.pieces(), { objectMode: false }) : body,
  };
  return (await signer.sign(unsigned)) as HttpRequest;
}

function sumOf(body: Pieces): string {
  const sum = createHash('sha256');
  for (const piece of body.pieces()) sum.update(piece);
  return sum.digest('hex');
}

/** Not a copy: the rows of a large file are many megabytes. */
function bytesOf(body: string | Uint8Array): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function credentialsOf({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }: NodeJS.ProcessEnv) {
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error("environment variables 'AWS_ACCESS_KEY_ID' and 'AWS_SECRET_ACCESS_KEY' are missing; Lambda sets them");
  }
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) };
}

/** Where S3 sends the requests for a bucket that is younger than its name; never a host that is not of AWS, since the request has a token. */
function redirected(endpoint: Endpoint, location: string | undefined, region: string): Endpoint | undefined {
  const url = location && URL.canParse(location) ? new URL(location) : undefined;
  if (!url || url.protocol !== endpoint.protocol) return undefined;
  const trusted = endpoint.custom ? url.hostname === endpoint.hostname : url.hostname.endsWith(`.${dnsSuffixOf(region)}`);
  return trusted ? { ...endpoint, hostname: url.hostname, ...(url.port && { port: Number(url.port) }) } : undefined;
}
